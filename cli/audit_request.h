#ifndef VIGIE_CLI_AUDIT_REQUEST_H
#define VIGIE_CLI_AUDIT_REQUEST_H

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "crawler/fetcher.h"
#include "rules/rule.h"

namespace vigie::cli {

// Formats are named as in reports/formats: "text", "json", "html".
struct Output {
  std::string path;
  std::string format;
};

// Whether to carry on a run that a dead process left with the same options.
enum class Resume : std::uint8_t {
  recent,  // when it is younger than an hour
  always,
  never,
};

enum class Colour : std::uint8_t { automatic, always, never };

// What may be crawled and how far. Sizes are bytes.
struct CrawlSettings {
  std::uint32_t max_pages = 10'000;
  std::optional<std::uint32_t> max_depth;                // clicks from the start pages
  std::optional<std::chrono::milliseconds> max_time;     // of the whole crawl
  std::size_t max_body = std::size_t{10} * 1024 * 1024;  // decoded, of one HTML page
  // Patterns of path and query: `*` stands for any run of characters but '/', `**` for any run at
  // all; a pattern matches every URL that begins with it ("/agenda/**/archive"). Nothing excluded
  // is fetched. Empty `include`: the whole portal; exclude wins over include.
  std::vector<std::string> include, exclude;
  int jobs = 0;  // worker threads that parse and judge; 0: as many as there are cores
  bool resources = true;
  bool external = false;  // check links that leave the portal
  int repeat = 1;         // requests of each page, for median and spread
  bool full_parse = false;
  bool ignore_robots = false;
  std::string root;  // of local files: where references that begin with '/' are looked up
};

struct HistorySettings {
  std::string path;  // never empty unless `none`
  bool none = false;
  Resume resume = Resume::recent;
};

// Everything `vigie audit` was asked for, by the command line and the portal file together, checked
// as far as one can without the network: numbers lie in their ranges, rules exist, `portal` URLs
// parse. Nothing has been opened or fetched yet.
struct AuditRequest {
  std::string portal;                // its name: the file's `name`, else the URL as given
  bool single_pages = false;         // several URLs or any local file: only `targets`, no crawl
  std::vector<std::string> targets;  // as given: start pages of one portal, or single pages
  crawler::FetchOptions fetch;       // origins are those of `targets`, the session is read
  CrawlSettings crawl;
  std::vector<std::string> rules;  // ids, in the catalogue's order; never empty
  std::optional<rules::Severity> fail_on = rules::Severity::serious;  // absent: never
  std::string format = "text";                                        // of stdout
  std::vector<Output> outputs;
  bool all_outcomes = false;
  HistorySettings history;
  std::string lang;  // "fr" or "en"
  bool quiet = false, verbose = false, progress = true;
  Colour colour = Colour::automatic;
  // What differs from the defaults, by the options' long names in a fixed order, secrets left out:
  // for the report, and for the hash that says whether a run may be resumed.
  std::vector<std::pair<std::string, std::string>> options;
};

}  // namespace vigie::cli

#endif
