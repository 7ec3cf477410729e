// Whatever the bytes: parsing ends; normal forms stay as they are; the linear matcher says what a
// plain dynamic programme says; and of the rules that match, the longest counts. Dictionary:
// robots.dict.
#include "crawler/robots.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/robots_pattern.h"

namespace {

using vigie::crawler::normalised_robots_path;
using vigie::crawler::normalised_robots_pattern;
using vigie::crawler::Robots;

void require(bool holds) {
  if (!holds) std::abort();
}

// reached[i]: the pattern read so far can match the first i characters of the path.
bool matches_slowly(std::string_view pattern, std::string_view path) {
  const bool anchored = pattern.ends_with('$');
  if (anchored) pattern.remove_suffix(1);
  std::vector<bool> reached(path.size() + 1, false);
  reached[0] = true;
  for (const char c : pattern) {
    std::vector<bool> next(path.size() + 1, false);
    for (std::size_t i = 0; i <= path.size(); ++i) {
      if (c == '*')
        next[i] = reached[i] || (i > 0 && next[i - 1]);
      else
        next[i] = i > 0 && reached[i - 1] && path[i - 1] == c;
    }
    reached = std::move(next);
  }
  if (anchored) return reached[path.size()];
  for (const bool end : reached)
    if (end) return true;
  return false;
}

void check_pattern(std::string_view raw_pattern, std::string_view raw_path) {
  const std::string pattern = normalised_robots_pattern(raw_pattern.substr(0, 80));
  const std::string path = normalised_robots_path(raw_path.substr(0, 80));
  require(normalised_robots_pattern(pattern) == pattern);
  require(normalised_robots_path(path) == path);
  const bool matches = matches_slowly(pattern, path);
  require(vigie::crawler::robots_pattern_matches(pattern, path) == matches);
  // A single rule, through the whole of it. The line must not say something else.
  if (pattern.empty() || pattern == "$" || path == "/robots.txt") return;
  const Robots one = Robots::parse("user-agent: *\ndisallow:" + pattern, "vigie");
  if (!pattern.contains('#')) require(one.allows(path) == !matches);
  const Robots two =
      Robots::parse("user-agent: *\ndisallow:" + pattern + "\nallow:" + pattern, "x");
  if (!pattern.contains('#')) require(two.allows(path));
}

}  // namespace

// The input: a path, a line feed, a robots.txt. Its first line is tried as a pattern too.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input{reinterpret_cast<const char*>(data), size};
  const std::size_t line_end = std::min(input.find('\n'), input.size());
  const std::string_view path = input.substr(0, line_end);
  const std::string_view text = input.substr(std::min(line_end + 1, input.size()));

  const Robots robots = Robots::parse(text, "Vigie/1.0");
  (void)robots.allows(path);
  require(robots.allows("/robots.txt"));
  require(robots.crawl_delay().value_or(0) >= 0);
  for (const std::string& sitemap : robots.sitemaps()) require(!sitemap.empty());

  check_pattern(text.substr(0, text.find('\n')), path);
  return 0;
}
