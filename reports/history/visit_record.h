#ifndef VIGIE_REPORTS_HISTORY_VISIT_RECORD_H
#define VIGIE_REPORTS_HISTORY_VISIT_RECORD_H

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/crawl_store.h"
#include "crawler/page_contents.h"
#include "crawler/response.h"
#include "probes/page_load.h"
#include "reports/history/judgement_record.h"

namespace vigie::reports::history {

// A CrawlBatch as the journal keeps it until it is merged: one row a commit. Views point into the
// row's bytes.

// What came of one request, without what differs from visit to visit of a page that did not change.
struct AnswerRecord {
  std::string final_url;
  std::vector<crawler::Redirect> redirects;
  crawler::Stopped stopped = crawler::Stopped::no;
  int status = 0;
  std::string error_kind, error_detail;  // empty kind: no failure
  bool retry_after = false;              // the header was there
  bool with_session = false;
  std::string content_type, protocol, compression;
  probes::Cacheability cacheability = probes::Cacheability::none;
  std::uint32_t blocking_scripts = 0, blocking_styles = 0, dom_elements = 0;
  bool has_load = false;
};

// Figures that differ with every visit.
struct FigureRecord {
  std::int64_t at_ms = 0;
  std::optional<double> dns_ms, connect_ms, tls_ms, ttfb_spread_ms;
  double ttfb_ms = 0, total_ms = 0;
  std::uint32_t samples = 1;
  std::uint64_t bytes_transferred = 0, bytes_decoded = 0;
  std::int64_t last_modified_s = 0;  // since 1970; 0 unknown
};

struct PageRecord {
  std::string_view url;
  bool alias = false, frame = false;
  crawler::FoundBy found_by = crawler::FoundBy::link;
  std::uint32_t clicks = 0;
  std::string_view answer;  // decode_answer()
  FigureRecord figures;
  std::string_view body_hash;  // 16 bytes or none
  std::string_view contents;   // decode_contents(), empty: none
  std::string_view judgement;  // decode_judgement(), empty: not judged
  std::int64_t judgement_hash = 0;
};

struct ResourceRecord {
  std::string_view url;
  crawler::ResourceKind kind = crawler::ResourceKind::other;
  crawler::FoundBy found_by = crawler::FoundBy::resource;
  std::string_view answer;
  std::uint64_t bytes_transferred = 0, bytes_decoded = 0;
  std::string_view uses;  // decode_uses(), empty: none
};

struct NotMeasuredRecord {
  std::string_view what, why;
  std::string values;  // encode_texts()
};

struct NewUrlRecord {
  std::string url;
  crawler::FoundBy found_by = crawler::FoundBy::link;
  std::uint32_t clicks = 0;
};

struct BatchRecord {
  std::vector<NewUrlRecord> discovered;
  std::vector<PageRecord> pages;
  std::vector<ResourceRecord> resources;
  std::vector<NotMeasuredRecord> not_measured;
};

std::string encode(const crawler::CrawlBatch& batch, const KnownEvidence& known = {});
std::optional<BatchRecord> decode_batch(std::string_view bytes);

std::optional<AnswerRecord> decode_answer(std::string_view bytes);

}  // namespace vigie::reports::history

#endif
