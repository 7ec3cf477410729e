#ifndef VIGIE_REPORTS_FORMATS_UTF8_H
#define VIGIE_REPORTS_FORMATS_UTF8_H

#include <cstddef>
#include <string_view>

namespace vigie::reports {

// Calls use(character, its bytes) for each character of valid UTF-8 until it returns false. Bytes
// that are not valid are passed one by one as U+FFFD: nothing outside the text is read.
template <typename Use>
void each_character(std::string_view text, Use use) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    std::size_t size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    char32_t character = size == 1   ? lead
                         : size == 2 ? lead & 0x1fU
                         : size == 3 ? lead & 0x0fU
                                     : lead & 0x07U;
    bool valid = (lead < 0x80 || lead >= 0xc2) && lead <= 0xf4 && i + size <= text.size();
    for (std::size_t k = 1; valid && k < size; ++k) {
      const auto next = static_cast<unsigned char>(text[i + k]);
      valid = (next & 0xc0U) == 0x80;
      character = character << 6U | (next & 0x3fU);
    }
    if (!valid) {
      size = 1;
      character = 0xfffd;
    }
    if (!use(character, text.substr(i, size))) return;
    i += size;
  }
}

}  // namespace vigie::reports

#endif
