#include "reports/html/template_text.h"

#include <cstddef>
#include <kainjow/mustache.hpp>
#include <string>
#include <string_view>

#include "reports/locale/texts.h"

namespace vigie::reports::html {

std::string template_text(std::string_view source, const Texts& texts) {
  constexpr std::string_view kBegin = "{{#t}}", kEnd = "{{/t}}";
  std::string out;
  out.reserve(source.size() + source.size() / 4);
  for (;;) {
    const std::size_t begin = source.find(kBegin);
    const std::size_t end = source.find(kEnd, begin);
    out += source.substr(0, begin);
    if (begin == std::string_view::npos || end == std::string_view::npos) return out;
    const std::string_view text = source.substr(begin + kBegin.size(), end - begin - kBegin.size());
    out += kainjow::mustache::html_escape(std::string(texts.translate(text)));
    source.remove_prefix(end + kEnd.size());
  }
}

}  // namespace vigie::reports::html
