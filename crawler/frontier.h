#ifndef VIGIE_CRAWLER_FRONTIER_H
#define VIGIE_CRAWLER_FRONTIER_H

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "crawler/crawl_store.h"
#include "crawler/url.h"
#include "crawler/url_table.h"

namespace vigie::crawler {

inline constexpr std::uint32_t kUnknownClicks = 0xffffffff;  // no way by links known (sitemap only)

// The page URLs a crawl knows and the order in which it asks for them. Turns are shared among URL
// patterns (url_pattern.h): every pattern with waiting URLs gets one in its turn, oldest first, so
// an endless calendar or facet lattice cannot push real pages past the limit. With breadth_first,
// levels of clicks are finished one after the other instead (for --max-depth). Its durable twin is
// the CrawlStore. Not thread-safe.
class Frontier {
 public:
  explicit Frontier(bool breadth_first = false) : breadth_first_(breadth_first) {}

  enum class State : std::uint8_t { waiting, taken, done };
  struct Known {
    UrlId id;
    bool is_new;
  };
  // `url` is a page key. A known URL found again by fewer clicks is noted as such.
  Known add(const Url& url, FoundBy found_by, std::uint32_t clicks);
  // As a former process left it.
  void restore(const Url& url, FoundBy found_by, std::uint32_t clicks, bool visited);

  std::optional<UrlId> next();  // now taken; nullopt when none waits
  std::optional<std::uint32_t> next_level()
      const;  // clicks of what next() would give, with breadth_first
  bool take(
      UrlId id);  // out of turn (the target of a redirect); false when it is taken or done already
  void done(UrlId id);
  void put_back(UrlId id);  // taken, but it could not be asked for

  UrlId find(std::string_view url) const { return urls_.find(url); }
  std::string_view url(UrlId id) const { return urls_.text(id); }
  State state(UrlId id) const { return entries_[id].state; }
  FoundBy found_by(UrlId id) const { return entries_[id].found_by; }
  std::uint32_t clicks(UrlId id) const { return entries_[id].clicks; }

  std::size_t known() const { return urls_.size(); }
  std::size_t waiting() const { return waiting_; }

  // Patterns that hold so many URLs, or one that still waits so many clicks away, that a trap is
  // likely; most URLs first.
  struct Crowd {
    std::string pattern;
    std::size_t known, waiting;
    std::uint32_t clicks;  // most, of those that wait
  };
  std::vector<Crowd> crowds(std::size_t known, std::uint32_t clicks) const;

 private:
  struct Entry {
    std::uint32_t clicks;
    std::uint32_t pattern;
    UrlId after = kNoUrl;  // in its pattern's queue
    State state = State::waiting;
    FoundBy found_by;
  };
  struct Pattern {
    std::string text;
    UrlId first = kNoUrl, last = kNoUrl;
    std::size_t known = 0, waiting = 0;
    bool has_turn = false;
  };
  std::uint32_t pattern_of(const Url& url, std::uint32_t clicks);
  void enqueue(UrlId id);
  std::deque<std::uint32_t>& turns_of(UrlId id);

  bool breadth_first_;
  UrlTable urls_;
  std::vector<Entry> entries_;
  std::vector<Pattern> patterns_;
  std::unordered_map<std::string, std::uint32_t> pattern_ids_;
  std::vector<std::deque<std::uint32_t>> turns_{1};  // one, or one a level of clicks
  std::size_t waiting_ = 0;
};

}  // namespace vigie::crawler

#endif
