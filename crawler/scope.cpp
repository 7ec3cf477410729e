#include "crawler/scope.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "crawler/ascii.h"
#include "crawler/url.h"

namespace vigie::crawler {
namespace {

bool matches(std::string_view pattern, const Url& url) {
  const std::string_view href = url.href();
  std::string_view text = href.substr(0, href.find('#'));
  if (pattern.starts_with('/'))
    text.remove_prefix(static_cast<std::size_t>(url.path().data() - href.data()));
  return matches_glob(std::string(pattern) + "**", text);  // every URL that begins with it
}

// The same host's other scheme, on the standard ports only.
std::string pair_origin(const Url& url) {
  if (url.port()) return {};
  return (url.scheme() == "http" ? "https://" : "http://") + std::string(url.host());
}

}  // namespace

// Greedy with one point of return for the last star of each kind: a mismatch goes back to the
// latest `*`, and where that would have to eat a '/', to the latest `**`.
bool matches_glob(std::string_view glob, std::string_view text) {
  constexpr std::size_t kNone = std::string_view::npos;
  std::size_t g = 0, t = 0;
  std::size_t one_glob = kNone, one_text = 0, two_glob = kNone, two_text = 0;
  while (t < text.size() || g < glob.size()) {
    if (glob.substr(g).starts_with("**")) {
      two_glob = g += 2;
      two_text = t;
      one_glob = kNone;
      continue;
    }
    if (g < glob.size() && glob[g] == '*') {
      one_glob = ++g;
      one_text = t;
      continue;
    }
    if (g < glob.size() && t < text.size() && glob[g] == text[t]) {
      ++g, ++t;
      continue;
    }
    if (one_glob != kNone && one_text < text.size() && text[one_text] != '/') {
      g = one_glob;
      t = ++one_text;
      continue;
    }
    if (two_glob == kNone || two_text >= text.size()) return false;
    g = two_glob;
    t = ++two_text;
    one_glob = kNone;
  }
  return true;
}

void Scope::add_origin(const Url& url) {
  for (std::string origin : {std::string(url.origin()), pair_origin(url)})
    if (!origin.empty() && std::ranges::find(origins_, origin) == origins_.end())
      origins_.push_back(std::move(origin));
}

bool Scope::is_internal(const Url& url) const {
  return std::ranges::find(origins_, url.origin()) != origins_.end();
}

bool Scope::covers(const Url& url) const {
  if (!is_internal(url)) return false;
  const auto hits = [&](const std::string& glob) { return matches(glob, url); };
  if (std::ranges::any_of(excludes_, hits)) return false;
  return includes_.empty() || std::ranges::any_of(includes_, hits);
}

bool looks_like_sign_out(const Url& url, std::string_view link_text_or_href) {
  constexpr std::array<std::string_view, 9> kSigns{"logout",  "log-out",     "logoff",
                                                   "log-off", "signout",     "sign-out",
                                                   "signoff", "deconnexion", "deconnecter"};
  std::string text = lower_case(url.path());
  text.append("?")
      .append(lower_case(url.query()))
      .append(" ")
      .append(lower_case(link_text_or_href));
  // "déconnexion", percent-encoded or not.
  for (const std::string_view accent : {"d%c3%a9connexion",
                                        "d\xc3\xa9"
                                        "connexion",
                                        "d%e9connexion"})
    if (text.contains(accent)) return true;
  return std::ranges::any_of(kSigns, [&](std::string_view sign) { return text.contains(sign); });
}

}  // namespace vigie::crawler
