#ifndef VIGIE_CRAWLER_ROBOTS_H
#define VIGIE_CRAWLER_ROBOTS_H

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::crawler {

inline constexpr std::size_t kMaxRobotsBytes = std::size_t{512} * 1024;

// robots.txt after RFC 9309: groups by product token, longest match, `*` and `$`, Allow wins a tie.
// Also read, as the web uses them: Crawl-delay (of our group) and Sitemap (of the whole file).
// Matching is linear in pattern + path (no backtracking). Any bytes are accepted, UTF-16 with a BOM
// too; what is past kMaxRobotsBytes is ignored. Misspelt directives are read as other crawlers read
// them. Immutable, so threads may share it.
class Robots {
 public:
  static Robots parse(std::string_view text, std::string_view product_token);
  static Robots allow_all();     // robots.txt answered 4xx (§2.3.1.3)
  static Robots disallow_all();  // 5xx or unreachable (§2.3.1.4)

  bool allows(std::string_view path_and_query) const;  // "/p?q", percent-encoded as in a Url
  std::optional<double> crawl_delay() const;           // seconds, ≥ 0, uncapped
  const std::vector<std::string>& sitemaps() const;    // as written

 private:
  struct Rule {
    std::string pattern;
    bool allow;
  };
  std::vector<Rule> rules_;  // the first that matches counts
  std::optional<double> crawl_delay_;
  std::vector<std::string> sitemaps_;
};

}  // namespace vigie::crawler

#endif
