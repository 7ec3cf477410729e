#ifndef VIGIE_REPORTS_LOCALE_MESSAGE_FILE_H
#define VIGIE_REPORTS_LOCALE_MESSAGE_FILE_H

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace vigie::reports {

// A compiled gettext catalogue (.mo, revision 0) read where it lies. gettext's own reader needs the
// system to have generated the locale, which minimal machines have not. Source: GNU gettext manual,
// "The Format of GNU MO Files". The bytes must outlive this. Bytes that are no catalogue hold no
// message; nothing outside them is ever read.
class MessageFile {
 public:
  explicit MessageFile(std::string_view bytes);

  std::size_t size() const { return count_; }       // the header entry included
  std::string_view msgid(std::size_t index) const;  // in order; of a plural the first form
  // Of a text with plural forms `form` chooses one: 0 for the first. Binary search.
  std::optional<std::string_view> find(std::string_view msgid, std::size_t form = 0) const;

 private:
  std::uint32_t word(std::size_t at) const;
  std::string_view text(std::size_t table, std::size_t index) const;

  std::string_view bytes_;
  bool swapped_ = false;
  std::uint32_t count_ = 0, originals_ = 0, translations_ = 0;
};

}  // namespace vigie::reports

#endif
