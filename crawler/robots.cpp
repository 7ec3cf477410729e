#include "crawler/robots.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <unordered_set>
#include <utility>
#include <vector>

#include "crawler/ascii.h"
#include "crawler/encoding.h"
#include "crawler/robots_pattern.h"

namespace vigie::crawler {
namespace {

// The address of a sitemap whose "Sitemap:" was forgotten.
bool is_bare_sitemap(std::string_view line) {
  return (line.starts_with("http://") || line.starts_with("https://")) &&
         contains_ignoring_case(line, "sitemap");
}

enum class Directive : std::uint8_t { user_agent, allow, disallow, crawl_delay, sitemap, other };

// What crawlers take for a directive (RFC 9309 §2.2.4 lets them be lenient), in lower case: what
// webmasters write, seen in the files of the large search engines' and crawler-commons' tests.
struct Spelling {
  std::string_view text;
  Directive directive;
};
constexpr std::array kSpellings{
    Spelling{"user-agent", Directive::user_agent},   Spelling{"useragent", Directive::user_agent},
    Spelling{"user agent", Directive::user_agent},   Spelling{"user_agent", Directive::user_agent},
    Spelling{"user-agents", Directive::user_agent},  Spelling{"user-agnet", Directive::user_agent},
    Spelling{"useg-agent", Directive::user_agent},   Spelling{"ser-agent", Directive::user_agent},
    Spelling{"disallow", Directive::disallow},       Spelling{"dissallow", Directive::disallow},
    Spelling{"dissalow", Directive::disallow},       Spelling{"disalow", Directive::disallow},
    Spelling{"diasllow", Directive::disallow},       Spelling{"disallaw", Directive::disallow},
    Spelling{"desallow", Directive::disallow},       Spelling{"allow", Directive::allow},
    Spelling{"crawl-delay", Directive::crawl_delay}, Spelling{"crawldelay", Directive::crawl_delay},
    Spelling{"crawl delay", Directive::crawl_delay}, Spelling{"sitemap", Directive::sitemap},
    Spelling{"site-map", Directive::sitemap},        Spelling{"sitemaps", Directive::sitemap},
};

Directive directive_of(std::string_view key) {
  const auto* const found = std::ranges::find_if(kSpellings, [key](const Spelling& spelling) {
    return equal_ignoring_case(spelling.text, key);
  });
  return found == kSpellings.end() ? Directive::other : found->directive;
}

struct Line {
  std::string_view key, value;
};

// "key: value # comment". As Google's parser does, a line of two words may lack the colon.
Line split_line(std::string_view line) {
  line = strip_space(line.substr(0, line.find('#')));
  const std::size_t colon = line.find(':');
  if (colon != std::string_view::npos)
    return {strip_space(line.substr(0, colon)), strip_space(line.substr(colon + 1))};
  const std::size_t space = line.find_first_of(" \t");
  if (space == std::string_view::npos) return {};
  const std::string_view value = strip_space(line.substr(space));
  if (value.find_first_of(" \t") != std::string_view::npos) return {};
  return {line.substr(0, space), value};
}

// The product token that a User-agent line begins with: "Vigie" of "Vigie/1.0 (+contact)". The RFC
// knows letters, '-' and '_' only; with digits "bot1" is another robot than "bot2". What follows is
// not read: some crawlers take "One, Two" for two names, the RFC does not.
std::string_view product_token_of(std::string_view value) {
  const auto end = std::ranges::find_if(value, [](char c) {
    return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
             c == '-' || c == '_');
  });
  return {value.begin(), end};
}

bool names_every_agent(std::string_view value) {
  return value.starts_with('*') && (value.size() == 1 || value[1] == ' ' || value[1] == '\t');
}

std::optional<double> seconds_of(std::string_view value) {
  double seconds = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (error != std::errc{} || end != value.data() + value.size()) return std::nullopt;
  if (!std::isfinite(seconds) || seconds < 0) return std::nullopt;
  return seconds;
}

struct GroupRule {
  std::string pattern;
  bool allow;
};

// What all groups for one agent say together.
struct Group {
  bool found = false;
  std::vector<GroupRule> rules;
  std::optional<double> crawl_delay;
};

// Keeps views of the lines it reads: the text must outlive it.
class Parser {
 public:
  explicit Parser(std::string_view product_token) : token_(product_token_of(product_token)) {}

  void read(std::string_view line) {
    if (is_bare_sitemap(line)) return keep_sitemap(strip_space(line));
    const auto [key, value] = split_line(line);
    switch (directive_of(key)) {
      case Directive::user_agent:
        read_user_agent(value);
        break;
      case Directive::allow:
        read_rule(value, true);
        break;
      case Directive::disallow:
        read_rule(value, false);
        break;
      case Directive::crawl_delay:
        read_crawl_delay(value);
        break;
      case Directive::sitemap:
        keep_sitemap(value);
        break;
      case Directive::other:
        break;
    }
  }

