#ifndef VIGIE_TESTS_SUPPORT_NGINX_H
#define VIGIE_TESTS_SUPPORT_NGINX_H

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/certificates.h"
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
    bool tls = false;         // a second port, with a certificate of an authority made for this
                              // server
    std::string http = {};    // directives inside http { }, as maps and other servers
    CertificateWish certificate = {};
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
  std::string ca_file() const;                       // empty without tls
  // A certificate and its key for a client, as the paths of PEM files.
  CertifiedKey client_certificate() const;
  std::uint16_t port() const { return port_; }
  // Every request so far. nginx writes its log after the answer: waits, within bounds, until there
  // are so many.
  std::vector<Hit> log(std::size_t at_least = 0) const;
  const TempFolder& folder() const { return folder_; }
  std::string root() const { return folder_.file("root"); }

 private:
  void make_certificate(const CertificateWish& wish);
  std::vector<Hit> read_log() const;
  bool start(const Options& options);
  void stop();

  TempFolder folder_;
  std::optional<TestAuthority> authority_;
  std::uint16_t port_ = 0, tls_port_ = 0;
  pid_t pid_ = -1;
};

}  // namespace vigie::tests

#endif
