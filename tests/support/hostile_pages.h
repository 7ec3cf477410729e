#ifndef VIGIE_TESTS_SUPPORT_HOSTILE_PAGES_H
#define VIGIE_TESTS_SUPPORT_HOSTILE_PAGES_H

#include <string>
#include <vector>

#include "tests/support/hostile_server.h"

namespace vigie::tests {

// Puts a page of every fault we know of on the server, each under its own path, and returns the
// paths: "/reset", "/bomb-gzip" … All are GET without query; "/ok" is a healthy page.
std::vector<std::string> add_hostile_pages(HostileServer& server);

// Traps for crawlers on a small healthy portal whose front page "/" links to all of it: an endless
// calendar ("/agenda"), a lattice of facets ("/recherche"), session ids in every link ("/session"),
// paths that grow ("/a/a/a"). Returns the paths of the healthy pages.
std::vector<std::string> add_portal_with_traps(HostileServer& server);

}  // namespace vigie::tests

#endif
