#ifndef VIGIE_CRAWLER_FETCH_TRANSFER_H
#define VIGIE_CRAWLER_FETCH_TRANSFER_H

#include <curl/curl.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/address_guard.h"
#include "crawler/content_decoder.h"
#include "crawler/error_kind.h"
#include "crawler/fetcher.h"
#include "crawler/headers.h"
#include "crawler/origin.h"
#include "crawler/response.h"
#include "crawler/speed_watch.h"
#include "crawler/url.h"

namespace vigie::crawler {

// What stays the same for all requests of a fetcher.
struct TransferSettings {
  std::string user_agent, ca_file;
  std::vector<std::string> connect_to;
  AddressGuard* guard = nullptr;
};

// One request of one hop.
struct Hop {
  const Url* url = nullptr;
  const FetchLimits* limits = nullptr;
  std::string accept, cookies;
  std::vector<std::pair<std::string_view, std::string_view>> headers;
  std::string client_certificate, client_key;
  bool head = false;
  bool keep_body = true;
  bool fresh_connection = false;
  std::size_t max_body = 0;
  const std::function<bool(std::string_view)>* wants_body = nullptr;
};

// What came of it. Redirects are answers like any other here.
struct HopAnswer {
  int status = 0;
  Headers headers;
  std::vector<std::string> set_cookies;
  std::string body;
  std::optional<Failure> failure;
  Timings timings;
  std::uint64_t bytes_transferred = 0, bytes_headers = 0, bytes_decoded = 0;
  std::string protocol, address;
  bool reused_connection = false;
};

// One hop on a libcurl easy handle, which is kept for the next. Bounds headers, decoded body, first
// byte and low speed itself, since libcurl counts other things. start() and finish() alternate;
// what `hop` points at must live until finish() or abandon(). While it runs the handle is in the
// multi handle; exceptions of wants_body wait in finish().
class FetchTransfer {
 public:
  using Clock = std::chrono::steady_clock;

  explicit FetchTransfer(const TransferSettings& settings);
  ~FetchTransfer();
  FetchTransfer(const FetchTransfer&) = delete;
  FetchTransfer& operator=(const FetchTransfer&) = delete;

  CURL* handle() const { return easy_.get(); }
  void start(Hop hop, Clock::time_point now);
  // Whether the first byte is late or the answer too slow: then the caller takes the handle out of
  // the multi handle and calls finish().
  bool is_overdue(Clock::time_point now);
  HopAnswer finish(CURLcode code);
  void abandon();
  Clock::time_point started() const { return started_; }

  void* user = nullptr;  // whose transfer it is; CURLINFO_PRIVATE leads to the transfer

 private:
  struct EasyDeleter {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
  };
  struct ListDeleter {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };
  using List = std::unique_ptr<curl_slist, ListDeleter>;
  enum class BodyUse : std::uint8_t { keep, count, discard };

  static std::size_t on_header(char* data, std::size_t one, std::size_t size, void* self);
  static std::size_t on_body(char* data, std::size_t one, std::size_t size, void* self);
  static curl_socket_t on_open_socket(void* self, curlsocktype purpose, curl_sockaddr* address);
  static void append(List& list, const std::string& line);

  void set_fixed_options(const TransferSettings& settings);
  void set_url();
  void set_headers();
  void set_limits();
  void read_header_line(std::string_view line);
  bool end_of_headers();
  bool read_body(std::string_view data);
  bool take_decoded(std::string_view data);
  void fail(ErrorKind kind, std::string detail);
  void settle_failure(CURLcode code);
  void judge_content_lengths();
  void judge_completeness();
  void read_measures();
  template <typename T>
  T info(CURLINFO what) const;

  std::unique_ptr<CURL, EasyDeleter> easy_;
  List connect_to_, sent_headers_;
  AddressGuard* guard_;
  char error_[CURL_ERROR_SIZE] = {};  // NOLINT(*-avoid-c-arrays): libcurl writes into it

  Hop hop_;
  Origin origin_;
  HopAnswer answer_;
  Clock::time_point started_;
  SpeedWatch speed_;
  bool in_section_ = false;    // of header fields: the status line is past
  bool headers_done_ = false;  // of the answer itself, not of 1xx
  bool given_up_ = false;      // the body is not wanted
  bool opened_socket_ = false, refused_address_ = false;
  BodyUse body_use_ = BodyUse::keep;
  ContentDecoder decoder_;
  std::exception_ptr thrown_;
};

}  // namespace vigie::crawler

#endif
