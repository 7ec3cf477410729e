#ifndef VIGIE_REPORTS_HTML_DIGEST_H
#define VIGIE_REPORTS_HTML_DIGEST_H

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "reports/run.h"
#include "rules/rule.h"

namespace vigie::reports::html {

// What a report shows of a run of any size: the first or the worst of each list, and how many there
// are. Each digest is one pass over the run.

inline constexpr std::size_t kPlacesKept = 2'000;  // of one rule; later ones are only counted
inline constexpr std::size_t kSpotsKept = 5;       // pages named of one place
inline constexpr std::size_t kPagesKept = 500;
inline constexpr std::size_t kFailedPagesKept = 100;
inline constexpr std::size_t kResourcesKept = 15;
inline constexpr std::size_t kThirdPartiesKept = 200;

// One thing to mend: findings of a rule whose element is the same on several pages (a logo in the
// header), told by their fingerprint.
struct Place {
  struct Spot {
    std::string page;
    std::uint32_t line;
  };
  FindingEntry example;   // on the first page
  std::size_t order = 0;  // in which it was met
  std::uint64_t pages = 0;
  std::vector<Spot> spots;
  bool is_new = false;  // on some page
};

struct RuleFindings {
  std::string rule;
  rules::Outcome outcome;
  std::uint64_t findings = 0, pages = 0;
  std::vector<Place> places;  // most pages first
  bool all_places = true;     // false when kPlacesKept was reached
};

// In the order of run.groups(): worst first.
std::vector<RuleFindings> digest_findings(const Run& run);

// Pages by time to first byte; a page of exactly a bound belongs to the next class. The bounds 400
// and 800 ms are those of the French State's observatory of online procedures.
inline constexpr std::array<double, 6> kTtfbBounds = {100, 200, 400, 800, 1'600, 3'200};

struct PageDigest {
  std::vector<PageEntry> shown;         // with an answer, the first by URL; their lists are emptied
  std::vector<PageEntry> failed;        // without a usable answer
  std::vector<std::uint64_t> failures;  // of each page shown: how often rules fail on it
  std::uint64_t answered = 0, failed_count = 0, aliases = 0;
  std::array<std::uint64_t, kTtfbBounds.size() + 1> ttfb{};
  std::uint64_t measured = 0;
  std::string origin;  // of the first page: "https://www.ville.example"
};
PageDigest digest_pages(const Run& run);

struct ThirdParty {
  std::string host;
  std::uint64_t resources = 0, bytes = 0;
  std::uint32_t pages = 0;  // that use the most used of its resources: at least so many
};
struct ResourceDigest {
  std::uint64_t count = 0, third_party_count = 0, failed = 0, bytes = 0;
  std::vector<ResourceEntry> heaviest;    // most bytes transferred first
  std::vector<ThirdParty> third_parties;  // most pages first
  bool all_third_parties = true;
};
ResourceDigest digest_resources(const Run& run);

}  // namespace vigie::reports::html

#endif
