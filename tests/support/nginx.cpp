#include "tests/support/nginx.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <vector>

namespace vigie::tests {
namespace {

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

std::uint16_t free_port() {
  const int probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t length = sizeof address;
  const bool bound = bind(probe, reinterpret_cast<sockaddr*>(&address), length) == 0 &&
                     getsockname(probe, reinterpret_cast<sockaddr*>(&address), &length) == 0;
  close(probe);
  if (!bound) throw std::system_error(errno, std::generic_category(), "free port");
  return ntohs(address.sin_port);
}

bool answers(std::uint16_t port) {
  const int probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(port);
  const bool connected =
      connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  close(probe);
  return connected;
}

std::string nginx_program() {
  for (const char* path : {"/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx"})
    if (access(path, X_OK) == 0) return path;
  return {};
}

constexpr std::string_view kConfiguration = R"(
daemon off; master_process off; pid @/pid; error_log @/error.log; USER
events { worker_connections 512; }
http {
  types { text/html html htm; text/css css; application/javascript js; image/png png; image/svg+xml svg; application/pdf pdf; text/plain txt;
          application/xml xml; application/xhtml+xml xhtml; font/woff2 woff2; image/jpeg jpg; image/gif gif; }
  default_type application/octet-stream; charset utf-8;
  client_body_temp_path @/b; proxy_temp_path @/p; fastcgi_temp_path @/f; uwsgi_temp_path @/u; scgi_temp_path @/s;
  log_format hits "$request_method\t$request_uri\t$status\t$http_user_agent\t$http_cookie\t$http_authorization";
  access_log @/access.log hits;
  keepalive_requests 100000; absolute_redirect off;
  HTTP
  server { listen 127.0.0.1:PORT; TLS root @/root; index index.html; SERVER }
})";

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

}  // namespace

bool has_nginx() { return !nginx_program().empty(); }

Nginx::Nginx(const Options& options) {
  std::filesystem::create_directory(root());
  if (options.tls) make_certificate(options.certificate);
  constexpr int kTries = 5;  // another process may take the port meanwhile
  for (int i = 0; i < kTries; ++i)
    if (start(options)) return;
  std::string why = "nginx did not start: ";
  try {
    why += read_text(folder_.file("error.log"));
  } catch (const std::exception&) {
    why += "no error log; is it installed?";
  }
  throw std::runtime_error(why);
}

Nginx::~Nginx() { stop(); }

void Nginx::make_certificate(const CertificateWish& wish) {
  authority_.emplace();
  const CertifiedKey own = authority_->issue(wish);
  folder_.write("ca.pem", authority_->certificate());
  folder_.write("cert.pem", own.certificate);
  folder_.write("key.pem", own.key);
}

std::string Nginx::ca_file() const { return authority_ ? folder_.file("ca.pem") : ""; }

CertifiedKey Nginx::client_certificate() const {
  const CertifiedKey client = authority_.value().issue({.names = "DNS:client.example"});
  return {.certificate = folder_.write("client.pem", client.certificate),
          .key = folder_.write("client.key", client.key)};
}

bool Nginx::start(const Options& options) {
  port_ = free_port();
  std::string text(kConfiguration);
  replace_all(text, "HTTP\n", options.http + "\n");
  replace_all(text, "SERVER", options.server);
  std::string tls;
  if (options.tls) {
    tls_port_ = free_port();
    tls = "listen 127.0.0.1:" + std::to_string(tls_port_) +
          " ssl http2; ssl_certificate @/cert.pem; ssl_certificate_key @/key.pem;";
  }
  replace_all(text, "TLS", tls);
  replace_all(text, "PORT", std::to_string(port_));
  replace_all(text, "USER", geteuid() == 0 ? "user root;" : "");
  replace_all(text, "@", folder_.path().string());
  const std::string configuration = folder_.write("nginx.conf", text);
  const std::string program = nginx_program();
  if (program.empty()) return false;
  pid_ = fork();
  if (pid_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    execl(program.c_str(), "nginx", "-c", configuration.c_str(), "-p", folder_.path().c_str(), "-e",
          folder_.file("error.log").c_str(), nullptr);
    _exit(127);
  }
  for (int i = 0; i < 500; ++i) {
    if (answers(port_)) return true;
    if (waitpid(pid_, nullptr, WNOHANG) == pid_) {
      pid_ = -1;
      return false;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  stop();
  return false;
}

void Nginx::stop() {
  if (pid_ <= 0) return;
  kill(pid_, SIGTERM);
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

void Nginx::page(std::string_view path, std::string_view body) const {
  std::string name = "root" + std::string(path);
  if (name.ends_with('/')) name += "index.html";
  folder_.write(name, body);
}

std::string Nginx::url(std::string_view path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + std::string(path);
}
std::string Nginx::tls_url(std::string_view path) const {
  return "https://localhost:" + std::to_string(tls_port_) + std::string(path);
}

std::vector<Nginx::Hit> Nginx::log(std::size_t at_least) const {
  std::vector<Hit> hits = read_log();
  for (int i = 0; i < 500 && hits.size() < at_least; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    hits = read_log();
  }
  return hits;
}

std::vector<Nginx::Hit> Nginx::read_log() const {
  std::vector<Hit> hits;
  std::ifstream file(folder_.file("access.log"));
  for (std::string line; std::getline(file, line);) {
    std::vector<std::string> fields;
    std::istringstream parts(line);
    for (std::string field; std::getline(parts, field, '\t');) fields.push_back(field);
    if (fields.size() < 6) continue;
    hits.push_back(
        {fields[0], fields[1], fields[3], fields[4], fields[5], std::atoi(fields[2].c_str())});
  }
  return hits;
}

}  // namespace vigie::tests
