#ifndef VIGIE_REPORTS_HTML_TEMPLATE_TEXT_H
#define VIGIE_REPORTS_HTML_TEMPLATE_TEXT_H

#include <string>
#include <string_view>

#include "reports/locale/texts.h"

namespace vigie::reports::html {

// A template with each {{#t}}English text{{/t}} replaced by its translation, escaped for HTML. Such
// a text stands on one line and holds no tag (check_translations.sh reads it by lines); sentences
// with values are made where the view is.
std::string template_text(std::string_view source, const Texts& texts);

}  // namespace vigie::reports::html

#endif