  // §2.2.1: the groups that name us, else those for every agent.
  Group our_group() { return std::move(named_.found ? named_ : general_); }
  std::vector<std::string> sitemaps() { return std::move(sitemaps_); }

 private:
  void keep_sitemap(std::string_view url) {
    if (!url.empty() && known_sitemaps_.insert(url).second) sitemaps_.emplace_back(url);
  }

  void read_user_agent(std::string_view value) {
    // Only a rule ends a group's list of agents; other records do not (§2.2.4).
    if (std::exchange(after_rule_, false)) is_ours_ = is_general_ = false;
    if (names_every_agent(value)) is_general_ = true;
    if (!token_.empty() && equal_ignoring_case(product_token_of(value), token_))
      is_ours_ = named_.found = true;
  }

  void read_rule(std::string_view pattern, bool allow) {
    after_rule_ = true;
    if (pattern.empty()) return;  // matches nothing
    if (is_ours_) named_.rules.push_back({normalised_robots_pattern(pattern), allow});
    if (is_general_) general_.rules.push_back({normalised_robots_pattern(pattern), allow});
  }

  void read_crawl_delay(std::string_view value) {
    const auto seconds = seconds_of(value);
    if (!seconds) return;
    // Of several the longest: a crawler that waits too long does no harm.
    if (is_ours_) named_.crawl_delay = std::max(named_.crawl_delay.value_or(0), *seconds);
    if (is_general_) general_.crawl_delay = std::max(general_.crawl_delay.value_or(0), *seconds);
  }

  std::string_view token_;
  Group named_, general_;
  std::vector<std::string> sitemaps_;
  std::unordered_set<std::string_view> known_sitemaps_;
  bool is_ours_ = false, is_general_ = false, after_rule_ = false;
};

// RFC 9309 asks for UTF-8; editors on Windows write UTF-16 as well.
std::string as_utf8(std::string_view text) {
  if (text.starts_with("\xFE\xFF"))
    return decode(std::string(text.substr(2)), *find_encoding("utf-16be")).text;
  if (text.starts_with("\xFF\xFE"))
    return decode(std::string(text.substr(2)), *find_encoding("utf-16le")).text;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return std::string(text);
}

// A line that the limit cuts in two would say something else: "Disallow: /" for "Disallow: /admin".
// A text of exactly that size was most likely cut by whoever fetched it.
std::string_view within_limit(std::string_view text) {
  if (text.size() < kMaxRobotsBytes) return text;
  text = text.substr(0, kMaxRobotsBytes);
  return text.substr(0, text.find_last_of("\r\n") + 1);
}

}  // namespace

Robots Robots::parse(std::string_view text, std::string_view product_token) {
  Parser parser(product_token);
  const std::string utf8 = as_utf8(within_limit(text));
  for (const std::string_view line : split_any(utf8, "\r\n")) parser.read(line);
  Robots robots;
  Group group = parser.our_group();
  robots.crawl_delay_ = group.crawl_delay;
  robots.sitemaps_ = parser.sitemaps();
  robots.rules_.reserve(group.rules.size());
  for (GroupRule& rule : group.rules)
    robots.rules_.push_back({std::move(rule.pattern), rule.allow});
  // The first that matches is then the one that counts: the longest, and Allow before Disallow.
  std::ranges::sort(robots.rules_, [](const Rule& a, const Rule& b) {
    if (a.pattern.size() != b.pattern.size()) return a.pattern.size() > b.pattern.size();
    return a.pattern != b.pattern ? a.pattern < b.pattern : a.allow && !b.allow;
  });
  const auto again = std::ranges::unique(robots.rules_, {}, &Rule::pattern);
  robots.rules_.erase(again.begin(), again.end());
  return robots;
}

Robots Robots::allow_all() { return {}; }

Robots Robots::disallow_all() {
  Robots robots;
  robots.rules_.push_back({"/", false});
  return robots;
}

bool Robots::allows(std::string_view path_and_query) const {
  if (path_and_query == "/robots.txt") return true;  // §2.2.2
  const std::string path = normalised_robots_path(path_and_query);
  const auto rule = std::ranges::find_if(
      rules_, [&](const Rule& each) { return robots_pattern_matches(each.pattern, path); });
  return rule == rules_.end() || rule->allow;
}

std::optional<double> Robots::crawl_delay() const { return crawl_delay_; }

const std::vector<std::string>& Robots::sitemaps() const { return sitemaps_; }

}  // namespace vigie::crawler
