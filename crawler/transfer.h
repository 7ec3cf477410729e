#ifndef VIGIE_CRAWLER_TRANSFER_H
#define VIGIE_CRAWLER_TRANSFER_H

#include <curl/curl.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/address_guard.h"
#include "crawler/error_kind.h"
#include "crawler/fetcher.h"
#include "crawler/headers.h"
#include "crawler/origin.h"
#include "crawler/response.h"
#include "crawler/url.h"

namespace vigie::crawler {

// What one request over the wire needs to know.
struct Ask {
  std::string url;  // serialised, without credentials
  Origin origin;
  bool head = false;
  bool keep_body = true;
  std::size_t max_body = 0;
  const std::function<bool(std::string_view)>* wants_body = nullptr;
  FetchLimits limits;
  std::vector<std::string> header_lines;  // "Name: value"
  std::string client_certificate, client_key;
};

// One request and its answer on one libcurl handle, which it keeps for the next. Never follows
// redirects, never decides what comes next.
class Transfer {
 public:
  using Clock = std::chrono::steady_clock;
  // Of all transfers of a fetcher.
  struct Common {
    std::string user_agent, ca_file;
    curl_slist* connect_to = nullptr;
    AddressGuard* guard = nullptr;
  };

  explicit Transfer(const Common& common);
  ~Transfer();
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  CURL* handle() const { return handle_; }
  void prepare(Ask ask);
  // When the first byte is due; nullopt once it came.
  std::optional<Clock::time_point> deadline() const;
  // Fills in everything that the answer says: status, headers, body, timings, bytes, failure of the
  // transfer itself.
  void finish(CURLcode code, bool first_byte_overdue, Response& response);
  bool on_reused_connection() const { return !opened_connection_; }

 private:
  static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* self);
  static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* self);
  static curl_socket_t on_open(void* self, curlsocktype purpose, curl_sockaddr* address);
  bool header_line(std::string_view line);
  bool body_part(std::string_view part);
  std::optional<Failure> failure(CURLcode code, bool first_byte_overdue);
  void read_timings(Response& response);
  double seconds(CURLINFO info) const;

  const Common& common_;
  CURL* handle_;
  curl_slist* headers_list_ = nullptr;
  std::array<char, CURL_ERROR_SIZE> error_{};
  Ask ask_;
  Clock::time_point began_;
  // The answer so far.
  int status_ = 0;
  Headers headers_;
  std::string body_;
  std::size_t header_bytes_ = 0;
  std::uint64_t decoded_bytes_ = 0;
  bool in_body_ = false, given_up_ = false, too_large_ = false, blocked_ = false,
       opened_connection_ = false;
};

}  // namespace vigie::crawler

#endif
