#include "reports/history/page_rows.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cstdint>
#include <ctime>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "crawler/crawl_store.h"
#include "crawler/error_kind.h"
#include "crawler/page_contents.h"
#include "probes/page_load.h"
#include "reports/history/codec.h"
#include "reports/history/contents_codec.h"
#include "reports/history/database.h"
#include "reports/history/visit_record.h"

namespace vigie::reports::history {
namespace {

enum Column : int {
  kUrl,
  kFinalUrl,
  kAnswer,
  kContent,
  kOutcomes,
  kPortalOutcomes,
  kTemplate,
  kAlias,
  kFrame,
  kFoundBy,
  kClicks,
  kFinalStatus,
  kAt,
  kDns,
  kConnect,
  kTls,
  kTtfb,
  kTotal,
  kSpread,
  kSamples,
  kTransferred,
  kDecoded,
  kModified,
  kWeight,
  kRequests,
  kThirdParty,
  kComplete,
  kTitle,
  kLang,
  kTooLarge,
  kDropped
};

constexpr const char* kPage =
    "SELECT asked.url, final.url, answer.data, page.content_id, page.outcomes_id, "
    "page.portal_outcomes_id, template.text, page.alias, page.frame, page.found_by, page.clicks, "
    "page.final_status, page.at_ms, page.dns_us, page.connect_us, page.tls_us, page.ttfb_us, "
    "page.total_us, page.spread_us, page.samples, page.bytes_transferred, page.bytes_decoded, "
    "page.modified_s, page.weight_bytes, page.weight_requests, page.weight_third_party, "
    "page.weight_complete, content.title, content.lang, content.too_large, "
    "content.elements_dropped "
    "FROM page JOIN url AS asked ON asked.id = page.url_id "
    "JOIN answer ON answer.id = page.answer_id "
    "JOIN url AS final ON final.id = answer.final_url_id "
    "LEFT JOIN content ON content.id = page.content_id "
    "LEFT JOIN text AS template ON template.id = page.template_id "
    "WHERE page.run_id = ? AND page.url_id = ?";

std::optional<double> milliseconds(const Statement::Rows& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return static_cast<double>(row.integer(column)) / 1000;
}

FigureRecord figures_of(const Statement::Rows& row) {
  return {.at_ms = row.integer(kAt),
          .dns_ms = milliseconds(row, kDns),
          .connect_ms = milliseconds(row, kConnect),
          .tls_ms = milliseconds(row, kTls),
          .ttfb_spread_ms = milliseconds(row, kSpread),
          .ttfb_ms = milliseconds(row, kTtfb).value_or(0),
          .total_ms = milliseconds(row, kTotal).value_or(0),
          .samples = static_cast<std::uint32_t>(row.integer(kSamples)),
          .bytes_transferred = static_cast<std::uint64_t>(row.integer(kTransferred)),
          .bytes_decoded = static_cast<std::uint64_t>(row.integer(kDecoded)),
          .last_modified_s = row.integer(kModified)};
}

std::optional<probes::PageWeight> weight_of(const Statement::Rows& row) {
  if (row.is_null(kWeight)) return std::nullopt;
  return probes::PageWeight{
      .bytes = static_cast<std::uint64_t>(row.integer(kWeight)),
      .requests = static_cast<std::uint32_t>(row.integer(kRequests)),
      .third_party_requests = static_cast<std::uint32_t>(row.integer(kThirdParty)),
      .complete = row.integer(kComplete) != 0};
}

PageRow page_of(const Statement::Rows& row, std::int64_t url_id) {
  PageRow page{.url_id = url_id,
               .content_id = row.integer(kContent),
               .outcomes_id = row.integer(kOutcomes),
               .portal_outcomes_id = row.integer(kPortalOutcomes),
               .url = row.string(kUrl),
               .final_url = row.string(kFinalUrl),
               .answer = decode_answer(row.text(kAnswer)).value_or(AnswerRecord{}),
               .figures = figures_of(row),
               .alias = row.integer(kAlias) != 0,
               .frame = row.integer(kFrame) != 0,
               .found_by = static_cast<crawler::FoundBy>(row.integer(kFoundBy)),
               .page_template = row.string(kTemplate),
               .weight = weight_of(row),
               .title = row.string(kTitle),
               .lang = row.string(kLang),
               .too_large = row.integer(kTooLarge) != 0,
               .elements_dropped = static_cast<std::uint32_t>(row.integer(kDropped))};
  if (!row.is_null(kClicks)) page.clicks = static_cast<std::uint32_t>(row.integer(kClicks));
  if (!row.is_null(kFinalStatus)) page.final_status = static_cast<int>(row.integer(kFinalStatus));
  return page;
}

}  // namespace

std::optional<probes::PageLoad> PageRow::load() const {
  if (!answer.has_load) return std::nullopt;
  return probes::PageLoad{.timings = {.dns_ms = figures.dns_ms,
                                      .connect_ms = figures.connect_ms,
                                      .tls_ms = figures.tls_ms,
                                      .ttfb_ms = figures.ttfb_ms,
                                      .total_ms = figures.total_ms},
                          .samples = static_cast<int>(figures.samples),
                          .ttfb_spread_ms = figures.ttfb_spread_ms,
                          .bytes_transferred = figures.bytes_transferred,
                          .bytes_decoded = figures.bytes_decoded,
                          .protocol = answer.protocol,
                          .compression = answer.compression,
                          .cacheability = answer.cacheability,
                          .blocking_scripts = answer.blocking_scripts,
                          .blocking_styles = answer.blocking_styles,
                          .dom_elements = answer.dom_elements};
}

std::string PageRow::last_modified() const {
  constexpr std::int64_t kDay = 86'400, kYear9999 = 253'402'300'799;
  const std::int64_t seconds = figures.last_modified_s;
  if (seconds <= 0 || seconds > kYear9999) return {};
  const std::tm utc = fmt::gmtime(static_cast<std::time_t>(seconds));
  return seconds % kDay == 0 ? fmt::format("{:%Y-%m-%d}", utc)
                             : fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", utc);
}

PageRows::PageRows(Database& database, std::int64_t run)
    : database_(database),
      run_(run),
      page_(database, kPage),
      contents_(database, "SELECT data FROM content WHERE id = ?") {}

void PageRows::each(const std::function<void(const PageRow&)>& use) {
  Statement urls(database_,
                 "SELECT page.url_id FROM page JOIN url ON url.id = page.url_id "
                 "WHERE page.run_id = ? ORDER BY url.url");
  Statement::Rows rows = urls.query(run_);
  while (rows.next())
    if (const auto page = find(rows.integer(0))) use(*page);
}

std::optional<PageRow> PageRows::find(std::int64_t url_id) {
  Statement::Rows row = page_.query(run_, url_id);
  if (!row.next()) return std::nullopt;
  return page_of(row, url_id);
}

std::optional<crawler::PageContents> PageRows::contents(const PageRow& page) {
  if (page.content_id == 0) return std::nullopt;
  Statement::Rows row = contents_.query(page.content_id);
  if (!row.next()) return std::nullopt;
  return decode_contents(decompressed(row.text(0)));
}

std::optional<crawler::Failure> failure_of(std::string_view error_kind, std::string_view detail) {
  const auto kind = crawler::error_kind(error_kind);
  if (!kind) return std::nullopt;
  return crawler::Failure{*kind, std::string(detail)};
}

}  // namespace vigie::reports::history
