#ifndef VIGIE_TESTS_SUPPORT_REAL_SITE_H
#define VIGIE_TESTS_SUPPORT_REAL_SITE_H

#include <string>
#include <string_view>

#include "tests/support/nginx.h"

namespace vigie::tests {

// Sites that nobody here wrote, from Debian packages.
struct RealSite {
  std::string_view package, folder;
  bool is_installed() const;
};
inline constexpr RealSite kHandbook = {.package = "debian-handbook",
                                       .folder = "/usr/share/doc/debian-handbook/html/fr-FR"};
inline constexpr RealSite kPostgresManual = {.package = "postgresql-doc-15",
                                             .folder = "/usr/share/doc/postgresql-doc-15/html"};
inline constexpr RealSite kPythonManual = {.package = "python3-doc",
                                           .folder = "/usr/share/doc/python3-doc/html"};

// An nginx that serves the site as it lies on the disk, at its root. It has no robots.txt.
Nginx::Options serving(const RealSite& site);

}  // namespace vigie::tests

#endif
