#ifndef VIGIE_CRAWLER_URL_TABLE_H
#define VIGIE_CRAWLER_URL_TABLE_H

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace vigie::crawler {

using UrlId = std::uint32_t;
inline constexpr UrlId kNoUrl = 0xffffffff;

// Texts numbered from 0 in the order they were added, each kept once. Texts lie in blocks that
// never move, so views stay good for the table's life; about 16 bytes a text beside the text
// itself. Not thread-safe.
class UrlTable {
 public:
  struct Added {
    UrlId id;
    bool is_new;
  };
  Added add(std::string_view text);
  UrlId find(std::string_view text) const;  // kNoUrl when unknown
  std::string_view text(UrlId id) const;
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    const char* text;
    std::uint32_t length;
  };
  std::size_t slot_of(std::string_view text) const;
  void grow();
  const char* keep(std::string_view text);

  static constexpr std::size_t kBlockBytes = std::size_t{1} << 18;
  std::vector<Entry> entries_;
  std::vector<UrlId> slots_;  // open addressing, a power of two, at most ¾ full
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t free_ = 0;
};

}  // namespace vigie::crawler

#endif
