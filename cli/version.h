#ifndef VIGIE_CLI_VERSION_H
#define VIGIE_CLI_VERSION_H

#include <string_view>

namespace vigie::cli {

std::string_view version();  // "0.1.0", as CMakeLists.txt has it

}  // namespace vigie::cli

#endif
