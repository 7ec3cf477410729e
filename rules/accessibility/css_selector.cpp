#include "rules/accessibility/css_selector.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/ascii.h"
#include "crawler/dom/document.h"
#include "rules/accessibility/css_text.h"
#include "rules/white_space.h"

namespace vigie::rules {
namespace {

bool is_hex(char letter) {
  return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f') ||
         (letter >= 'A' && letter <= 'F');
}

void append_utf8(std::string& text, std::uint32_t point) {
  if (point == 0 || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) point = 0xFFFD;
  const auto byte = [&](std::uint32_t bits) { text += static_cast<char>(bits); };
  if (point < 0x80) return byte(point);
  if (point < 0x800) {
    byte(0xC0 | (point >> 6));
  } else if (point < 0x10000) {
    byte(0xE0 | (point >> 12));
    byte(0x80 | ((point >> 6) & 0x3F));
  } else {
    byte(0xF0 | (point >> 18));
    byte(0x80 | ((point >> 12) & 0x3F));
    byte(0x80 | ((point >> 6) & 0x3F));
  }
  byte(0x80 | (point & 0x3F));
}

// Reads one compound from left to right. CSS Syntax §4.3.7 for escapes, Selectors 4 for the rest.
class CompoundReader {
 public:
  explicit CompoundReader(std::string_view text) : text_(text) {}

  Compound read() {
    while (at_ < text_.size()) {
      const char letter = text_[at_];
      if (letter == '#') {
        ++at_;
        compound_.id = identifier();
      } else if (letter == '.') {
        ++at_;
        compound_.classes.push_back(identifier());
      } else if (letter == '[') {
        read_attribute();
      } else if (letter == ':') {
        read_pseudo();
      } else if (starts_identifier(letter)) {
        compound_.type = lower_case(identifier());
      } else {
        ++at_;  // '*', '&', and what is no selector
      }
    }
    return compound_;
  }

 private:
  static bool starts_identifier(char letter) {
    return letter == '\\' || letter == '-' || letter == '_' || (letter >= '0' && letter <= '9') ||
           (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           static_cast<unsigned char>(letter) >= 0x80;
  }

  std::string identifier() {
    std::string name;
    while (at_ < text_.size() && starts_identifier(text_[at_])) {
      if (text_[at_] != '\\')
        name += text_[at_++];
      else
        append_escaped(name);
    }
    return name;
  }

  void append_escaped(std::string& name) {
    ++at_;
    if (at_ == text_.size()) return;
    if (!is_hex(text_[at_])) {
      name += text_[at_++];
      return;
    }
    std::uint32_t point = 0;
    for (int digits = 0; digits < 6 && at_ < text_.size() && is_hex(text_[at_]); ++digits) {
      const auto digit = static_cast<unsigned char>(text_[at_++]);
      point = point * 16 + (digit <= '9' ? digit - '0' : (digit | 0x20U) - 'a' + 10U);
    }
    if (at_ < text_.size() && kWhiteSpace.contains(text_[at_])) ++at_;
    append_utf8(name, point);
  }

  void read_attribute() {
    const std::size_t end = std::min(find_outside(text_, "]", at_ + 1), text_.size());
    const std::string_view inside = trimmed(text_.substr(at_ + 1, end - at_ - 1));
    const std::size_t name_end = inside.find_first_of(" \t\n\f\r=~|^$*");
    const std::string name = lower_case(inside.substr(0, name_end));
    const bool has_namespace = name_end != std::string_view::npos && inside[name_end] == '|' &&
                               !inside.substr(name_end).starts_with("|=");
    if (!name.empty() && !has_namespace && !name.contains('\\'))
      compound_.attributes.push_back(name);
    at_ = std::min(end + 1, text_.size());
  }

  void read_pseudo() {
    const bool element = text_.substr(at_, 2) == "::";
    at_ += element ? 2 : 1;
    const std::string name = lower_case(identifier());
    std::string_view argument;
    if (at_ < text_.size() && text_[at_] == '(') {
      const std::size_t end = std::min(find_outside(text_, ")", at_ + 1), text_.size());
      argument = trimmed(text_.substr(at_ + 1, end - at_ - 1));
      at_ = std::min(end + 1, text_.size());
    }
    if (name == "before" || name == "after")
      compound_.part = Compound::Part::before_or_after;
    else if (element || name == "first-line" || name == "first-letter" || name == "host")
      compound_.part = Compound::Part::other_pseudo_element;
    else if (name == "not" && argument == ":defined")
      compound_.only_custom_elements = true;
    else if (name == "root")
      compound_.type = "html";
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Compound compound_;
};

// What stands after the last combinator.
std::string_view last_part(std::string_view selector) {
  std::size_t start = 0;
  for (std::size_t at = find_outside(selector, " \t\n\f\r>+~"); at < selector.size();
       at = find_outside(selector, " \t\n\f\r>+~", at + 1))
    start = at + 1;
  return selector.substr(start);
}

bool has_class(std::string_view classes, std::string_view name, bool quirks) {
  return std::ranges::any_of(words(classes), [&](std::string_view one) {
    return quirks ? crawler::equal_ignoring_case(one, name) : one == name;
  });
}

}  // namespace

std::vector<Compound> last_compounds(std::string_view selector_list) {
  std::vector<Compound> compounds;
  for (std::size_t at = 0; at <= selector_list.size();) {
    const std::size_t end = find_outside(selector_list, ",", at);
    const std::string_view selector = trimmed(selector_list.substr(at, end - at));
    if (!selector.empty()) compounds.push_back(CompoundReader(last_part(selector)).read());
    at = end + 1;
  }
  return compounds;
}

bool may_match(const Compound& compound, const dom::Document& page, dom::NodeId element) {
  if (!compound.type.empty() &&
      !crawler::equal_ignoring_case(page.tag_name(element), compound.type))
    return false;
  if (compound.only_custom_elements && !page.tag_name(element).contains('-')) return false;
  if (!compound.id.empty()) {
    const std::optional<std::string_view> id = page.attribute(element, "id");
    if (!id ||
        !(page.quirks() ? crawler::equal_ignoring_case(*id, compound.id) : *id == compound.id))
      return false;
  }
  const std::string_view classes = page.attribute(element, "class").value_or("");
  return std::ranges::all_of(
             compound.classes,
             [&](const std::string& name) { return has_class(classes, name, page.quirks()); }) &&
         std::ranges::all_of(compound.attributes, [&](const std::string& name) {
           return page.has_attribute(element, name);
         });
}

}  // namespace vigie::rules
