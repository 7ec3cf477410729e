// What keeping costs: findings written a second against a plain loop of INSERTs in the same
// process, the commit of one page, and what a run of an unchanged portal adds to the file.
#include "reports/history/history.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/crawl_store.h"
#include "crawler/page_contents.h"
#include "probes/measure.h"
#include "probes/page_load.h"
#include "reports/history/run_store.h"
#include "reports/judged_page.h"
#include "reports/run.h"
#include "rules/catalogue.h"
#include "rules/finding.h"
#include "rules/rule.h"

namespace {

namespace fs = std::filesystem;
using namespace vigie;

constexpr int kTurns = 7;

struct Shape {
  int pages = 1'000;
  int findings = 10;  // a page; four of five lie in the template and are the same on every page
  int links = 80;     // half of them the same on every page
  int new_urls = 1;   // found on each page
  int in_batch = 1;   // pages a commit
  int changed = 0;    // of 100 pages, those whose title and own findings are new
  int version = 0;    // of the changed pages
};

std::string page_url(int page) {
  return fmt::format("https://www.ville.example/rubrique-{}/sous-rubrique-{}/page-{}.html",
                     page % 12, page % 60, page);
}

rules::Judgement judgement_of(const Shape& shape, int page, int version) {
  rules::Judgement judgement;
  const auto catalogue = rules::catalogue();
  for (const rules::Rule& rule : catalogue)
    judgement.outcomes.push_back({rule.info.id, {static_cast<std::uint32_t>(page % 7), 1, 0, 0}});
  for (int at = 0; at < shape.findings; ++at) {
    const rules::Rule& rule = catalogue[static_cast<std::size_t>(at) % catalogue.size()];
    const bool own = at % 5 == 4;
    judgement.findings.push_back(
        {.rule = rule.info.id,
         .outcome = rules::Outcome::failed,
         .selector = fmt::format("html > body > main > div:nth-of-type({}) > p > img", at),
         .snippet = own ? fmt::format("<img src=\"/media/{}/{}-{}.jpg\" class=\"illustration\">",
                                      page, at, version)
                        : fmt::format("<img src=\"/media/gabarit/{}.png\" class=\"logo\">", at),
         .line = static_cast<std::uint32_t>(40 + at * 3),
         .message = "The image has no alt, aria-label, aria-labelledby or title.",
         .act = {"23a2a8"},
         .fingerprint = static_cast<std::uint64_t>(at) * 0x9e3779b97f4a7c15 +
                        (own ? static_cast<std::uint64_t>(version) : 0)});
  }
  return judgement;
}

crawler::PageContents contents_of(const Shape& shape, int page, int version) {
  crawler::PageContents contents;
  contents.facts.title = fmt::format("Page {} du portail, version {}", page, version);
  contents.facts.lang = "fr";
  contents.facts.elements = 900;
  contents.facts.shape = 0x1234;
  for (int at = 0; at < shape.links; ++at) {
    const int target = at % 2 == 0 ? at : (page * 7 + at) % std::max(shape.pages, 1);
    const std::string url = page_url(target);
    contents.links.push_back(
        {.url = url,
         .href = url.substr(url.find('/', 8)),
         .selector = fmt::format("html > body > nav > ul > li:nth-of-type({}) > a", at),
         .line = static_cast<std::uint32_t>(20 + at)});
  }
  for (int at = 0; at < 12; ++at) {
    const std::string url = fmt::format("https://www.ville.example/static/{}.css", at);
    contents.resources.push_back({.url = url,
                                  .kind = crawler::ResourceKind::style,
                                  .href = url.substr(url.find('/', 8)),
                                  .selector = "html > head > link",
                                  .line = static_cast<std::uint32_t>(3 + at)});
  }
  return contents;
}

crawler::PageVisit visit_of(const Shape& shape, int page) {
  const int version = page % 100 < shape.changed ? shape.version : 0;
  crawler::PageVisit visit{.url = page_url(page), .clicks = 3};
  crawler::Response& response = visit.response;
  response.url = response.final_url = visit.url;
  response.status = 200;
  response.headers.add("content-type", "text/html; charset=utf-8");
  response.headers.add("content-encoding", "gzip");
  response.timings = {.ttfb_ms = 12.5 + std::rand() % 100, .total_ms = 150.0 + std::rand() % 100};
  response.bytes_transferred = 9'000;
  response.bytes_decoded = 40'000;
  response.protocol = "h2";
  response.at_ms = 1'800'000'000'000 + page * 20;
  visit.body_sha256 = std::string(64, 'a');
  visit.contents = contents_of(shape, page, version);
  auto judged = std::make_unique<reports::JudgedPage>();
  judged->judgement = judgement_of(shape, page, version);
  judged->load = probes::page_load(response, &*visit.contents, {});
  visit.analysis = std::move(judged);
  return visit;
}

std::vector<crawler::CrawlBatch> batches_of(const Shape& shape) {
  std::vector<crawler::CrawlBatch> batches;
  for (int page = 0; page < shape.pages; ++page) {
    if (page % shape.in_batch == 0) batches.emplace_back();
    batches.back().pages.push_back(visit_of(shape, page));
    for (int at = 0; at < shape.new_urls; ++at)
      batches.back().discovered.push_back(
          {.url = fmt::format("https://www.ville.example/agenda/{}/{}", page, at), .clicks = 4});
  }
  return batches;
}

struct Folder {
  fs::path path = fs::temp_directory_path() / fmt::format("vigie-bench-{}", getpid());
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
  std::string file(const char* name) const { return (path / name).string(); }
};

double now_s() {
  using namespace std::chrono;
  return duration<double>(steady_clock::now().time_since_epoch()).count();
}
double cpu_s() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}
double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

