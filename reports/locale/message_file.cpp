#include "reports/locale/message_file.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

namespace vigie::reports {
namespace {

constexpr std::uint32_t kMagic = 0x950412de;
constexpr std::size_t kHeaderBytes = 28;
constexpr std::size_t kTableEntryBytes = 8;  // length, offset

std::string_view before_nul(std::string_view text) { return text.substr(0, text.find('\0')); }

}  // namespace

MessageFile::MessageFile(std::string_view bytes) : bytes_(bytes) {
  if (bytes.size() < kHeaderBytes) return;
  swapped_ = word(0) == std::byteswap(kMagic);
  const bool known = word(0) == kMagic && word(4) >> 16 == 0;  // major revision
  const std::uint64_t count = word(8), originals = word(12), translations = word(16);
  const auto fits = [&](std::uint64_t table) {
    return table + count * kTableEntryBytes <= bytes.size();
  };
  if (!known || !fits(originals) || !fits(translations)) return;
  count_ = static_cast<std::uint32_t>(count);
  originals_ = static_cast<std::uint32_t>(originals);
  translations_ = static_cast<std::uint32_t>(translations);
}

std::uint32_t MessageFile::word(std::size_t at) const {
  std::uint32_t value = 0;
  std::memcpy(&value, bytes_.data() + at, sizeof value);
  return swapped_ ? std::byteswap(value) : value;
}

std::string_view MessageFile::text(std::size_t table, std::size_t index) const {
  const std::uint64_t length = word(table + index * kTableEntryBytes);
  const std::uint64_t offset = word(table + index * kTableEntryBytes + 4);
  if (offset + length > bytes_.size()) return {};
  return bytes_.substr(offset, length);
}

std::string_view MessageFile::msgid(std::size_t index) const {
  return before_nul(text(originals_, index));
}

std::optional<std::string_view> MessageFile::find(std::string_view msgid, std::size_t form) const {
  std::size_t low = 0, high = count_;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (this->msgid(middle) < msgid)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == count_ || this->msgid(low) != msgid) return std::nullopt;
  std::string_view forms = text(translations_, low);
  for (; form > 0; --form) {
    const std::size_t end = forms.find('\0');
    if (end == std::string_view::npos) break;  // fewer forms than asked for: the last one
    forms.remove_prefix(end + 1);
  }
  return before_nul(forms);
}

}  // namespace vigie::reports
