#include "crawler/frontier.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "crawler/crawl_store.h"
#include "crawler/url.h"
#include "crawler/url_pattern.h"
#include "crawler/url_table.h"

namespace vigie::crawler {
namespace {

constexpr std::size_t kMaxLevels = 1'000;     // deeper levels share the last queue
constexpr std::size_t kMaxPatterns = 20'000;  // a site with more: the rest shares one

}  // namespace

std::uint32_t Frontier::pattern_of(const Url& url, std::uint32_t clicks) {
  std::string text = pattern_ids_.size() < kMaxPatterns ? url_pattern(url) : std::string();
  std::string key = breadth_first_ ? std::to_string(clicks) + ' ' + text : text;
  const auto [found, is_new] =
      pattern_ids_.try_emplace(std::move(key), static_cast<std::uint32_t>(patterns_.size()));
  if (is_new) patterns_.push_back({.text = std::move(text)});
  return found->second;
}

std::deque<std::uint32_t>& Frontier::turns_of(UrlId id) {
  if (!breadth_first_) return turns_.front();
  const auto level = std::min<std::size_t>(entries_[id].clicks, kMaxLevels);
  if (level >= turns_.size()) turns_.resize(level + 1);
  return turns_[level];
}

void Frontier::enqueue(UrlId id) {
  Entry& entry = entries_[id];
  entry.state = State::waiting;
  entry.after = kNoUrl;
  Pattern& pattern = patterns_[entry.pattern];
  if (pattern.first == kNoUrl)
    pattern.first = id;
  else
    entries_[pattern.last].after = id;
  pattern.last = id;
  ++pattern.waiting;
  ++waiting_;
  if (pattern.has_turn) return;
  pattern.has_turn = true;
  turns_of(id).push_back(entry.pattern);
}

Frontier::Known Frontier::add(const Url& url, FoundBy found_by, std::uint32_t clicks) {
  const auto [id, is_new] = urls_.add(url.href());
  if (!is_new) {
    entries_[id].clicks = std::min(entries_[id].clicks, clicks);
    if (entries_[id].found_by == FoundBy::sitemap && found_by != FoundBy::sitemap)
      entries_[id].found_by = found_by;
    return {id, false};
  }
  const std::uint32_t pattern = pattern_of(url, clicks);
  ++patterns_[pattern].known;
  entries_.push_back({.clicks = clicks, .pattern = pattern, .found_by = found_by});
  enqueue(id);
  return {id, true};
}

void Frontier::restore(const Url& url, FoundBy found_by, std::uint32_t clicks, bool visited) {
  const auto [id, is_new] = urls_.add(url.href());
  if (!is_new) return;
  const std::uint32_t pattern = pattern_of(url, clicks);
  ++patterns_[pattern].known;
  entries_.push_back({.clicks = clicks, .pattern = pattern, .found_by = found_by});
  if (visited)
    entries_[id].state = State::done;
  else
    enqueue(id);
}

std::optional<UrlId> Frontier::next() {
  for (auto& turns : turns_) {
    while (!turns.empty()) {
      const std::uint32_t index = turns.front();
      turns.pop_front();
      Pattern& pattern = patterns_[index];
      UrlId id = pattern.first;
      // Those taken out of turn stay in the queue until they come up.
      while (id != kNoUrl && entries_[id].state != State::waiting) id = entries_[id].after;
      if (id == kNoUrl) {
        pattern.first = pattern.last = kNoUrl;
        pattern.has_turn = false;
        continue;
      }
      pattern.first = entries_[id].after;
      if (pattern.first == kNoUrl) pattern.last = kNoUrl;
      pattern.has_turn = pattern.first != kNoUrl;
      if (pattern.has_turn) turns.push_back(index);
      take(id);
      return id;
    }
  }
  return std::nullopt;
}

std::optional<std::uint32_t> Frontier::next_level() const {
  for (std::uint32_t level = 0; level < turns_.size(); ++level)
    if (!turns_[level].empty()) return level;
  return std::nullopt;
}

bool Frontier::take(UrlId id) {
  if (entries_[id].state != State::waiting) return false;
  entries_[id].state = State::taken;
  --patterns_[entries_[id].pattern].waiting;
  --waiting_;
  return true;
}

void Frontier::done(UrlId id) {
  take(id);
  entries_[id].state = State::done;
}

void Frontier::put_back(UrlId id) {
  if (entries_[id].state == State::taken) enqueue(id);
}

std::vector<Frontier::Crowd> Frontier::crowds(std::size_t known, std::uint32_t clicks) const {
  std::vector<std::uint32_t> most(patterns_.size(), 0);
  for (const Entry& entry : entries_)
    if (entry.state == State::waiting && entry.clicks != kUnknownClicks)
      most[entry.pattern] = std::max(most[entry.pattern], entry.clicks);
  std::vector<Crowd> crowds;
  for (std::size_t i = 0; i < patterns_.size(); ++i)
    if (patterns_[i].known >= known || most[i] >= clicks)
      crowds.push_back({patterns_[i].text, patterns_[i].known, patterns_[i].waiting, most[i]});
  std::ranges::sort(crowds, std::ranges::greater{}, &Crowd::known);
  return crowds;
}

}  // namespace vigie::crawler
