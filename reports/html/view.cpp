#include "reports/html/view.h"

#include <string>
#include <string_view>
#include <utility>

#include "crawler/url.h"
#include "reports/formats/terminal_text.h"

namespace vigie::reports::html {

View& View::text(const char* key, std::string_view value) {
  object_.set(key, data(terminal_text(value)));
  return *this;
}

View& View::optional(const char* key, std::string_view value) {
  if (value.empty()) return flag(key, false);
  return text(key, value);
}

View& View::flag(const char* key, bool value) {
  object_.set(key, data(value));
  return *this;
}

View& View::list(const char* key, data list) {
  const bool empty = list.is_empty_list();
  flag(("has_" + std::string(key)).c_str(), !empty);
  object_.set(key, empty ? data(false) : std::move(list));
  return *this;
}

View& View::view(const char* key, View value) {
  object_.set(key, value.take());
  return *this;
}

data empty_list() { return data(data::type::list); }

void append(data& list, View item) { list.push_back(item.take()); }

View url_view(const Source& source, const std::string& url) {
  View view;
  const auto parsed = crawler::Url::parse(url);
  view.optional("href", parsed ? parsed->href() : std::string_view());
  std::string_view label = url;
  const std::string& origin = source.pages.origin;
  if (!origin.empty() && label.starts_with(origin) &&
      label.substr(origin.size()).starts_with('/') && label.size() > origin.size() + 1)
    label.remove_prefix(origin.size());
  view.text("label", label);
  return view;
}

std::string anchor(std::string_view prefix, std::string_view rule) {
  std::string id(prefix);
  id += '-';
  for (const char c : rule) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    id += plain ? c : '_';
  }
  return id;
}

}  // namespace vigie::reports::html
