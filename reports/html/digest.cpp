#include "reports/html/digest.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <ranges>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "reports/run.h"
#include "rules/rule.h"

namespace vigie::reports::html {
namespace {

using rules::Outcome;

bool is_problem(Outcome outcome) {
  return outcome == Outcome::failed || outcome == Outcome::cant_tell;
}

// Gathers the places of one rule and outcome while findings stream by in the order of their pages.
class PlaceGatherer {
 public:
  explicit PlaceGatherer(RuleFindings& result) : result_(result) {}

  void add(const FindingEntry& finding) {
    ++result_.findings;
    if (finding.page != last_page_ || result_.pages == 0) ++result_.pages;
    last_page_ = finding.page;
    const auto known = by_fingerprint_.find(finding.fingerprint);
    if (known == by_fingerprint_.end()) {
      if (result_.places.size() == kPlacesKept) {
        result_.all_places = false;
        return;
      }
      by_fingerprint_.emplace(finding.fingerprint, result_.places.size());
      result_.places.push_back({.example = finding, .order = result_.places.size(), .spots = {}});
    }
    Place& place =
        known == by_fingerprint_.end() ? result_.places.back() : result_.places[known->second];
    ++place.pages;
    place.is_new = place.is_new || finding.is_new;
    if (place.spots.size() < kSpotsKept) place.spots.push_back({finding.page, finding.line});
  }

 private:
  RuleFindings& result_;
  std::unordered_map<std::uint64_t, std::size_t> by_fingerprint_;
  std::string last_page_;
};

// "https://www.ville.example" of "https://www.ville.example/a?b"
std::string origin_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  return std::string(url.substr(0, url.find_first_of("/?#", scheme + 3)));
}

std::string host_of(std::string_view url) {
  const std::string origin = origin_of(url);
  return origin.empty() ? std::string(url) : origin.substr(origin.find("://") + 3);
}

bool unusable(const PageEntry& page) { return page.failure || page.status == 0; }

std::uint64_t failures_on(const PageEntry& page) {
  std::uint64_t failures = 0;
  for (const auto& [rule, counts] : page.outcomes)
    failures += counts.at(static_cast<std::size_t>(Outcome::failed));
  return failures;
}

std::size_t ttfb_class(double ms) {
  return static_cast<std::size_t>(std::ranges::upper_bound(kTtfbBounds, ms) - kTtfbBounds.begin());
}

// Equal ones stand as they were met: by page, then line.
bool more_pages(const Place& a, const Place& b) {
  return a.pages != b.pages ? a.pages > b.pages : a.order < b.order;
}

bool heavier(const ResourceEntry& a, const ResourceEntry& b) {
  return a.bytes_transferred != b.bytes_transferred ? a.bytes_transferred > b.bytes_transferred
                                                    : a.url < b.url;
}

}  // namespace

std::vector<RuleFindings> digest_findings(const Run& run) {
  std::vector<RuleFindings> result;
  const auto find = [&](const std::string& rule, Outcome outcome) {
    return std::ranges::find_if(result, [&](const RuleFindings& findings) {
      return findings.rule == rule && findings.outcome == outcome;
    });
  };
  for (const FindingGroup& group : run.groups())
    if (is_problem(group.outcome) && find(group.rule, group.outcome) == result.end())
      result.push_back({.rule = group.rule, .outcome = group.outcome, .places = {}});

  std::map<std::pair<std::string, Outcome>, PlaceGatherer> gatherers;
  for (RuleFindings& findings : result)
    gatherers.emplace(std::pair(findings.rule, findings.outcome), findings);
  run.each_finding([&](const FindingEntry& finding) {
    const auto gatherer = gatherers.find({finding.rule, finding.outcome});
    if (gatherer != gatherers.end()) gatherer->second.add(finding);
  });
  for (RuleFindings& findings : result) std::ranges::sort(findings.places, more_pages);
  return result;
}

PageDigest digest_pages(const Run& run) {
  PageDigest digest;
  run.each_page([&](const PageEntry& page) {
    if (digest.origin.empty()) digest.origin = origin_of(page.url);
    if (page.alias) {
      ++digest.aliases;
      return;
    }
    if (unusable(page)) {
      if (digest.failed.size() < kFailedPagesKept) digest.failed.push_back(page);
      ++digest.failed_count;
      return;
    }
    ++digest.answered;
    if (page.load) {
      ++digest.measured;
      ++digest.ttfb.at(ttfb_class(page.load->timings.ttfb_ms));
    }
    if (digest.shown.size() == kPagesKept) return;
    digest.failures.push_back(failures_on(page));
    digest.shown.push_back(page);
    digest.shown.back().outcomes = {};
    digest.shown.back().redirects = {};
  });
  return digest;
}

ResourceDigest digest_resources(const Run& run) {
  ResourceDigest digest;
  std::map<std::string, ThirdParty> third_parties;
  run.each_resource([&](const ResourceEntry& resource) {
    ++digest.count;
    digest.bytes += resource.bytes_transferred;
    digest.failed += resource.failure ? 1 : 0;
    digest.heaviest.push_back(resource);
    std::ranges::push_heap(digest.heaviest, heavier);  // the lightest in front
    if (digest.heaviest.size() > kResourcesKept) {
      std::ranges::pop_heap(digest.heaviest, heavier);
      digest.heaviest.pop_back();
    }
    if (!resource.third_party) return;
    ++digest.third_party_count;
    const std::string host = host_of(resource.url);
    if (third_parties.size() == kThirdPartiesKept && !third_parties.contains(host)) {
      digest.all_third_parties = false;
      return;
    }
    ThirdParty& party = third_parties[host];
    party.host = host;
    ++party.resources;
    party.bytes += resource.bytes_transferred;
    party.pages = std::max(party.pages, resource.pages);
  });
  std::ranges::sort(digest.heaviest, heavier);
  for (auto& party : third_parties | std::views::values)
    digest.third_parties.push_back(std::move(party));
  std::ranges::sort(digest.third_parties, [](const ThirdParty& a, const ThirdParty& b) {
    return a.pages != b.pages ? a.pages > b.pages : a.host < b.host;
  });
  return digest;
}

}  // namespace vigie::reports::html
