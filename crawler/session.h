#ifndef VIGIE_CRAWLER_SESSION_H
#define VIGIE_CRAWLER_SESSION_H

#include <string>
#include <utility>
#include <vector>

namespace vigie::crawler {

// Credentials for pages behind sign-in, bound to one origin (scheme, host, port): never sent to any
// other, by redirect, link or resource. Empty origin: no session.
struct Session {
  std::string origin;       // "https://intranet.example"
  std::string cookie_file;  // Netscape format
  std::vector<std::pair<std::string, std::string>>
      headers;                                 // values already read from the environment
  std::string client_certificate, client_key;  // PEM files
  bool empty() const { return origin.empty(); }
};

}  // namespace vigie::crawler

#endif
