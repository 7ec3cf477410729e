#include "crawler/url_table.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace vigie::crawler {

std::string_view UrlTable::text(UrlId id) const { return {entries_[id].text, entries_[id].length}; }

std::size_t UrlTable::slot_of(std::string_view text) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = std::hash<std::string_view>{}(text)&mask;
  while (slots_[slot] != kNoUrl && this->text(slots_[slot]) != text) slot = (slot + 1) & mask;
  return slot;
}

UrlId UrlTable::find(std::string_view text) const {
  return slots_.empty() ? kNoUrl : slots_[slot_of(text)];
}

UrlTable::Added UrlTable::add(std::string_view text) {
  if (entries_.size() * 4 >= slots_.size() * 3) grow();
  const std::size_t slot = slot_of(text);
  if (slots_[slot] != kNoUrl) return {slots_[slot], false};
  const auto id = static_cast<UrlId>(entries_.size());
  entries_.push_back({keep(text), static_cast<std::uint32_t>(text.size())});
  slots_[slot] = id;
  return {id, true};
}

void UrlTable::grow() {
  constexpr std::size_t kFirst = 1024;
  slots_.assign(std::max(kFirst, slots_.size() * 2), kNoUrl);
  for (UrlId id = 0; id < entries_.size(); ++id) slots_[slot_of(text(id))] = id;
}

const char* UrlTable::keep(std::string_view text) {
  if (text.size() > free_) {
    const std::size_t bytes = std::max(kBlockBytes, text.size());
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(bytes));
    free_ = bytes;
  }
  const std::size_t bytes = std::max(kBlockBytes, free_);
  char* place = blocks_.back().get() + (bytes - free_);
  std::ranges::copy(text, place);
  free_ -= text.size();
  return place;
}

}  // namespace vigie::crawler
