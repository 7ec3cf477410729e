#include "crawler/fetch_transfer.h"

#include <curl/curl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "crawler/ascii.h"
#include "crawler/content_decoder.h"
#include "crawler/error_kind.h"
#include "crawler/fetch_error.h"
#include "crawler/fetcher.h"
#include "crawler/headers.h"
#include "crawler/origin.h"
#include "crawler/percent_encoding.h"
#include "crawler/redirect.h"

namespace vigie::crawler {
namespace {

// An unwanted body shorter than this is read and dropped, since the connection is worth more.
constexpr std::uint64_t kWorthReading = 64 * 1024;
constexpr long kReceiveBuffer = 64 * 1024;

template <typename T>
void set(CURL* easy, CURLoption option, T value) {
  const CURLcode code = curl_easy_setopt(easy, option, value);
  if (code == CURLE_OUT_OF_MEMORY) throw std::bad_alloc();
}

std::optional<std::uint64_t> content_length(const Headers& headers) {
  const auto text = headers.first("content-length");
  std::uint64_t length = 0;
  if (!text || std::from_chars(text->data(), text->data() + text->size(), length).ec != std::errc())
    return std::nullopt;
  return length;
}

std::string protocol_name(long version) {
  switch (version) {
    case CURL_HTTP_VERSION_1_0:
      return "http/1.0";
    case CURL_HTTP_VERSION_1_1:
      return "http/1.1";
    case CURL_HTTP_VERSION_2_0:
      return "h2";
    default:
      return {};
  }
}

}  // namespace

FetchTransfer::FetchTransfer(const TransferSettings& settings)
    : easy_(curl_easy_init()), guard_(settings.guard) {
  if (!easy_) throw std::bad_alloc();
  set_fixed_options(settings);
}

FetchTransfer::~FetchTransfer() = default;

void FetchTransfer::append(List& list, const std::string& line) {
  curl_slist* longer = curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  (void)list.release();
  list.reset(longer);
}

void FetchTransfer::set_fixed_options(const TransferSettings& settings) {
  CURL* easy = easy_.get();
  set(easy, CURLOPT_NOSIGNAL, 1L);
  set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  set(easy, CURLOPT_FOLLOWLOCATION, 0L);
  set(easy, CURLOPT_PATH_AS_IS, 1L);
  set(easy, CURLOPT_PROXY, "");  // whatever the environment says: the guard must see the server
  set(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  set(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  set(easy, CURLOPT_HTTP09_ALLOWED, 0L);
  set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  set(easy, CURLOPT_ACCEPT_ENCODING, ContentDecoder::kAccepted);
  set(easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);  // see content_decoder.h
  set(easy, CURLOPT_USERAGENT, settings.user_agent.c_str());
  set(easy, CURLOPT_BUFFERSIZE, kReceiveBuffer);
  // A resolver that hangs must not hold the loop when its request is given up.
  set(easy, CURLOPT_QUICK_EXIT, 1L);
  // libcurl keeps the parsed certificates between connections only when they come from a file.
  set(easy, CURLOPT_CAPATH, static_cast<const char*>(nullptr));
  if (!settings.ca_file.empty()) set(easy, CURLOPT_CAINFO, settings.ca_file.c_str());
  set(easy, CURLOPT_ERRORBUFFER, &error_[0]);
  set(easy, CURLOPT_PRIVATE, this);
  set(easy, CURLOPT_HEADERFUNCTION, on_header);
  set(easy, CURLOPT_HEADERDATA, this);
  set(easy, CURLOPT_WRITEFUNCTION, on_body);
  set(easy, CURLOPT_WRITEDATA, this);
  set(easy, CURLOPT_OPENSOCKETFUNCTION, on_open_socket);
  set(easy, CURLOPT_OPENSOCKETDATA, this);
  for (const std::string& entry : settings.connect_to) append(connect_to_, entry);
  set(easy, CURLOPT_CONNECT_TO, connect_to_.get());
}

void FetchTransfer::start(Hop hop, Clock::time_point now) {
  hop_ = std::move(hop);
  origin_ = Origin::of(*hop_.url);
  answer_ = {};
  started_ = now;
  speed_.start(now);
  in_section_ = headers_done_ = given_up_ = opened_socket_ = refused_address_ = false;
  body_use_ = BodyUse::keep;
  decoder_ = {};
  thrown_ = nullptr;
  error_[0] = '\0';
  set_url();
  set_headers();
  set_limits();
}

void FetchTransfer::set_url() {
  CURL* easy = easy_.get();
  set(easy, CURLOPT_URL, without_credentials(*hop_.url).c_str());
  // libcurl drops the '?' of an empty query.
  const bool bare_question_mark = hop_.url->has_query() && hop_.url->query().empty();
  const std::string target = std::string(hop_.url->path()) + "?";
  set(easy, CURLOPT_REQUEST_TARGET, bare_question_mark ? target.c_str() : nullptr);
  const std::string user_name = percent_decoded(hop_.url->username());
  const std::string password = percent_decoded(hop_.url->password());
  const bool sign_in = !user_name.empty() || !password.empty();
  set(easy, CURLOPT_USERNAME, sign_in ? user_name.c_str() : nullptr);
  set(easy, CURLOPT_PASSWORD, sign_in ? password.c_str() : nullptr);
  set(easy, CURLOPT_SSLCERT,
      hop_.client_certificate.empty() ? nullptr : hop_.client_certificate.c_str());
  set(easy, CURLOPT_SSLKEY, hop_.client_key.empty() ? nullptr : hop_.client_key.c_str());
  if (hop_.head) {
    set(easy, CURLOPT_NOBODY, 1L);
  } else {
    set(easy, CURLOPT_HTTPGET, 1L);
  }
  set(easy, CURLOPT_FRESH_CONNECT, hop_.fresh_connection ? 1L : 0L);
  // Rather a stream of an HTTP/2 connection than a new one. Without TLS there is no HTTP/2, and
  // libcurl would wait for the first answer of the host to find out: one silent page would hold the
  // others.
  set(easy, CURLOPT_PIPEWAIT, hop_.url->scheme() == "https" ? 1L : 0L);
}

void FetchTransfer::set_headers() {
  List list;
  append(list, "Accept: " + hop_.accept);
  for (const auto& [name, value] : hop_.headers) {
    if (equal_ignoring_case(name, "cookie"))  // one Cookie field only (RFC 6265 §5.4)
      hop_.cookies += (hop_.cookies.empty() ? "" : "; ") + std::string(value);
    else if (value.empty())
      append(list, fmt::format("{};", name));  // libcurl's way to send a field without a value
    else
      append(list, fmt::format("{}: {}", name, value));
  }
  set(easy_.get(), CURLOPT_COOKIE, hop_.cookies.empty() ? nullptr : hop_.cookies.c_str());
  set(easy_.get(), CURLOPT_HTTPHEADER, list.get());
  sent_headers_ = std::move(list);
}

void FetchTransfer::set_limits() {
  const auto ms = [](std::chrono::milliseconds time) {
    return static_cast<long>(std::max<std::int64_t>(time.count(), 1));
  };
  const FetchLimits& limits = *hop_.limits;
  set(easy_.get(), CURLOPT_TIMEOUT_MS, ms(limits.total));
  set(easy_.get(), CURLOPT_CONNECTTIMEOUT_MS, ms(std::min(limits.connect, limits.total)));
}

curl_socket_t FetchTransfer::on_open_socket(void* self, curlsocktype, curl_sockaddr* address) {
  auto* transfer = static_cast<FetchTransfer*>(self);
  try {
    if (!transfer->guard_->permits(transfer->origin_, address->addr)) {
      transfer->refused_address_ = true;
      return CURL_SOCKET_BAD;
    }
  } catch (...) {
    transfer->thrown_ = std::current_exception();
    return CURL_SOCKET_BAD;
  }
  transfer->opened_socket_ = true;
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t FetchTransfer::on_header(char* data, std::size_t one, std::size_t size, void* self) {
  auto* transfer = static_cast<FetchTransfer*>(self);
  try {
    const std::size_t bytes = one * size;
    transfer->answer_.bytes_headers += bytes;
    if (transfer->answer_.bytes_headers > transfer->hop_.limits->max_header_bytes) {
      transfer->fail(ErrorKind::too_large, fmt::format("more than {} bytes of header fields",
                                                       transfer->hop_.limits->max_header_bytes));
      return 0;
    }
    if (transfer->headers_done_) return bytes;  // trailers
    std::string_view line(data, bytes);
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty()) {
      transfer->read_header_line(line);
      return bytes;
    }
    return transfer->end_of_headers() ? bytes : 0;
  } catch (...) {
    transfer->thrown_ = std::current_exception();
    return 0;
  }
}

void FetchTransfer::read_header_line(std::string_view line) {
  if (!in_section_) {
    in_section_ = true;
    const auto space = line.find(' ');
    if (space == std::string_view::npos) return;
    const std::string_view digits = line.substr(space + 1, 3);
    std::from_chars(digits.data(), digits.data() + digits.size(), answer_.status);
    return;
  }
  const auto colon = line.find(':');
  if (line.front() == ' ' || line.front() == '\t' || colon == std::string_view::npos) {
    // Folded lines are obsolete (RFC 9112 §5.2), a line without a colon never was one.
    return;
  }
  const std::string_view name = line.substr(0, colon);
  answer_.headers.add(name, line.substr(colon + 1));
  if (equal_ignoring_case(name, "set-cookie"))
    answer_.set_cookies.push_back(answer_.headers.lines().back().second);
}

bool FetchTransfer::end_of_headers() {
  if (answer_.status < 200) {  // 100 Continue, 103 Early Hints: the answer is yet to come
    answer_.headers.clear();
    answer_.set_cookies.clear();
    in_section_ = false;
    return true;
  }
  headers_done_ = true;
  if (hop_.head) return true;
  const auto length = content_length(answer_.headers);
  const bool redirects = is_redirect(answer_.status) && answer_.headers.first("location");
  const auto type = answer_.headers.first("content-type").value_or("");
  const bool wanted =
      !redirects && (hop_.wants_body == nullptr || !*hop_.wants_body || (*hop_.wants_body)(type));
  if (wanted) {
    auto decoder = ContentDecoder::of(answer_.headers.joined("content-encoding").value_or(""));
    if (!decoder) {
      fail(ErrorKind::decode, std::move(decoder.error()));
      return false;
    }
    decoder_ = *std::move(decoder);
    if (!hop_.keep_body) {
      body_use_ = BodyUse::count;
      return true;
    }
    const std::uint64_t likely = std::min<std::uint64_t>(length.value_or(0), hop_.max_body);
    answer_.body.reserve(std::min<std::uint64_t>(likely, 1024 * 1024));
    return true;
  }
  body_use_ = BodyUse::discard;
  // A short rest keeps the connection; a rest of unknown length is given a try, see read_body().
  given_up_ = length.value_or(0) > kWorthReading;
  return !given_up_;
}

std::size_t FetchTransfer::on_body(char* data, std::size_t one, std::size_t size, void* self) {
  auto* transfer = static_cast<FetchTransfer*>(self);
  try {
    const std::size_t bytes = one * size;
    return transfer->read_body({data, bytes}) ? bytes : 0;
  } catch (...) {
    transfer->thrown_ = std::current_exception();
    return 0;
  }
}

bool FetchTransfer::read_body(std::string_view data) {
  if (body_use_ == BodyUse::discard) {
    answer_.bytes_decoded += data.size();
    given_up_ = answer_.bytes_decoded > kWorthReading;
    return !given_up_;
  }
  const auto result =
      decoder_.feed(data, [this](std::string_view decoded) { return take_decoded(decoded); });
  if (result == ContentDecoder::Result::invalid)
    fail(ErrorKind::decode, "the body does not follow its content encoding");
  return result == ContentDecoder::Result::ok;
}

bool FetchTransfer::take_decoded(std::string_view data) {
  const std::size_t room = hop_.max_body - answer_.bytes_decoded;
  const bool fits = data.size() <= room;
  data = data.substr(0, room);
  answer_.bytes_decoded += data.size();
  if (body_use_ == BodyUse::keep) answer_.body.append(data);
  if (fits) return true;
  fail(ErrorKind::too_large, fmt::format("more than {} bytes of body", hop_.max_body));
  return false;
}

void FetchTransfer::fail(ErrorKind kind, std::string detail) {
  if (!answer_.failure) answer_.failure = Failure{kind, std::move(detail)};
}

template <typename T>
T FetchTransfer::info(CURLINFO what) const {
  T value{};
  curl_easy_getinfo(easy_.get(), what, &value);
  return value;
}

bool FetchTransfer::is_overdue(Clock::time_point now) {
  const auto body = static_cast<std::uint64_t>(info<curl_off_t>(CURLINFO_SIZE_DOWNLOAD_T));
  auto fault = speed_.fault(now, answer_.bytes_headers + body, *hop_.limits);
  if (!fault) return false;
  fail(fault->kind, std::move(fault->detail));
  return true;
}

HopAnswer FetchTransfer::finish(CURLcode code) {
  sent_headers_.reset();
  set(easy_.get(), CURLOPT_HTTPHEADER, static_cast<curl_slist*>(nullptr));
  if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
  read_measures();
  settle_failure(code);
  return std::move(answer_);
}

void FetchTransfer::abandon() {
  sent_headers_.reset();
  set(easy_.get(), CURLOPT_HTTPHEADER, static_cast<curl_slist*>(nullptr));
  answer_ = {};
  thrown_ = nullptr;
}

void FetchTransfer::settle_failure(CURLcode code) {
  if (headers_done_ && body_use_ == BodyUse::discard) {
    answer_.failure.reset();  // nobody asked for what is missing
    return;
  }
  if (answer_.failure) return;
  if (headers_done_) judge_content_lengths();
  if (answer_.failure) return;
  if (code == CURLE_OK) return judge_completeness();
  if (refused_address_ && !opened_socket_)
    return fail(ErrorKind::address_blocked, "the name leads to a private address");
  Failure failure = failure_of({.code = code,
                                .os_error = info<long>(CURLINFO_OS_ERRNO),
                                .verify_result = info<long>(CURLINFO_SSL_VERIFYRESULT),
                                .in_body = headers_done_,
                                .message = &error_[0]});
  fail(failure.kind, std::move(failure.detail));
}

// RFC 9112 §6.3: lengths that differ make the message's end uncertain. libcurl takes the last, and
// ignores one that is too large a number.
void FetchTransfer::judge_content_lengths() {
  const auto lengths = answer_.headers.all("content-length");
  if (lengths.empty()) return;
  if (!content_length(answer_.headers))
    fail(ErrorKind::protocol, "Content-Length is no length");
  else if (std::ranges::any_of(lengths, [&](auto length) { return length != lengths.front(); }))
    fail(ErrorKind::protocol, "Content-Length fields that differ");
}

// To libcurl a connection that closes within the header fields is an answer without body.
void FetchTransfer::judge_completeness() {
  if (headers_done_) {
    if (!decoder_.is_complete()) fail(ErrorKind::truncated, "the compressed body ends too early");
  } else if (answer_.status >= 200) {
    fail(ErrorKind::truncated, "the connection closed within the header fields");
  } else {
    fail(ErrorKind::protocol, fmt::format("no answer after status {}", answer_.status));
  }
}

void FetchTransfer::read_measures() {
  const auto ms = [&](CURLINFO what) { return static_cast<double>(info<curl_off_t>(what)) / 1e3; };
  const double resolved = ms(CURLINFO_NAMELOOKUP_TIME_T);
  const double connected = ms(CURLINFO_CONNECT_TIME_T);
  const double secured = ms(CURLINFO_APPCONNECT_TIME_T);
  const char* ip = info<const char*>(CURLINFO_PRIMARY_IP);
  const bool has_address = ip != nullptr && *ip != '\0';
  answer_.reused_connection = has_address && !opened_socket_;
  if (!answer_.reused_connection) {
    if (resolved > 0) answer_.timings.dns_ms = resolved;
    if (connected > 0) answer_.timings.connect_ms = connected - resolved;
    if (secured > 0) answer_.timings.tls_ms = secured - connected;
  }
  answer_.timings.ttfb_ms = ms(CURLINFO_STARTTRANSFER_TIME_T);
  answer_.timings.total_ms = ms(CURLINFO_TOTAL_TIME_T);
  if (answer_.timings.total_ms == 0)  // taken out of the loop before libcurl looked at the clock
    answer_.timings.total_ms =
        std::chrono::duration<double, std::milli>(Clock::now() - started_).count();
  answer_.bytes_transferred =
      static_cast<std::uint64_t>(info<curl_off_t>(CURLINFO_SIZE_DOWNLOAD_T));
  answer_.protocol = protocol_name(info<long>(CURLINFO_HTTP_VERSION));
  if (has_address) {
    const bool v6 = std::string_view(ip).find(':') != std::string_view::npos;
    answer_.address = fmt::format("{}{}{}:{}", v6 ? "[" : "", ip, v6 ? "]" : "",
                                  info<long>(CURLINFO_PRIMARY_PORT));
  }
}

}  // namespace vigie::crawler
