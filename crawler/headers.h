#ifndef VIGIE_CRAWLER_HEADERS_H
#define VIGIE_CRAWLER_HEADERS_H

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigie::crawler {

// The header fields of one answer in the order received, duplicates kept, names as the server wrote
// them. Names compare without case (RFC 9110 §5.1). Values come without surrounding white space,
// otherwise raw: hostile bytes, not necessarily UTF-8.
class Headers {
 public:
  void add(std::string_view name, std::string_view value);
  std::optional<std::string_view> first(std::string_view name) const;
  std::vector<std::string_view> all(std::string_view name) const;
  // All values of the field joined by ", " as RFC 9110 §5.3 allows for list-based fields; nullopt
  // when absent.
  std::optional<std::string> joined(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& lines() const { return lines_; }
  bool empty() const { return lines_.empty(); }
  std::size_t size() const { return lines_.size(); }
  void clear() { lines_.clear(); }

 private:
  std::vector<std::pair<std::string, std::string>> lines_;
};

}  // namespace vigie::crawler

#endif