reports::History open(const std::string& path) {
  auto history = reports::History::open(path);
  if (!history) std::exit(4);
  return std::move(*history);
}

reports::RunRequest request() {
  return {.portal = "https://www.ville.example/",
          .vigie_version = "bench",
          .catalogue_version = rules::catalogue_version()};
}

struct Cost {
  double wall = 0, cpu = 0;
};

Cost write_run(const std::string& path, const Shape& shape) {
  std::vector<crawler::CrawlBatch> batches = batches_of(shape);
  reports::History history = open(path);
  const double wall = now_s(), cpu = cpu_s();
  const auto run = history.begin_run(request());
  for (crawler::CrawlBatch& batch : batches) run->commit(std::move(batch));
  run->finish(reports::RunState::finished);
  return {now_s() - wall, cpu_s() - cpu};
}

// The same findings as rows of text, in transactions as large as our batches, nothing interned.
Cost write_plain(const std::string& path, const Shape& shape) {
  const std::vector<crawler::CrawlBatch> batches = batches_of(shape);
  sqlite3* database = nullptr;
  sqlite3_open(path.c_str(), &database);
  const auto execute = [&](const char* sql) {
    if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) std::exit(4);
  };
  execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
  execute(
      "CREATE TABLE finding (run, page, rule, outcome, selector, snippet, line, message, "
      "fingerprint)");
  sqlite3_stmt* insert = nullptr;
  sqlite3_prepare_v2(database, "INSERT INTO finding VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)", -1,
                     &insert, nullptr);
  const auto text = [&](int at, std::string_view value) {
    sqlite3_bind_text(insert, at, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
  };
  const double wall = now_s(), cpu = cpu_s();
  for (const crawler::CrawlBatch& batch : batches) {
    execute("BEGIN IMMEDIATE");
    for (const crawler::PageVisit& page : batch.pages)
      for (const rules::Finding& finding :
           dynamic_cast<const reports::JudgedPage&>(*page.analysis).judgement.findings) {
        text(1, page.url);
        text(2, finding.rule);
        sqlite3_bind_int(insert, 3, static_cast<int>(finding.outcome));
        text(4, finding.selector);
        text(5, finding.snippet);
        sqlite3_bind_int64(insert, 6, finding.line);
        text(7, finding.message);
        sqlite3_bind_int64(insert, 8, static_cast<std::int64_t>(finding.fingerprint));
        sqlite3_step(insert);
        sqlite3_reset(insert);
      }
    execute("COMMIT");
  }
  const Cost cost{now_s() - wall, cpu_s() - cpu};
  sqlite3_finalize(insert);
  sqlite3_close(database);
  return cost;
}

