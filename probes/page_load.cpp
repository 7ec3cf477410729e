#include "probes/page_load.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/ascii.h"
#include "crawler/headers.h"
#include "crawler/page_contents.h"
#include "crawler/response.h"
#include "probes/quantile.h"

namespace vigie::probes {
namespace {

using crawler::Timings;

// Median of a phase over the requests in which it happened (a reused connection has no dns, connect
// or tls).
template <typename Get>
std::optional<double> median_of(std::span<const Timings> samples, Get get) {
  std::vector<double> values;
  for (const Timings& sample : samples)
    if (const std::optional<double> value = get(sample)) values.push_back(*value);
  if (values.empty()) return std::nullopt;
  std::ranges::sort(values);
  return quantile(values, 0.5);
}

Timings medians(std::span<const Timings> samples) {
  return {
      .dns_ms = median_of(samples, [](const Timings& t) { return t.dns_ms; }),
      .connect_ms = median_of(samples, [](const Timings& t) { return t.connect_ms; }),
      .tls_ms = median_of(samples, [](const Timings& t) { return t.tls_ms; }),
      .ttfb_ms =
          median_of(samples, [](const Timings& t) { return std::optional(t.ttfb_ms); }).value_or(0),
      .total_ms = median_of(samples, [](const Timings& t) {
                    return std::optional(t.total_ms);
                  }).value_or(0)};
}

double interquartile_ttfb(std::span<const Timings> samples) {
  std::vector<double> values;
  for (const Timings& sample : samples) values.push_back(sample.ttfb_ms);
  std::ranges::sort(values);
  return quantile(values, 0.75) - quantile(values, 0.25);
}

// The value of "max-age=…", nullopt when absent or no number (RFC 9111 §4.2.1: then the answer is
// stale).
std::optional<std::uint64_t> seconds_of(std::string_view directive) {
  const auto equals = directive.find('=');
  if (equals == std::string_view::npos) return std::nullopt;
  std::uint64_t seconds = 0;
  bool digits = false;
  for (const char c : directive.substr(equals + 1)) {
    if (c == '"') continue;
    if (c < '0' || c > '9') return std::nullopt;
    digits = true;
    seconds = std::min<std::uint64_t>(seconds * 10 + static_cast<std::uint64_t>(c - '0'),
                                      1'000'000'000'000);
  }
  return digits ? std::optional(seconds) : std::nullopt;
}

}  // namespace

Cacheability cacheability(const crawler::Headers& headers) {
  const bool validator = headers.first("ETag") || headers.first("Last-Modified");
  const Cacheability otherwise = validator ? Cacheability::revalidate : Cacheability::none;
  std::optional<std::uint64_t> max_age;
  const std::string directives = headers.joined("Cache-Control").value_or("");
  for (const std::string_view part : crawler::split_any(directives, ", \t")) {
    const std::string directive = crawler::lower_case(part);
    if (directive == "no-store") return Cacheability::none;
    if (directive == "no-cache") return otherwise;
    if (directive.starts_with("max-age")) max_age = seconds_of(directive);
  }
  if (max_age) return *max_age > 0 ? Cacheability::fresh : otherwise;
  // Expires is only honoured without max-age; "0" and "-1" are how people write "at once".
  const auto expires = headers.first("Expires");
  if (expires && expires->size() > 4 && *expires != headers.first("Date"))
    return Cacheability::fresh;
  return otherwise;
}

PageLoad page_load(const crawler::Response& response, const crawler::PageContents* contents,
                   std::span<const Timings> samples) {
  PageLoad load{
      .timings = samples.size() > 1 ? medians(samples) : response.timings,
      .samples = static_cast<int>(std::max<std::size_t>(samples.size(), 1)),
      .bytes_transferred = response.bytes_transferred,
      .bytes_decoded = response.bytes_decoded,
      .protocol = response.protocol,
      .compression = crawler::lower_case(response.headers.joined("Content-Encoding").value_or("")),
      .cacheability = cacheability(response.headers)};
  if (samples.size() > 1) load.ttfb_spread_ms = interquartile_ttfb(samples);
  if (!contents) return load;
  load.dom_elements = contents->facts.elements;
  for (const crawler::ResourceUse& use : contents->resources) {
    if (!use.blocking) continue;
    if (use.kind == crawler::ResourceKind::script) ++load.blocking_scripts;
    if (use.kind == crawler::ResourceKind::style) ++load.blocking_styles;
  }
  return load;
}

}  // namespace vigie::probes
