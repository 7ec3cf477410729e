#include "crawler/dom/arena.h"

#include <algorithm>
#include <cstddef>
#include <memory>

namespace vigie::dom {
namespace {

constexpr std::size_t kBlock = 256UL * 1024;
constexpr std::size_t kAlignment = alignof(std::max_align_t);

}  // namespace

void* Arena::allocate(std::size_t size) {
  size = (size + kAlignment - 1) / kAlignment * kAlignment;
  if (blocks_.empty() || blocks_[current_].size - used_ < size) return next_block(size);
  std::byte* const place = blocks_[current_].bytes.get() + used_;
  used_ += size;
  return place;
}

void* Arena::next_block(std::size_t size) {
  if (!blocks_.empty()) ++current_;
  used_ = size;
  // A kept block that is too small for this request is skipped, not lost: reset() comes back to it.
  while (current_ < blocks_.size() && blocks_[current_].size < size) ++current_;
  if (current_ == blocks_.size()) {
    const std::size_t block = std::max(size, kBlock);
    blocks_.push_back({std::make_unique_for_overwrite<std::byte[]>(block), block});
    size_ += block;
  }
  return blocks_[current_].bytes.get();
}

void Arena::reset() { current_ = used_ = 0; }

void Arena::trim() {
  blocks_.clear();
  size_ = 0;
  reset();
}

}  // namespace vigie::dom
