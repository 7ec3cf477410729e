#include "crawler/transfer.h"

#include <curl/curl.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "crawler/error_kind.h"
#include "crawler/fetch_error.h"
#include "crawler/fetcher.h"
#include "crawler/response.h"

namespace vigie::crawler {
namespace {

constexpr std::size_t kRedirectBody =
    64 * 1024;  // read and thrown away, so that the connection can be used again

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

template <typename Value>
void set(CURL* handle, CURLoption option, Value value) {
  if (const CURLcode code = curl_easy_setopt(handle, option, value); code != CURLE_OK)
    throw std::runtime_error(curl_easy_strerror(code));
}

long milliseconds(std::chrono::milliseconds time) { return static_cast<long>(time.count()); }

}  // namespace

Transfer::Transfer(const Common& common) : common_(common), handle_(curl_easy_init()) {
  if (handle_ == nullptr) throw std::bad_alloc();
}

Transfer::~Transfer() {
  curl_easy_cleanup(handle_);
  curl_slist_free_all(headers_list_);
}

void Transfer::prepare(Ask ask) {
  ask_ = std::move(ask);
  curl_easy_reset(handle_);
  curl_slist_free_all(std::exchange(headers_list_, nullptr));
  for (const std::string& line : ask_.header_lines)
    headers_list_ = curl_slist_append(headers_list_, line.c_str());

  set(handle_, CURLOPT_PRIVATE, this);
  set(handle_, CURLOPT_ERRORBUFFER, error_.data());
  set(handle_, CURLOPT_URL, ask_.url.c_str());
  set(handle_, CURLOPT_PATH_AS_IS, 1L);
  set(handle_, CURLOPT_PROTOCOLS_STR, "http,https");
  set(handle_, CURLOPT_PROXY,
      "");  // no proxy of the environment: it would see, and answer for, everything
  set(handle_, CURLOPT_NOSIGNAL, 1L);
  set(handle_, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  set(handle_, CURLOPT_USERAGENT, common_.user_agent.c_str());
  set(handle_, CURLOPT_HTTPHEADER, headers_list_);
  set(handle_, CURLOPT_ACCEPT_ENCODING, "");  // whatever libcurl can decode
  if (ask_.head) set(handle_, CURLOPT_NOBODY, 1L);
  set(handle_, CURLOPT_CONNECTTIMEOUT_MS, milliseconds(ask_.limits.connect));
  set(handle_, CURLOPT_TIMEOUT_MS, milliseconds(ask_.limits.total));
  set(handle_, CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(ask_.limits.low_speed_bytes));
  set(handle_, CURLOPT_LOW_SPEED_TIME, static_cast<long>(ask_.limits.low_speed_for.count()));
  if (!common_.ca_file.empty()) set(handle_, CURLOPT_CAINFO, common_.ca_file.c_str());
  if (common_.connect_to != nullptr) set(handle_, CURLOPT_CONNECT_TO, common_.connect_to);
  if (!ask_.client_certificate.empty())
    set(handle_, CURLOPT_SSLCERT, ask_.client_certificate.c_str());
  if (!ask_.client_key.empty()) set(handle_, CURLOPT_SSLKEY, ask_.client_key.c_str());
  set(handle_, CURLOPT_HEADERFUNCTION, on_header);
  set(handle_, CURLOPT_HEADERDATA, this);
  set(handle_, CURLOPT_WRITEFUNCTION, on_body);
  set(handle_, CURLOPT_WRITEDATA, this);
  set(handle_, CURLOPT_OPENSOCKETFUNCTION, on_open);
  set(handle_, CURLOPT_OPENSOCKETDATA, this);

  error_[0] = '\0';
  began_ = Clock::now();
  status_ = 0;
  headers_.clear();
  body_.clear();
  header_bytes_ = 0;
  decoded_bytes_ = 0;
  in_body_ = given_up_ = too_large_ = blocked_ = opened_connection_ = false;
}

std::optional<Transfer::Clock::time_point> Transfer::deadline() const {
  if (header_bytes_ > 0) return std::nullopt;
  return began_ + ask_.limits.first_byte;
}

curl_socket_t Transfer::on_open(void* self, curlsocktype, curl_sockaddr* address) {
  auto* transfer = static_cast<Transfer*>(self);
  transfer->opened_connection_ = true;
  try {
    if (!transfer->common_.guard->permits(transfer->ask_.origin, address->addr)) {
      transfer->blocked_ = true;
      return CURL_SOCKET_BAD;
    }
  } catch (...) {  // nothing may be thrown through C
    transfer->blocked_ = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t Transfer::on_header(char* bytes, std::size_t size, std::size_t count, void* self) {
  try {
    return static_cast<Transfer*>(self)->header_line({bytes, size * count}) ? size * count : 0;
  } catch (...) {
    return 0;
  }
}

bool Transfer::header_line(std::string_view line) {
  header_bytes_ += line.size();
  if (header_bytes_ > ask_.limits.max_header_bytes) {
    too_large_ = true;
    return false;
  }
  if (line.starts_with("HTTP/") && !in_body_) {  // of the answer, or of a 1xx before it
    headers_.clear();
    status_ = 0;
    if (const auto space = line.find(' '); space != std::string_view::npos)
      std::from_chars(line.data() + space + 1, line.data() + line.size(), status_);
    return true;
  }
  if (line == "\r\n" || line == "\n") {
    in_body_ = status_ >= 200;
    return true;
  }
  if (in_body_) return true;  // trailers
  const auto colon = line.find(':');
  if (colon != std::string_view::npos) headers_.add(line.substr(0, colon), line.substr(colon + 1));
  return true;
}

std::size_t Transfer::on_body(char* bytes, std::size_t size, std::size_t count, void* self) {
  try {
    return static_cast<Transfer*>(self)->body_part({bytes, size * count}) ? size * count : 0;
  } catch (...) {
    return 0;
  }
}

bool Transfer::body_part(std::string_view part) {
  const bool redirect = is_redirect(status_) && headers_.first("Location");
  if (decoded_bytes_ == 0 && !redirect && ask_.wants_body && *ask_.wants_body &&
      !(*ask_.wants_body)(headers_.first("Content-Type").value_or(""))) {
    given_up_ = true;
    return false;
  }
  const std::uint64_t room = (redirect ? kRedirectBody : ask_.max_body) -
                             std::min<std::uint64_t>(decoded_bytes_, ask_.max_body);
  const bool fits = part.size() <= room;
  if (!fits) part = part.substr(0, room);
  decoded_bytes_ += part.size();
  if (ask_.keep_body && !redirect) body_.append(part);
  if (fits) return true;
  if (redirect)
    given_up_ = true;
  else
    too_large_ = true;
  return false;
}

double Transfer::seconds(CURLINFO info) const {
  curl_off_t microseconds = 0;
  curl_easy_getinfo(handle_, info, &microseconds);
  return static_cast<double>(microseconds) / 1e6;
}

void Transfer::read_timings(Response& response) {
  constexpr double kMs = 1000;
  const double dns = seconds(CURLINFO_NAMELOOKUP_TIME_T),
               connect = seconds(CURLINFO_CONNECT_TIME_T);
  const double tls = seconds(CURLINFO_APPCONNECT_TIME_T);
  Timings& timings = response.timings;
  timings = {};
  if (opened_connection_) {
    timings.dns_ms = dns * kMs;
    if (connect > 0) timings.connect_ms = std::max(0.0, connect - dns) * kMs;
    if (tls > 0) timings.tls_ms = std::max(0.0, tls - connect) * kMs;
  }
  timings.ttfb_ms = seconds(CURLINFO_STARTTRANSFER_TIME_T) * kMs;
  timings.total_ms = seconds(CURLINFO_TOTAL_TIME_T) * kMs;
}

std::optional<Failure> Transfer::failure(CURLcode code, bool first_byte_overdue) {
  if (first_byte_overdue)
    return Failure{ErrorKind::timeout, "no answer within the time for the first byte"};
  if (given_up_ || code == CURLE_OK) return std::nullopt;
  if (too_large_) return Failure{ErrorKind::too_large, in_body_ ? "body" : "headers"};
  if (blocked_) return Failure{ErrorKind::address_blocked, {}};
  CurlFault fault{.code = code, .in_body = in_body_, .message = error_.data()};
  curl_easy_getinfo(handle_, CURLINFO_OS_ERRNO, &fault.os_error);
  curl_easy_getinfo(handle_, CURLINFO_SSL_VERIFYRESULT, &fault.verify_result);
  Failure failure = failure_of(fault);
  if (code == CURLE_OPERATION_TIMEDOUT && failure.detail.contains("too slow"))
    failure.kind = ErrorKind::too_slow;
  return failure;
}

void Transfer::finish(CURLcode code, bool first_byte_overdue, Response& response) {
  response.failure = failure(code, first_byte_overdue);
  response.status = status_;
  response.headers = std::move(headers_);
  response.body = std::move(body_);
  headers_.clear();
  body_ = {};
  read_timings(response);
  response.bytes_headers = header_bytes_;
  response.bytes_decoded = decoded_bytes_;
  curl_off_t downloaded = 0;
  curl_easy_getinfo(handle_, CURLINFO_SIZE_DOWNLOAD_T, &downloaded);
  response.bytes_transferred = static_cast<std::uint64_t>(downloaded);

  long version = 0;
  curl_easy_getinfo(handle_, CURLINFO_HTTP_VERSION, &version);
  switch (version) {
    case CURL_HTTP_VERSION_1_0:
      response.protocol = "http/1.0";
      break;
    case CURL_HTTP_VERSION_1_1:
      response.protocol = "http/1.1";
      break;
    case CURL_HTTP_VERSION_2_0:
      response.protocol = "h2";
      break;
    default:
      response.protocol.clear();
  }
  const char* address = nullptr;
  long port = 0;
  curl_easy_getinfo(handle_, CURLINFO_PRIMARY_IP, &address);
  curl_easy_getinfo(handle_, CURLINFO_PRIMARY_PORT, &port);
  response.address.clear();
  if (address != nullptr && *address != '\0') {
    const std::string_view text(address);
    response.address = (text.contains(':') ? "[" + std::string(text) + "]" : std::string(text)) +
                       ":" + std::to_string(port);
  }
}

}  // namespace vigie::crawler
