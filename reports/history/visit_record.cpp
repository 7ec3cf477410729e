#include "reports/history/visit_record.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/crawl_store.h"
#include "crawler/error_kind.h"
#include "crawler/http_date.h"
#include "crawler/page_contents.h"
#include "crawler/response.h"
#include "probes/page_load.h"
#include "reports/history/codec.h"
#include "reports/history/contents_codec.h"
#include "reports/history/judgement_record.h"
#include "reports/history/stored_text.h"
#include "reports/judged_page.h"

namespace vigie::reports::history {
namespace {

// First byte of a journal row. Rows of format 1 have no judgement_hash, nor evidence by number.
constexpr std::uint64_t kFormat = 2, kWithoutHash = 1;

enum AnswerFlag : unsigned { kRetryAfter = 1, kWithSession = 2, kHasLoad = 4, kFailed = 8 };

std::string encode_answer(const std::string& url, const crawler::Response& response,
                          const probes::PageLoad* load) {
  Encoder out;
  out.number((response.headers.first("retry-after") ? kRetryAfter : 0U) |
             (response.with_session ? kWithSession : 0U) | (load != nullptr ? kHasLoad : 0U) |
             (response.failure ? kFailed : 0U));
  out.text(response.final_url == url ? std::string_view() : clipped(response.final_url, kMaxHref));
  out.number(response.redirects.size());
  for (const crawler::Redirect& redirect : response.redirects) {
    out.text(clipped(redirect.url, kMaxHref));
    out.number(static_cast<std::uint64_t>(redirect.status));
  }
  out.number(static_cast<unsigned>(response.stopped));
  out.number(static_cast<std::uint64_t>(response.status));
  if (response.failure) {
    out.text(name(response.failure->kind));
    out.text(stored_text(response.failure->detail, kMaxDetail));
  }
  out.text(stored_text(response.headers.first("content-type").value_or(""), kMaxDetail));
  const probes::PageLoad none;
  const probes::PageLoad& shown = load != nullptr ? *load : none;
  out.text(load != nullptr ? load->protocol : response.protocol);
  out.text(load != nullptr
               ? std::string(load->compression)
               : stored_text(response.headers.first("content-encoding").value_or(""), kMaxDetail));
  out.number(static_cast<unsigned>(load != nullptr ? load->cacheability
                                                   : probes::cacheability(response.headers)));
  out.number(shown.blocking_scripts);
  out.number(shown.blocking_styles);
  out.number(shown.dom_elements);
  return out.take();
}

// Seconds since 1970 of an HTTP date or of a sitemap's W3C date ("2024-05", "2024-05-01T10:00Z").
std::int64_t seconds_of(std::string_view date) {
  if (date.size() >= 7 && date[4] == '-') {
    std::tm utc{};
    const std::string text(date.substr(0, 19));
    const char* rest = strptime(text.c_str(), "%Y-%m", &utc);
    utc.tm_mday = 1;
    if (rest != nullptr && *rest == '-') rest = strptime(rest, "-%d", &utc);
    if (rest != nullptr && *rest == 'T') strptime(rest, "T%H:%M:%S", &utc);
    return rest == nullptr ? 0 : timegm(&utc);
  }
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const auto seconds = crawler::parse_http_date(date, now);
  return seconds ? seconds->time_since_epoch().count() : 0;
}

std::int64_t last_modified(const crawler::PageVisit& visit) {
  if (const auto header = visit.response.headers.first("last-modified"))
    if (const std::int64_t seconds = seconds_of(*header); seconds > 0) return seconds;
  return visit.last_modified.empty() ? 0 : seconds_of(visit.last_modified);
}

// Times are kept to the microsecond.
void encode_ms(Encoder& out, const std::optional<double>& milliseconds) {
  const bool usable = milliseconds && *milliseconds >= 0 && *milliseconds < 1e12;
  out.number(usable ? static_cast<std::uint64_t>(*milliseconds * 1000 + 0.5) + 1 : 0);
}

std::optional<double> decode_ms(Decoder& in) {
  const std::uint64_t microseconds = in.number();
  if (microseconds == 0) return std::nullopt;
  return static_cast<double>(microseconds - 1) / 1000;
}

void encode_figures(Encoder& out, const crawler::PageVisit& visit, const probes::PageLoad* load) {
  const crawler::Timings& timings = load != nullptr ? load->timings : visit.response.timings;
  out.number(static_cast<std::uint64_t>(visit.response.at_ms));
  encode_ms(out, timings.dns_ms);
  encode_ms(out, timings.connect_ms);
  encode_ms(out, timings.tls_ms);
  encode_ms(out, timings.ttfb_ms);
  encode_ms(out, timings.total_ms);
  encode_ms(out, load != nullptr ? load->ttfb_spread_ms : std::nullopt);
  out.number(load != nullptr ? static_cast<std::uint64_t>(load->samples) : 1);
  out.number(load != nullptr ? load->bytes_transferred : visit.response.bytes_transferred);
  out.number(load != nullptr ? load->bytes_decoded : visit.response.bytes_decoded);
  out.number(static_cast<std::uint64_t>(last_modified(visit)));
}

FigureRecord decode_figures(Decoder& in) {
  FigureRecord figures;
  figures.at_ms = static_cast<std::int64_t>(in.number());
  figures.dns_ms = decode_ms(in);
  figures.connect_ms = decode_ms(in);
  figures.tls_ms = decode_ms(in);
  figures.ttfb_ms = decode_ms(in).value_or(0);
  figures.total_ms = decode_ms(in).value_or(0);
  figures.ttfb_spread_ms = decode_ms(in);
  figures.samples = in.number32();
  figures.bytes_transferred = in.number();
  figures.bytes_decoded = in.number();
  figures.last_modified_s = static_cast<std::int64_t>(in.number());
  return figures;
}

std::string half_of_hash(std::string_view hex) {
  const auto digit = [](char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  };
  std::string bytes;
  for (std::size_t at = 0; at + 1 < hex.size() && bytes.size() < 16; at += 2) {
    const int high = digit(hex[at]), low = digit(hex[at + 1]);
    if (high < 0 || low < 0) return {};
    bytes.push_back(static_cast<char>(high * 16 + low));
  }
  return bytes;
}

void write_page(Encoder& out, const crawler::PageVisit& visit, const KnownEvidence& known) {
  const auto* judged = dynamic_cast<const JudgedPage*>(visit.analysis.get());
  const probes::PageLoad* load = judged != nullptr && judged->load ? &*judged->load : nullptr;
  out.text(clipped(visit.url, kMaxHref));
  out.number((visit.alias ? 1U : 0U) | (visit.frame ? 2U : 0U));
  out.number(static_cast<unsigned>(visit.found_by));
  out.number(visit.clicks);
  out.text(encode_answer(visit.url, visit.response, load));
  encode_figures(out, visit, load);
  out.text(half_of_hash(visit.body_sha256));
  out.text(visit.contents ? encode(*visit.contents) : std::string());
  if (judged == nullptr) return out.text({});
  const EncodedJudgement judgement = encode(judged->judgement, known);
  out.text(judgement.bytes);
  out.fixed64(static_cast<std::uint64_t>(judgement.hash));
}

crawler::FoundBy found_by(Decoder& in) {
  const std::uint64_t number = in.number();
  return number <= static_cast<std::uint64_t>(crawler::FoundBy::external)
             ? static_cast<crawler::FoundBy>(number)
             : crawler::FoundBy::link;
}

PageRecord decode_page(Decoder& in, std::uint64_t format) {
  PageRecord page;
  page.url = in.text();
  const std::uint64_t flags = in.number();
  page.alias = (flags & 1U) != 0;
  page.frame = (flags & 2U) != 0;
  page.found_by = found_by(in);
  page.clicks = in.number32();
  page.answer = in.text();
  page.figures = decode_figures(in);
  page.body_hash = in.text();
  page.contents = in.text();
  page.judgement = in.text();
  if (page.judgement.empty()) return page;
  page.judgement_hash =
      format == kWithoutHash ? digest64(page.judgement) : static_cast<std::int64_t>(in.fixed64());
  return page;
}

void write_resource(Encoder& out, const crawler::ResourceVisit& visit) {
  out.text(clipped(visit.url, kMaxHref));
  out.number(static_cast<unsigned>(visit.kind));
  out.number(static_cast<unsigned>(visit.found_by));
  out.text(encode_answer(visit.url, visit.response, nullptr));
  out.number(visit.response.bytes_transferred);
  out.number(visit.response.bytes_decoded);
  Encoder uses;
  if (!visit.uses.empty()) encode(uses, visit.uses);
  out.text(uses.bytes());
}

ResourceRecord decode_resource(Decoder& in) {
  ResourceRecord resource;
  resource.url = in.text();
  if (const std::uint64_t kind = in.number();
      kind < static_cast<std::uint64_t>(crawler::ResourceKind::other))
    resource.kind = static_cast<crawler::ResourceKind>(kind);
  resource.found_by = found_by(in);
  resource.answer = in.text();
  resource.bytes_transferred = in.number();
  resource.bytes_decoded = in.number();
  resource.uses = in.text();
  return resource;
}

template <typename Entry, typename Decode>
std::vector<Entry> decode_each(Decoder& in, Decode decode) {
  std::vector<Entry> entries;
  for (std::size_t left = in.count(); left > 0 && !in.broken(); --left)
    entries.push_back(decode(in));
  return entries;
}

}  // namespace

std::string encode(const crawler::CrawlBatch& batch, const KnownEvidence& known) {
  Encoder out;
  out.number(kFormat);
  out.number(batch.discovered.size());
  std::string_view url;
  for (const crawler::NewUrl& found : batch.discovered) {
    out.text_after(url, clipped(found.url, kMaxHref));
    out.number(static_cast<unsigned>(found.found_by));
    out.number(found.clicks);
  }
  out.number(batch.pages.size());
  for (const crawler::PageVisit& visit : batch.pages) write_page(out, visit, known);
  out.number(batch.resources.size());
  for (const crawler::ResourceVisit& visit : batch.resources) write_resource(out, visit);
  out.number(batch.not_measured.size());
  for (const crawler::NotMeasured& entry : batch.not_measured) {
    out.text(stored_text(entry.what, kMaxHref));
    out.text(entry.why);
    out.text(encode_texts(entry.values));
  }
  return out.take();
}

std::optional<BatchRecord> decode_batch(std::string_view bytes) {
  Decoder in(bytes);
  const std::uint64_t format = in.number();
  if (format != kFormat && format != kWithoutHash) return std::nullopt;
  BatchRecord batch;
  std::string url;
  batch.discovered = decode_each<NewUrlRecord>(in, [&url](Decoder& entry) {
    entry.text_after(url);
    const crawler::FoundBy by = found_by(entry);
    return NewUrlRecord{url, by, entry.number32()};
  });
  batch.pages =
      decode_each<PageRecord>(in, [format](Decoder& entry) { return decode_page(entry, format); });
  batch.resources = decode_each<ResourceRecord>(in, decode_resource);
  batch.not_measured = decode_each<NotMeasuredRecord>(in, [](Decoder& entry) {
    NotMeasuredRecord record;
    record.what = entry.text();
    record.why = entry.text();
    record.values = entry.text();
    return record;
  });
  if (in.broken() || !in.at_end()) return std::nullopt;
  return batch;
}

std::optional<AnswerRecord> decode_answer(std::string_view bytes) {
  Decoder in(bytes);
  AnswerRecord answer;
  const std::uint64_t flags = in.number();
  answer.retry_after = (flags & kRetryAfter) != 0;
  answer.with_session = (flags & kWithSession) != 0;
  answer.has_load = (flags & kHasLoad) != 0;
  answer.final_url = in.text();
  for (std::size_t left = in.count(); left > 0 && !in.broken(); --left) {
    std::string from(in.text());
    answer.redirects.push_back({std::move(from), static_cast<int>(in.number32())});
  }
  if (const std::uint64_t stopped = in.number();
      stopped <= static_cast<std::uint64_t>(crawler::Stopped::out_of_scope))
    answer.stopped = static_cast<crawler::Stopped>(stopped);
  answer.status = static_cast<int>(in.number32());
  if ((flags & kFailed) != 0) {
    answer.error_kind = in.text();
    answer.error_detail = in.text();
  }
  answer.content_type = in.text();
  answer.protocol = in.text();
  answer.compression = in.text();
  if (const std::uint64_t cacheability = in.number();
      cacheability <= static_cast<std::uint64_t>(probes::Cacheability::fresh))
    answer.cacheability = static_cast<probes::Cacheability>(cacheability);
  answer.blocking_scripts = in.number32();
  answer.blocking_styles = in.number32();
  answer.dom_elements = in.number32();
  if (in.broken() || !in.at_end()) return std::nullopt;
  return answer;
}

}  // namespace vigie::reports::history
