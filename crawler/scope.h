#ifndef VIGIE_CRAWLER_SCOPE_H
#define VIGIE_CRAWLER_SCOPE_H

#include <string>
#include <string_view>
#include <vector>

#include "crawler/url.h"

namespace vigie::crawler {

// `*` stands for any text without '/', `**` for any text, `?` for itself; the whole text must
// match. Linear in text × stars.
bool matches_glob(std::string_view glob, std::string_view text);

// Which URLs belong to the portal: those of its hosts (each start page's origin, its http/https
// pair on the standard ports, and where a start page redirects to), narrowed by include and exclude
// globs. A glob that begins with '/' is matched against path and query, any other against the whole
// URL; it matches every URL that begins with it.
class Scope {
 public:
  void add_origin(const Url& url);
  void include(std::string glob) { includes_.push_back(std::move(glob)); }
  void exclude(std::string glob) { excludes_.push_back(std::move(glob)); }

  bool is_internal(const Url& url) const;  // of the portal's hosts
  bool covers(const Url& url) const;       // internal and neither excluded nor outside the includes

 private:
  std::vector<std::string> origins_, includes_, excludes_;
};

// The link looks like signing out ("/logout", "?action=deconnexion"): following it would end the
// session.
bool looks_like_sign_out(const Url& url, std::string_view link_text_or_href = {});

}  // namespace vigie::crawler

#endif
