#include "crawler/page_reader.h"

#include <openssl/evp.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <ctime>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "crawler/ascii.h"
#include "crawler/charset.h"
#include "crawler/crawl_store.h"
#include "crawler/dom/document.h"
#include "crawler/http_date.h"
#include "crawler/page_contents.h"
#include "crawler/response.h"
#include "crawler/url.h"

namespace vigie::crawler {
namespace {

// What relative references of a local file are resolved against; nothing is ever fetched from
// there.
constexpr std::string_view kLocalFile = "http://localhost/";

// An HTTP date (RFC 9110 §5.6.7) as "2026-11-24T13:05:00Z", empty when it is none.
std::string iso_date(std::string_view http_date) {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const auto date = parse_http_date(http_date, now);
  if (!date) return {};
  const std::time_t when = std::chrono::system_clock::to_time_t(*date);
  std::tm utc{};
  if (when < 0 || gmtime_r(&when, &utc) == nullptr) return {};
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

std::string sha256_hex(std::string_view bytes) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) != 1)
    return {};
  std::string hex;
  for (const unsigned char byte : std::span(digest).first(length))
    hex.append({kHex[byte >> 4], kHex[byte & 15]});
  return hex;
}

}  // namespace

bool is_html(std::string_view content_type) {
  const std::string essence =
      lower_case(strip_space(content_type.substr(0, content_type.find(';'))));
  return essence.empty() || essence == "text/html" || essence == "application/xhtml+xml";
}

void PageReader::read(PageVisit& visit, std::span<const Timings> samples) {
  const bool local = visit.response.final_url.empty();  // a file: no server answered
  const auto url = Url::parse(local ? kLocalFile : visit.response.final_url);
  std::string body = std::exchange(visit.response.body, {});
  if (!body.empty()) visit.body_sha256 = sha256_hex(body);
  const std::string content_type(visit.response.headers.first("Content-Type").value_or(""));
  if (visit.last_modified.empty())
    visit.last_modified = iso_date(visit.response.headers.first("Last-Modified").value_or(""));
  if (!url) return;

  std::optional<dom::Document> document;
  if ((local || visit.response.status != 0) && !body.empty() && is_html(content_type)) {
    document = parser_.parse(decode_html(std::move(body), content_type).text, options_);
    visit.contents = read_contents(*document, *url, visit.response.headers);
  }
  visit.analysis = analyser_.analyse({.url = *url,
                                      .local = local,
                                      .response = visit.response,
                                      .document = document ? &*document : nullptr,
                                      .contents = visit.contents ? &*visit.contents : nullptr,
                                      .samples = samples});
}

}  // namespace vigie::crawler