void findings_a_second(const Folder& folder) {
  const Shape shape{.pages = 2'000, .findings = 50, .links = 0, .new_urls = 0, .in_batch = 100};
  std::vector<double> ours, plain, ratios, cpu, cpu_ratios;
  for (int turn = 0; turn < kTurns; ++turn) {
    const Cost a = write_run(folder.file("ours.db"), shape);
    const Cost b = write_plain(folder.file("plain.db"), shape);
    ours.push_back(a.wall);
    plain.push_back(b.wall);
    ratios.push_back(a.wall / b.wall);
    cpu.push_back(a.cpu);
    cpu_ratios.push_back(a.cpu / b.cpu);
    for (const auto& entry : fs::directory_iterator(folder.path)) fs::remove(entry);
  }
  const double count = shape.pages * shape.findings;
  fmt::print(
      "history: {:.0f} findings/s written ({:.0f} a second of CPU), plain INSERTs {:.0f}/s; "
      "ours/plain {:.2f} (CPU {:.2f})\n",
      count / median(ours), count / median(cpu), count / median(plain), median(ratios),
      median(cpu_ratios));
}

void commit_of_a_page(const Folder& folder) {
  for (const int new_urls : {1, 40}) {
    std::vector<double> wall, cpu;
    const Shape shape{.new_urls = new_urls};
    for (int turn = 0; turn < kTurns; ++turn) {
      const Cost cost = write_run(folder.file("commit.db"), shape);
      wall.push_back(cost.wall * 1e6 / shape.pages);
      cpu.push_back(cost.cpu * 1e6 / shape.pages);
      for (const auto& entry : fs::directory_iterator(folder.path)) fs::remove(entry);
    }
    fmt::print(
        "history: {:.0f} µs CPU a page (wall {:.0f}), one a commit, {} findings, {} links, {} new "
        "URLs\n",
        median(cpu), median(wall), shape.findings, shape.links, new_urls);
  }
}

void unchanged_run(const Folder& folder) {
  const std::string path = folder.file("unchanged.db");
  constexpr int kRuns = 10;
  for (const int changed : {0, 5}) {
    write_run(path, {});
    const auto first = fs::file_size(path);
    double cpu = 0;
    for (int run = 1; run <= kRuns; ++run)
      cpu += write_run(path, {.changed = changed, .version = run}).cpu;
    const auto last = fs::file_size(path);
    fmt::print(
        "history: 1,000 pages: first run {:.2f} MB, then {:.3f} MB and {:.0f} µs CPU a page for a "
        "run with {} % of pages changed\n",
        static_cast<double>(first) / 1e6, static_cast<double>(last - first) / 1e6 / kRuns,
        cpu / kRuns * 1e6 / 1'000, changed);
    fs::remove(path);
  }
}

void trend(const Folder& folder) {
  reports::History history = open(folder.file("trend.db"));
  constexpr int kRuns = 1'000, kMetrics = 200;
  for (int run = 0; run < kRuns; ++run) {
    const auto store = history.begin_run(request());
    std::vector<probes::Measure> measures;
    for (int metric = 0; metric < kMetrics; ++metric)
      measures.push_back({fmt::format("page_load.metric_{}", metric),
                          static_cast<double>(run * metric), probes::Unit::milliseconds});
    store->add_measures(measures);
    store->finish(reports::RunState::finished);
  }
  sqlite3* database = nullptr;
  sqlite3_open(folder.file("trend.db").c_str(), &database);
  sqlite3_stmt* read = nullptr;
  sqlite3_prepare_v2(database,
                     "SELECT run_id, started_ms, value FROM v_trend WHERE portal = "
                     "'https://www.ville.example/' AND metric = 'page_load.metric_100' AND scope = "
                     "'' ORDER BY run_id",
                     -1, &read, nullptr);
  std::vector<double> times;
  int rows = 0;
  for (int turn = 0; turn < 21; ++turn) {
    const double start = now_s();
    rows = 0;
    while (sqlite3_step(read) == SQLITE_ROW) ++rows;
    sqlite3_reset(read);
    times.push_back((now_s() - start) * 1e3);
  }
  fmt::print("history: one metric over {} runs (of {} metrics): {:.2f} ms; file {:.1f} MB\n", rows,
             kMetrics, median(times),
             static_cast<double>(fs::file_size(folder.file("trend.db"))) / 1e6);
  sqlite3_finalize(read);
  sqlite3_close(database);
}

}  // namespace

int main(int argc, char** argv) {
  const Folder folder;
  const std::pair<std::string_view, void (*)(const Folder&)> parts[] = {
      {"findings", findings_a_second},
      {"commit", commit_of_a_page},
      {"unchanged", unchanged_run},
      {"trend", trend}};
  for (const auto& [name, measure] : parts)
    if (argc < 2 || name == argv[1]) measure(folder);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("history: {} MB resident at most, the made pages included\n", usage.ru_maxrss / 1024);
  return 0;
}
