#ifndef VIGIE_REPORTS_LOCALE_ERROR_TEXT_H
#define VIGIE_REPORTS_LOCALE_ERROR_TEXT_H

#include "crawler/error_kind.h"

namespace vigie::reports {

// What an error kind means to the person who reads a report, as it follows "URL: not audited: ",
// and what to try. Both are msgids, lower case, without full stop; advice may be empty.
struct ErrorText {
  const char* meaning;
  const char* advice;
};
ErrorText error_text(crawler::ErrorKind kind);

}  // namespace vigie::reports

#endif
