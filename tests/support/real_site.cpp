#include "tests/support/real_site.h"

#include <filesystem>
#include <string>

#include "tests/support/nginx.h"

namespace vigie::tests {

bool RealSite::is_installed() const {
  return std::filesystem::exists(std::filesystem::path(folder) / "index.html");
}

Nginx::Options serving(const RealSite& site) {
  // linkchecker keeps to ten requests a second unless the server sends this header.
  return {.server = "location / { root " + std::string(site.folder) +
                    "; add_header LinkChecker welcome; }"};
}

}  // namespace vigie::tests
