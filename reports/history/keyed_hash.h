#ifndef VIGIE_REPORTS_HISTORY_KEYED_HASH_H
#define VIGIE_REPORTS_HISTORY_KEYED_HASH_H

#include <cstdint>
#include <string_view>

namespace vigie::reports::history {

// SipHash-1-3 (Aumasson, Bernstein: "SipHash: a fast short-input PRF", 2012) under a key drawn at
// random: nobody outside can make two texts fall together. Differs from process to process.
class KeyedHash {
 public:
  KeyedHash();
  KeyedHash(std::uint64_t key0, std::uint64_t key1) : key0_(key0), key1_(key1) {}
  std::uint64_t operator()(std::string_view bytes, std::uint64_t domain = 0) const;

 private:
  std::uint64_t key0_, key1_;
};

}  // namespace vigie::reports::history

#endif
