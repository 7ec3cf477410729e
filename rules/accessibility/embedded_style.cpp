#include "rules/accessibility/embedded_style.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/dom/document.h"
#include "rules/accessibility/css_selector.h"
#include "rules/accessibility/css_text.h"
#include "rules/accessibility/inline_style.h"
#include "rules/white_space.h"

namespace vigie::rules {
namespace {

constexpr std::size_t kMostOfOneKey = 16;
constexpr std::size_t kDeepestNesting = 32;

// At-rules whose blocks hold style rules; the others (@font-face, @keyframes, @page) say nothing of
// elements.
bool holds_rules(std::string_view prelude) {
  for (const std::string_view name : {"@media", "@supports", "@layer", "@container", "@scope",
                                      "@starting-style", "@document", "@-moz-document"})
    if (prelude.starts_with(name)) return true;
  return false;
}

bool hides(const Declaration& declaration) {
  const auto& [property, value, important] = declaration;
  const auto maybe = [](Said said) { return said == Said::hides || said == Said::unclear; };
  if (property == "display") return maybe(what_display_says(value));
  if (property == "visibility") return maybe(what_visibility_says(value));
  return property == "content-visibility" && maybe(what_content_visibility_says(value));
}

// `content` that brings text: a string with something in it, or a function that may.
bool generates_text(const Declaration& declaration) {
  if (declaration.property != "content") return false;
  const std::string_view value = declaration.value;
  for (const std::string_view function : {"attr(", "counter(", "counters(", "var("})
    if (value.contains(function)) return true;
  for (std::size_t open = value.find_first_of("\"'"); open != std::string_view::npos;) {
    const std::size_t close = value.find(value[open], open + 1);
    if (close == std::string_view::npos) break;
    if (!is_blank(value.substr(open + 1, close - open - 1))) return true;
    open = value.find_first_of("\"'", close + 1);
  }
  return false;
}

std::string key_of(const Compound& compound) {
  if (!compound.id.empty()) return "#" + lower_case(compound.id);
  if (!compound.classes.empty()) return "." + lower_case(compound.classes.front());
  return compound.type.empty() ? "*" : compound.type;
}

}  // namespace

// Walks the blocks of one sheet; a stack instead of recursion, since the page says how deep.
class SheetReader {
 public:
  SheetReader(EmbeddedStyle& style, std::string css) : style_(style), css_(std::move(css)) {}

  void read() {
    while (at_ < css_.size()) {
      const std::size_t end = find_outside(css_, "{};", at_);
      const std::string_view text = std::string_view(css_).substr(at_, end - at_);
      at_ = end + 1;
      if (end == css_.size() || css_[end] != '{')
        read_declaration(text);
      else if (opens(text))
        continue;
      else
        skip_block();
      if (end < css_.size() && css_[end] == '}' && !open_.empty()) open_.pop_back();
    }
  }

 private:
  // Selectors of the style rule we are in; of an at-rule those around it.
  using Selectors = std::vector<Compound>;

  bool opens(std::string_view text) {
    const std::string prelude = lower_case(trimmed(text));
    if (open_.size() == kDeepestNesting) return false;
    if (!prelude.starts_with('@')) {
      open_.push_back(last_compounds(trimmed(text)));
      return true;
    }
    if (!holds_rules(prelude)) return false;
    if (prelude.starts_with("@media") && is_for_print_only(prelude.substr(6))) return false;
    open_.push_back(open_.empty() ? Selectors{} : open_.back());
    return true;
  }

  void skip_block() {
    for (std::size_t depth = 1; depth > 0 && at_ < css_.size(); ++at_) {
      at_ = find_outside(css_, "{}", at_);
      if (at_ < css_.size()) css_[at_] == '{' ? ++depth : --depth;
    }
  }

  void read_declaration(std::string_view text) {
    if (open_.empty() || open_.back().empty()) return;
    for (const Declaration& declaration : declarations(text)) {
      const bool hiding = hides(declaration);
      const bool generating = generates_text(declaration);
      if (!hiding && !generating) continue;
      for (const Compound& compound : open_.back()) {
        if (hiding && compound.part == Compound::Part::element) style_.hiding_.add(compound);
        if (generating && compound.part == Compound::Part::before_or_after)
          style_.generating_.add(compound);
      }
    }
  }

  EmbeddedStyle& style_;
  std::string css_;
  std::size_t at_ = 0;
  std::vector<Selectors> open_;
};

void EmbeddedStyle::add_sheet(std::string_view css) {
  SheetReader(*this, without_comments(css)).read();
}

void EmbeddedStyle::Index::add(const Compound& compound) {
  std::vector<Compound>& compounds = by_key[key_of(compound)];
  if (compounds.size() == kMostOfOneKey) {
    Compound key_alone;
    if (!compound.id.empty())
      key_alone.id = compound.id;
    else if (!compound.classes.empty())
      key_alone.classes = {compound.classes.front()};
    else
      key_alone.type = compound.type;
    compounds = {std::move(key_alone)};
  } else {
    compounds.push_back(compound);
  }
}

bool EmbeddedStyle::Index::any_of(std::string_view key, const dom::Document& page,
                                  dom::NodeId element) const {
  const auto found = by_key.find(key);
  return found != by_key.end() && std::ranges::any_of(found->second, [&](const Compound& compound) {
           return may_match(compound, page, element);
         });
}

bool EmbeddedStyle::Index::may_speak_of(const dom::Document& page, dom::NodeId element) const {
  if (by_key.empty()) return false;
  if (any_of("*", page, element) || any_of(lower_case(page.tag_name(element)), page, element))
    return true;
  if (const auto id = page.attribute(element, "id");
      id && any_of("#" + lower_case(*id), page, element))
    return true;
  const auto classes = page.attribute(element, "class");
  return classes && std::ranges::any_of(words(*classes), [&](std::string_view name) {
           return any_of("." + lower_case(name), page, element);
         });
}

bool EmbeddedStyle::may_hide(const dom::Document& page, dom::NodeId element) const {
  return hiding_.may_speak_of(page, element);
}

bool EmbeddedStyle::may_generate_text(const dom::Document& page, dom::NodeId element) const {
  return generating_.may_speak_of(page, element);
}

bool is_for_print_only(std::string_view media) {
  const std::string query = lower_case(trimmed(media));
  return query == "print" || query == "only print";
}

}  // namespace vigie::rules
