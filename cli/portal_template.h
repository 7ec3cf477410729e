#ifndef VIGIE_CLI_PORTAL_TEMPLATE_H
#define VIGIE_CLI_PORTAL_TEMPLATE_H

#include <string>
#include <string_view>

#include "cli/portal_look.h"
#include "reports/locale/texts.h"

namespace vigie::cli {

// A portal file for what was seen, with comments in the language of `texts`. Whatever the portal's
// title holds, the file reads back as what it says.
std::string portal_file_for(const PortalLook& look, const reports::Texts& texts);

// A TOML basic string, quotes included, without a character that steers a terminal.
std::string toml_string(std::string_view text);

}  // namespace vigie::cli

#endif
