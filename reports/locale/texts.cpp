#include "reports/locale/texts.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reports/locale/message_file.h"

namespace vigie::reports {

extern const std::string_view french_messages;  // fr.po, compiled; embedded by CMakeLists.txt

namespace {

// gettext prefers the first of these that is set and not empty.
constexpr const char* kVariables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

const MessageFile& french() {
  static const MessageFile file(french_messages);
  return file;
}

// Past this no message of ours has a position; a longer number is text.
constexpr std::size_t kMaxPositionDigits = 2;

// The position that begins at pattern[at] == '{', and where it ends; nullopt when it is only text.
struct Position {
  std::size_t index, end;
};
std::optional<Position> position_at(std::string_view pattern, std::size_t at) {
  std::size_t index = 0, i = at + 1;
  for (; i < pattern.size() && i - at <= kMaxPositionDigits; ++i) {
    if (pattern[i] < '0' || pattern[i] > '9') break;
    index = index * 10 + static_cast<std::size_t>(pattern[i] - '0');
  }
  if (i == at + 1 || i == pattern.size() || pattern[i] != '}') return std::nullopt;
  return Position{index, i + 1};
}

}  // namespace

std::optional<Language> language_of(std::string_view tag) {
  const std::string_view primary = tag.substr(0, tag.find_first_of("_-.@"));
  if (primary == "fr" || primary == "FR") return Language::french;
  if (primary == "en" || primary == "EN" || primary == "C" || primary == "POSIX")
    return Language::english;
  return std::nullopt;
}

Language language_of_environment() {
  std::string_view locale;
  for (const char* variable : kVariables)
    if (const char* value = std::getenv(variable); locale.empty() && value != nullptr)
      locale = value;
  const std::optional<Language> of_locale = language_of(locale);
  // "C" means that nobody chose a language: LANGUAGE is then ignored, as gettext does.
  const bool chosen = !locale.empty() && locale != "C" && locale != "POSIX";
  const char* list = std::getenv("LANGUAGE");
  for (std::string_view rest = chosen && list != nullptr ? list : ""; !rest.empty();) {
    const std::size_t end = rest.find(':');
    if (const auto language = language_of(rest.substr(0, end))) return *language;
    rest = end == std::string_view::npos ? "" : rest.substr(end + 1);
  }
  return of_locale.value_or(Language::english);
}

std::string fill(std::string_view pattern, std::span<const std::string_view> values) {
  std::string out;
  out.reserve(pattern.size() + 32);
  for (std::size_t i = 0; i < pattern.size();) {
    const auto position = pattern[i] == '{' ? position_at(pattern, i) : std::optional<Position>();
    if (position && position->index < values.size()) {
      out += values[position->index];
      i = position->end;
    } else {
      out += pattern[i++];
    }
  }
  return out;
}

std::string_view Texts::translate(std::string_view msgid) const {
  // The empty msgid names the catalogue's header.
  if (language_ == Language::english || msgid.empty()) return msgid;
  return french().find(msgid).value_or(msgid);
}

std::string Texts::format(std::string_view msgid, std::span<const std::string> values) const {
  const std::vector<std::string_view> views(values.begin(), values.end());
  return fill(translate(msgid), views);
}

std::string Texts::format(std::string_view msgid,
                          std::initializer_list<std::string_view> values) const {
  return fill(translate(msgid), {values.begin(), values.size()});
}

std::string Texts::plural(std::string_view one, std::string_view many, std::uint64_t n) const {
  return plural(one, many, n, {count(n)});
}

std::string Texts::plural(std::string_view one, std::string_view many, std::uint64_t n,
                          std::initializer_list<std::string_view> values) const {
  // "0 pages" but « 0 page »: French begins the plural at two, as fr.po's Plural-Forms says.
  const bool plural = language_ == Language::french ? n > 1 : n != 1;
  const std::string_view text = plural ? many : one;
  if (language_ == Language::english) return fill(text, {values.begin(), values.size()});
  return fill(french().find(one, plural ? 1 : 0).value_or(text), {values.begin(), values.size()});
}

}  // namespace vigie::reports
