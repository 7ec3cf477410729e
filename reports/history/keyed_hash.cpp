#include "reports/history/keyed_hash.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <random>
#include <string_view>

namespace vigie::reports::history {
namespace {

struct State {
  std::uint64_t a, b, c, d;
  void round() {
    a += b;
    b = std::rotl(b, 13) ^ a;
    a = std::rotl(a, 32);
    c += d;
    d = std::rotl(d, 16) ^ c;
    a += d;
    d = std::rotl(d, 21) ^ a;
    c += b;
    b = std::rotl(b, 17) ^ c;
    c = std::rotl(c, 32);
  }
  void absorb(std::uint64_t word) {
    d ^= word;
    round();
    a ^= word;
  }
};

std::uint64_t random_word() {
  std::random_device device;
  return std::uint64_t{device()} << 32 | device();
}

}  // namespace

KeyedHash::KeyedHash() : key0_(random_word()), key1_(random_word()) {}

std::uint64_t KeyedHash::operator()(std::string_view bytes, std::uint64_t domain) const {
  State state{key0_ ^ 0x736f6d6570736575U ^ domain, key1_ ^ 0x646f72616e646f6dU,
              key0_ ^ 0x6c7967656e657261U, key1_ ^ 0x7465646279746573U};
  const std::size_t whole = bytes.size() & ~std::size_t{7};
  for (std::size_t at = 0; at < whole; at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, sizeof word);
    state.absorb(word);
  }
  std::uint64_t last = std::uint64_t{bytes.size()} << 56;
  for (std::size_t at = whole; at < bytes.size(); ++at)
    last |= std::uint64_t{static_cast<unsigned char>(bytes[at])} << (8 * (at - whole));
  state.absorb(last);
  state.c ^= 0xff;
  for (int round = 0; round < 3; ++round) state.round();
  return state.a ^ state.b ^ state.c ^ state.d;
}

}  // namespace vigie::reports::history
