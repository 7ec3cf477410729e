#include "reports/history/merger.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/frontier.h"
#include "crawler/page_contents.h"
#include "reports/history/codec.h"
#include "reports/history/contents_codec.h"
#include "reports/history/database.h"
#include "reports/history/finding_intervals.h"
#include "reports/history/judgement_record.h"
#include "reports/history/visit_record.h"
#include "rules/rule.h"

namespace vigie::reports::history {
namespace {

std::optional<std::int64_t> microseconds(const std::optional<double>& milliseconds) {
  if (!milliseconds) return std::nullopt;
  return std::llround(*milliseconds * 1000);
}

std::optional<std::int64_t> unless_zero(std::int64_t value) {
  return value == 0 ? std::nullopt : std::optional(value);
}

std::optional<std::string_view> unless_empty(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

Merger::Merger(Database& database)
    : database_(database),
      interner_(database),
      intervals_(database),
      journal_(database, "SELECT data FROM journal WHERE run_id = ? ORDER BY id"),
      clear_journal_(database, "DELETE FROM journal WHERE run_id = ?"),
      head_(database,
            "SELECT run_id, answer_id, answer_hash, content_id, content_hash, outcomes_id, "
            "judgement_hash FROM page_head WHERE url_id = ?"),
      set_head_(database,
                "INSERT INTO page_head (url_id, run_id, answer_id, answer_hash, content_id, "
                "content_hash, outcomes_id, judgement_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (url_id) DO UPDATE SET run_id = excluded.run_id, "
                "answer_id = excluded.answer_id, answer_hash = excluded.answer_hash, "
                "content_id = excluded.content_id, content_hash = excluded.content_hash, "
                "outcomes_id = excluded.outcomes_id, judgement_hash = excluded.judgement_hash"),
      visit_(database, "SELECT previous_run_id FROM page WHERE run_id = ? AND url_id = ?"),
      relink_(database, "UPDATE page SET previous_run_id = ? WHERE run_id = ? AND url_id = ?"),
      add_answer_(database,
                  "INSERT INTO answer (status, final_url_id, error_kind, error_detail, "
                  "content_type_id, with_session, data) VALUES (?, ?, ?, ?, ?, ?, ?)"),
      add_content_(database,
                   "INSERT INTO content (title, lang, elements, shape, too_large, "
                   "elements_dropped, frames, resource_ids, data) VALUES "
                   "(?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      put_page_(database,
                "INSERT INTO page (run_id, url_id, previous_run_id, answer_id, content_id, "
                "outcomes_id, alias, frame, found_by, clicks, at_ms, dns_us, connect_us, tls_us, "
                "ttfb_us, total_us, spread_us, samples, bytes_transferred, bytes_decoded, "
                "modified_s, body_hash) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (run_id, url_id) DO UPDATE SET answer_id = excluded.answer_id, "
                "content_id = excluded.content_id, outcomes_id = excluded.outcomes_id, "
                "alias = excluded.alias, frame = excluded.frame, found_by = excluded.found_by, "
                "clicks = excluded.clicks, at_ms = excluded.at_ms, dns_us = excluded.dns_us, "
                "connect_us = excluded.connect_us, tls_us = excluded.tls_us, "
                "ttfb_us = excluded.ttfb_us, total_us = excluded.total_us, "
                "spread_us = excluded.spread_us, samples = excluded.samples, "
                "bytes_transferred = excluded.bytes_transferred, "
                "bytes_decoded = excluded.bytes_decoded, modified_s = excluded.modified_s, "
                "body_hash = excluded.body_hash"),
      set_portal_outcomes_(
          database, "UPDATE page SET portal_outcomes_id = ? WHERE run_id = ? AND url_id = ?"),
      resource_head_(database, "SELECT state_id, state_hash FROM resource_head WHERE url_id = ?"),
      set_resource_head_(database,
                         "INSERT INTO resource_head (url_id, state_id, state_hash) VALUES "
                         "(?, ?, ?) ON CONFLICT (url_id) DO UPDATE SET "
                         "state_id = excluded.state_id, state_hash = excluded.state_hash"),
      add_resource_state_(database,
                          "INSERT INTO resource_state (kind, status, final_url_id, error_kind, "
                          "error_detail, content_type_id, bytes_transferred, bytes_decoded, data, "
                          "uses) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      put_resource_(database,
                    "INSERT INTO resource (run_id, url_id, state_id, found_by) VALUES "
                    "(?, ?, ?, ?) ON CONFLICT (run_id, url_id) DO UPDATE SET "
                    "state_id = excluded.state_id"),
      add_not_measured_(database,
                        "INSERT INTO not_measured (run_id, what, why_id, why_values) VALUES "
                        "(?, ?, ?, ?) ON CONFLICT DO NOTHING"),
      add_frontier_(database, "INSERT INTO frontier (run_id, data) VALUES (?, ?)") {}

void Merger::merge(std::int64_t run, std::int64_t portal) {
  Transaction transaction(database_);
  std::vector<NewUrlRecord> discovered;
  {
    Statement::Rows rows = journal_.query(run);
    while (rows.next()) {
      auto batch = decode_batch(rows.text(0));
      if (!batch) continue;
      for (const PageRecord& page : batch->pages) merge_page(run, portal, page);
      for (const ResourceRecord& resource : batch->resources) merge_resource(run, portal, resource);
      for (const NotMeasuredRecord& entry : batch->not_measured)
        add_not_measured_.run(run, entry.what, interner_.text(entry.why), blob(entry.values));
      std::ranges::move(batch->discovered, std::back_inserter(discovered));
    }
  }
  if (!discovered.empty()) merge_frontier(run, discovered);
  clear_journal_.run(run);
  transaction.commit();
}

std::optional<Merger::Head> Merger::head_of(std::int64_t url) {
  Statement::Rows rows = head_.query(url);
  if (!rows.next()) return std::nullopt;
  return Head{.run = rows.integer(0),
              .answer = rows.integer(1),
              .answer_hash = rows.integer(2),
              .content = rows.integer(3),
              .outcomes = rows.integer(5),
              .judgement = rows.integer(6),
              .content_hash = rows.string(4)};
}

// Visits of a page are linked from the newest to the oldest. Nearly always this one is the newest.
Merger::Place Merger::place_of(std::int64_t run, std::int64_t url,
                               const std::optional<Head>& head) {
  Place place{.visit = {.url = url, .run = run, .first_ever = !head}};
  if (!head) return place;
  std::int64_t at = head->run;
  while (at > run) {
    place.visit.next = at;
    at = visit_.integer(at, url).value_or(0);
  }
  place.again = at == run;
  place.visit.previous = place.again ? visit_.integer(run, url).value_or(0) : at;
  return place;
}

void Merger::merge_page(std::int64_t run, std::int64_t portal, const PageRecord& page) {
  const std::int64_t url = interner_.url(portal, page.url);
  const std::optional<Head> before = head_of(url);
  const Place place = place_of(run, url, before);

  Head now{.run = run, .answer_hash = digest64(page.answer)};
  const bool same_answer = before && before->answer_hash == now.answer_hash;
  now.answer = same_answer ? before->answer : keep_answer(portal, page);

  if (!page.contents.empty()) {
    const Digest hash = digest(page.contents);
    now.content_hash.assign(hash.data(), hash.size());
    const bool same_content = before && before->content_hash == now.content_hash;
    now.content = same_content ? before->content : keep_content(portal, page.contents).value_or(0);
  }
  if (!page.judgement.empty()) {
    now.judgement = page.judgement_hash;
    const bool newest = place.visit.next == 0;
    if (newest && before && before->judgement == now.judgement) {
      now.outcomes = before->outcomes;
    } else if (const auto judgement = decode_judgement(page.judgement)) {
      now.outcomes = keep_judgement(place.visit, *judgement);
    }
  }
  keep_page(place, page, now);
}

std::int64_t Merger::keep_answer(std::int64_t portal, const PageRecord& page) {
  const AnswerRecord answer = decode_answer(page.answer).value_or(AnswerRecord{});
  const std::int64_t final_url = interner_.url(
      portal, answer.final_url.empty() ? page.url : std::string_view(answer.final_url));
  add_answer_.run(answer.status, final_url, unless_empty(answer.error_kind),
                  unless_empty(answer.error_detail), interner_.text(answer.content_type),
                  answer.with_session, blob(page.answer));
  return database_.last_id();
}

std::optional<std::int64_t> Merger::keep_content(std::int64_t portal, std::string_view contents) {
  const auto head = decode_head(contents);
  if (!head) return std::nullopt;
  const auto frames = std::ranges::count(head->resources, crawler::ResourceKind::frame,
                                         &crawler::ResourceUse::kind);
  const crawler::PageFacts& facts = head->facts;
  Encoder resource_ids;
  for (const crawler::ResourceUse& use : head->resources)
    resource_ids.number(static_cast<std::uint64_t>(interner_.url(portal, use.url)));
  const std::string frame = compressed(contents);
  add_content_.run(facts.title, facts.lang, facts.elements, static_cast<std::int64_t>(facts.shape),
                   facts.too_large, facts.elements_dropped, static_cast<std::int64_t>(frames),
                   blob(resource_ids.bytes()), blob(frame));
  return database_.last_id();
}

// 0: it was given by number, and a rescued file has it no more.
std::int64_t Merger::evidence_of(const FindingRecord& finding) {
  const std::int64_t number = finding.evidence_number;
  if (number == 0) return interner_.evidence(finding.evidence);
  return interner_.has_evidence(number) ? number : 0;
}

// Numbers of the outcomes.
std::int64_t Merger::keep_judgement(const Visit& visit, const JudgementRecord& judgement) {
  const Interner::RuleSet& rules = interner_.rule_set(judgement.rules);
  std::vector<FoundRow> found;
  found.reserve(judgement.findings.size());
  for (const FindingRecord& finding : judgement.findings) {
    if (finding.rule >= rules.rules.size()) continue;  // of no rule that judged
    const std::int64_t evidence = evidence_of(finding);
    if (evidence == 0) continue;
    const bool problem =
        finding.outcome == rules::Outcome::failed || finding.outcome == rules::Outcome::cant_tell;
    found.push_back(
        {.key = {rules.rules[finding.rule], static_cast<std::int64_t>(finding.fingerprint), 0},
         .line = finding.line,
         .evidence = evidence,
         .problem = problem});
  }
  // Equals are numbered in the order of the page, which so far is their ordinal.
  std::ranges::sort(found, {}, &FoundRow::key);
  for (std::size_t at = 0; at < found.size(); ++at) {
    const FindingKey* before = at == 0 ? nullptr : &found[at - 1].key;
    FindingKey& key = found[at].key;
    const bool equal =
        before != nullptr && key.rule == before->rule && key.fingerprint == before->fingerprint;
    key.ordinal = equal ? before->ordinal + 1 : 0;
  }
  intervals_.put(visit, rules.sorted, found);
  return interner_.outcomes(rules, judgement.counts);
}

void Merger::keep_page(const Place& place, const PageRecord& page, const Head& now) {
  const Visit& visit = place.visit;
  const FigureRecord& figures = page.figures;
  const std::optional<std::uint32_t> clicks =
      page.clicks == crawler::kUnknownClicks ? std::nullopt : std::optional(page.clicks);
  put_page_.run(
      visit.run, visit.url, visit.previous, now.answer, unless_zero(now.content),
      unless_zero(now.outcomes), page.alias, page.frame, static_cast<int>(page.found_by), clicks,
      figures.at_ms, microseconds(figures.dns_ms), microseconds(figures.connect_ms),
      microseconds(figures.tls_ms), microseconds(figures.ttfb_ms), microseconds(figures.total_ms),
      microseconds(figures.ttfb_spread_ms), figures.samples,
      static_cast<std::int64_t>(figures.bytes_transferred),
      static_cast<std::int64_t>(figures.bytes_decoded), unless_zero(figures.last_modified_s),
      page.body_hash.empty() ? std::nullopt : std::optional(blob(page.body_hash)));
  if (visit.next != 0) {
    if (!place.again) relink_.run(visit.run, visit.next, visit.url);
    return;  // the head is the newest visit
  }
  set_head_.run(visit.url, now.run, now.answer, now.answer_hash, unless_zero(now.content),
                blob(now.content_hash), unless_zero(now.outcomes), now.judgement);
}

void Merger::judge(std::int64_t run, std::int64_t portal, std::string_view page,
                   std::string_view judgement) {
  const std::int64_t url = interner_.url(portal, page);
  const Place place = place_of(run, url, head_of(url));
  if (!place.again) return;  // never visited by this run
  if (const auto decoded = decode_judgement(judgement))
    set_portal_outcomes_.run(keep_judgement(place.visit, *decoded), run, url);
}

void Merger::merge_resource(std::int64_t run, std::int64_t portal, const ResourceRecord& resource) {
  const std::int64_t url = interner_.url(portal, resource.url);
  Encoder whole;
  whole.number(static_cast<unsigned>(resource.kind));
  whole.text(resource.answer);
  whole.number(resource.bytes_transferred);
  whole.number(resource.bytes_decoded);
  whole.text(resource.uses);
  const std::int64_t hash = digest64(whole.bytes());
  std::int64_t state = 0;
  {
    Statement::Rows rows = resource_head_.query(url);
    if (rows.next() && rows.integer(1) == hash) state = rows.integer(0);
  }
  if (state == 0) {
    const AnswerRecord answer = decode_answer(resource.answer).value_or(AnswerRecord{});
    const std::int64_t final_url = interner_.url(
        portal, answer.final_url.empty() ? resource.url : std::string_view(answer.final_url));
    add_resource_state_.run(
        static_cast<int>(resource.kind), answer.status, final_url, unless_empty(answer.error_kind),
        unless_empty(answer.error_detail), interner_.text(answer.content_type),
        static_cast<std::int64_t>(resource.bytes_transferred),
        static_cast<std::int64_t>(resource.bytes_decoded), blob(resource.answer),
        resource.uses.empty() ? std::nullopt : std::optional(blob(resource.uses)));
    state = database_.last_id();
    set_resource_head_.run(url, state, hash);
  }
  put_resource_.run(run, url, state, static_cast<int>(resource.found_by));
}

// URLs wait in one piece a merge: only a resumed run reads them.
void Merger::merge_frontier(std::int64_t run, const std::vector<NewUrlRecord>& discovered) {
  Encoder out;
  std::string_view before;
  for (const NewUrlRecord& entry : discovered) {
    out.text_after(before, entry.url);
    out.number(static_cast<unsigned>(entry.found_by));
    out.number(entry.clicks);
  }
  const std::string data = compressed(out.bytes());
  add_frontier_.run(run, blob(data));
}

}  // namespace vigie::reports::history
