#ifndef VIGIE_CRAWLER_DOM_ARENA_H
#define VIGIE_CRAWLER_DOM_ARENA_H

#include <cstddef>
#include <memory>
#include <vector>

namespace vigie::dom {

// Memory of one parse: handed out in sequence, given back all at once. Gumbo's own destruction is
// recursive (about 260,000 levels overflow the stack) and slower; with this it is never run.
class Arena {
 public:
  void* allocate(std::size_t size);
  void reset();                               // everything handed out is gone, the memory is kept
  void trim();                                // the memory too
  std::size_t size() const { return size_; }  // of the memory kept

 private:
  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size = 0;
  };

  void* next_block(std::size_t size);

  std::vector<Block> blocks_;
  std::size_t size_ = 0;
  std::size_t current_ = 0;  // the block being filled
  std::size_t used_ = 0;     // of that block
};

}  // namespace vigie::dom

#endif
