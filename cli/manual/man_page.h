#ifndef VIGIE_CLI_MANUAL_MAN_PAGE_H
#define VIGIE_CLI_MANUAL_MAN_PAGE_H

#include <string>

#include "reports/locale/texts.h"

namespace vigie::cli {

// vigie(1) in the language of `texts`, as man(7) macros.
std::string man_page(const reports::Texts& texts);

}  // namespace vigie::cli

#endif
