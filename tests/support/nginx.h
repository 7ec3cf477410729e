#ifndef VIGIE_TESTS_SUPPORT_NGINX_H
#define VIGIE_TESTS_SUPPORT_NGINX_H

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/temp_folder.h"

namespace vigie::tests {

bool has_nginx();  // in PATH or /usr/sbin

// A real nginx on free loopback ports, serving a folder of its own; stopped by its pid when the
// test ends, however it ends. Throws std::runtime_error with nginx's error log when it does not
// start.
class Nginx {
 public:
  struct Options {
    std::string server = {};  // directives and locations inside server { }
    bool tls = false;         // a second port with a certificate for localhost and 127.0.0.1 of an
                              // authority made for this server
    std::string http = {};    // directives inside http { }, as maps and other servers
  };
  struct Hit {
    std::string method, target, user_agent, cookie, authorization;
    int status;
  };

  Nginx() : Nginx(Options{}) {}
  explicit Nginx(const Options& options);
  ~Nginx();
  Nginx(const Nginx&) = delete;
  Nginx& operator=(const Nginx&) = delete;

  // A page at a path; "/a/" becomes "/a/index.html".
  void page(std::string_view path, std::string_view body) const;
  std::string url(std::string_view path) const;      // http://127.0.0.1:PORT…
  std::string tls_url(std::string_view path) const;  // https://localhost:PORT…
  std::string ca_file() const { return folder_.file("ca.pem"); }
  std::uint16_t port() const { return port_; }
  std::vector<Hit> log() const;  // every request so far
  const TempFolder& folder() const { return folder_; }
  std::string root() const { return folder_.file("root"); }

 private:
  void make_certificate() const;
  bool start(const Options& options);
  void stop();

  TempFolder folder_;
  std::uint16_t port_ = 0, tls_port_ = 0;
  pid_t pid_ = -1;
};

}  // namespace vigie::tests

#endif
