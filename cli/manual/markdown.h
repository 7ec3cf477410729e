#ifndef VIGIE_CLI_MANUAL_MARKDOWN_H
#define VIGIE_CLI_MANUAL_MARKDOWN_H

#include <string>

#include "reports/locale/texts.h"

namespace vigie::cli {

// docs/options.md in the language of `texts`.
std::string options_markdown(const reports::Texts& texts);

}  // namespace vigie::cli

#endif
