#ifndef VIGIE_REPORTS_HISTORY_CODEC_H
#define VIGIE_REPORTS_HISTORY_CODEC_H

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace vigie::reports::history {

// The compact form of what is kept as one piece: whole numbers of 7 bits a byte, texts with their
// length, and texts that begin like the one before (URLs, selectors) as what differs.
class Encoder {
 public:
  void number(std::uint64_t value);
  void text(std::string_view text);
  // `before` is the text of this field in the entry before; it becomes `text`, which must live on.
  void text_after(std::string_view& before, std::string_view text);
  // `text` often ends like `whole`: an href like the URL it leads to.
  void ending_of(std::string_view whole, std::string_view text);
  void fixed64(std::uint64_t value);
  void real(double value);

  void clear() { size_ = 0; }
  std::string take() {
    bytes_.resize(size_);
    return std::move(bytes_);
  }
  std::string_view bytes() const { return {bytes_.data(), size_}; }

 private:
  char* room_for(std::size_t more) {
    if (bytes_.size() - size_ < more) bytes_.resize(std::max(bytes_.size() * 2, size_ + more));
    return bytes_.data() + size_;
  }
  void copy(std::string_view text);

  std::string bytes_;  // longer than what is written
  std::size_t size_ = 0;
};

// Reads what Encoder wrote, and whatever else it is given: past the end, or where a length cannot
// be, it is broken() from then on, and all it reads is 0 and "".
class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : rest_(bytes) {}
  std::uint64_t number();
  std::uint32_t number32();
  bool boolean() { return number() != 0; }
  // A count of entries of at least one byte each, so that no broken count makes us allocate.
  std::size_t count();
  std::string_view text();
  void text_after(std::string& before);
  std::string ending_of(std::string_view whole);
  std::uint64_t fixed64();
  double real();

  bool broken() const { return broken_; }
  bool at_end() const { return rest_.empty(); }

 private:
  void break_off();
  std::string_view rest_;
  // What few bytes of shared beginnings may grow to.
  std::size_t budget_ = std::size_t{128} << 20;
  bool broken_ = false;
};

// Cut to at most so many bytes, not within a character.
std::string_view clipped(std::string_view text, std::size_t limit);

using Digest = std::array<char, 16>;  // the first half of SHA-256
Digest digest(std::string_view bytes);
std::int64_t digest64(std::string_view bytes);  // its first 8 bytes, never 0

// zstd, with a context that is kept by the thread.
std::string compressed(std::string_view bytes);
// Empty when it is no zstd frame or longer than `limit`.
std::string decompressed(std::string_view frame, std::size_t limit = std::size_t{64} << 20);

}  // namespace vigie::reports::history

#endif
