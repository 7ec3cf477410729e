#include "cli/version.h"

#include <string_view>

namespace vigie::cli {

std::string_view version() { return VIGIE_VERSION; }

}  // namespace vigie::cli
