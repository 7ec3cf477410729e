#include "reports/history/codec.h"

#include <openssl/evp.h>
#include <openssl/types.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <string>
#include <string_view>

namespace vigie::reports::history {
namespace {

std::uint64_t word_at(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

// Eight bytes at a time: this is most of what encoding links costs.
std::size_t shared_start(std::string_view a, std::string_view b) {
  const std::size_t most = std::min(a.size(), b.size());
  std::size_t at = 0;
  for (; at + 8 <= most; at += 8)
    if (const std::uint64_t differs = word_at(a.data() + at) ^ word_at(b.data() + at); differs != 0)
      return at + static_cast<std::size_t>(std::countr_zero(differs)) / 8;
  while (at < most && a[at] == b[at]) ++at;
  return at;
}

std::size_t shared_end(std::string_view a, std::string_view b) {
  const std::size_t most = std::min(a.size(), b.size());
  std::size_t at = 0;
  for (; at + 8 <= most; at += 8)
    if (word_at(a.data() + a.size() - at - 8) != word_at(b.data() + b.size() - at - 8)) break;
  while (at < most && a[a.size() - 1 - at] == b[b.size() - 1 - at]) ++at;
  return at;
}

static_assert(std::endian::native == std::endian::little);

}  // namespace

void Encoder::number(std::uint64_t value) {
  constexpr std::size_t kLongest = 10;
  char* const start = room_for(kLongest);
  char* at = start;
  for (; value >= 0x80; value >>= 7) *at++ = static_cast<char>(value | 0x80);
  *at++ = static_cast<char>(value);
  size_ += static_cast<std::size_t>(at - start);
}

void Encoder::copy(std::string_view text) {
  if (text.empty()) return;
  std::memcpy(room_for(text.size()), text.data(), text.size());
  size_ += text.size();
}

void Encoder::text(std::string_view text) {
  number(text.size());
  copy(text);
}

void Encoder::text_after(std::string_view& before, std::string_view text) {
  const std::size_t shared = shared_start(before, text);
  number(shared);
  this->text(text.substr(shared));
  before = text;
}

void Encoder::ending_of(std::string_view whole, std::string_view text) {
  const std::size_t shared = shared_end(whole, text);
  number(shared);
  this->text(text.substr(0, text.size() - shared));
}

void Encoder::fixed64(std::uint64_t value) {
  std::memcpy(room_for(sizeof value), &value, sizeof value);
  size_ += sizeof value;
}

void Encoder::real(double value) { fixed64(std::bit_cast<std::uint64_t>(value)); }

void Decoder::break_off() {
  broken_ = true;
  rest_ = {};
}

std::uint64_t Decoder::number() {
  std::uint64_t value = 0;
  for (std::size_t at = 0; at < rest_.size() && at < 10; ++at) {
    const auto byte = static_cast<std::uint8_t>(rest_[at]);
    value |= std::uint64_t{byte & 0x7fU} << (7 * at);
    if (byte < 0x80) {
      rest_.remove_prefix(at + 1);
      return value;
    }
  }
  break_off();
  return 0;
}

std::uint32_t Decoder::number32() {
  const std::uint64_t value = number();
  if (value <= std::numeric_limits<std::uint32_t>::max()) return static_cast<std::uint32_t>(value);
  break_off();
  return 0;
}

std::size_t Decoder::count() {
  const std::uint64_t value = number();
  if (value <= rest_.size()) return static_cast<std::size_t>(value);
  break_off();
  return 0;
}

std::string_view Decoder::text() {
  const std::size_t size = count();
  const std::string_view text = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return text;
}

void Decoder::text_after(std::string& before) {
  const std::uint64_t shared = number();
  if (shared > before.size()) break_off();
  if (broken_) return before.clear();
  before.resize(static_cast<std::size_t>(shared));
  before.append(text());
  if (before.size() > budget_) {
    break_off();
    return before.clear();
  }
  budget_ -= before.size();
}

std::string Decoder::ending_of(std::string_view whole) {
  const std::uint64_t shared = number();
  if (shared > whole.size()) break_off();
  std::string all(text());
  if (broken_ || shared > budget_) return {};
  budget_ -= static_cast<std::size_t>(shared);
  return all.append(whole.substr(whole.size() - static_cast<std::size_t>(shared)));
}

std::uint64_t Decoder::fixed64() {
  std::uint64_t value = 0;
  if (rest_.size() < sizeof value) {
    break_off();
    return 0;
  }
  std::memcpy(&value, rest_.data(), sizeof value);
  rest_.remove_prefix(sizeof value);
  return value;
}

double Decoder::real() { return std::bit_cast<double>(fixed64()); }

std::string_view clipped(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return text;
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) --limit;
  return text.substr(0, limit);
}

Digest digest(std::string_view bytes) {
  struct Free {
    void operator()(EVP_MD* method) const { EVP_MD_free(method); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  // Looking the method up costs more than hashing a short text.
  thread_local const std::unique_ptr<EVP_MD, Free> method{EVP_MD_fetch(nullptr, "SHA256", nullptr)};
  thread_local const std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};
  std::array<unsigned char, 32> whole{};
  if (!method || !context || EVP_DigestInit_ex2(context.get(), method.get(), nullptr) != 1 ||
      EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) != 1 ||
      EVP_DigestFinal_ex(context.get(), whole.data(), nullptr) != 1)
    throw std::bad_alloc();  // nothing else can fail here
  Digest half;
  std::memcpy(half.data(), whole.data(), half.size());
  return half;
}

std::int64_t digest64(std::string_view bytes) {
  const Digest half = digest(bytes);
  std::int64_t value = 0;
  std::memcpy(&value, half.data(), sizeof value);
  return value == 0 ? 1 : value;
}

std::string compressed(std::string_view bytes) {
  struct Free {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  };
  thread_local const std::unique_ptr<ZSTD_CCtx, Free> context{ZSTD_createCCtx()};
  if (!context) throw std::bad_alloc();
  std::string frame(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size =
      ZSTD_compressCCtx(context.get(), frame.data(), frame.size(), bytes.data(), bytes.size(), 1);
  if (ZSTD_isError(size) != 0) throw std::bad_alloc();
  frame.resize(size);
  return frame;
}

std::string decompressed(std::string_view frame, std::size_t limit) {
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > limit) return {};
  std::string bytes(static_cast<std::size_t>(size), '\0');
  const std::size_t done = ZSTD_decompress(bytes.data(), bytes.size(), frame.data(), frame.size());
  if (ZSTD_isError(done) != 0 || done != bytes.size()) return {};
  return bytes;
}

}  // namespace vigie::reports::history
