#ifndef VIGIE_TESTS_END_TO_END_HOSTILE_DOCUMENTS_H
#define VIGIE_TESTS_END_TO_END_HOSTILE_DOCUMENTS_H

#include <functional>
#include <string>
#include <vector>

#include "tests/support/hostile_server.h"

namespace vigie::tests {

// A page whose transport is sound and whose content is not.
struct HostileDocument {
  std::string path;
  HostileServer::Script script;
  std::string handling;  // that HostileAudit::handling() should give
};

// Depth, floods, lies about charset and type, frames and style sheets without end. `elsewhere` is
// the URL of a server in the private network that nobody named.
std::vector<HostileDocument> hostile_documents(const std::string& elsewhere);

// What they embed and import: scripts for the paths below "/grow/".
void add_growing_parts(HostileServer& server);

}  // namespace vigie::tests

#endif
