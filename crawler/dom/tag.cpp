#include "crawler/dom/tag.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vigie::dom {
namespace {

// In the order of the enumeration, which is alphabetical after `unknown`.
constexpr std::array<std::string_view, kTags> kNames{
    "",         "a",          "abbr",     "acronym", "address",    "applet",   "area",
    "article",  "aside",      "audio",    "b",       "base",       "basefont", "bdi",
    "bdo",      "bgsound",    "big",      "blink",   "blockquote", "body",     "br",
    "button",   "canvas",     "caption",  "center",  "cite",       "code",     "col",
    "colgroup", "data",       "datalist", "dd",      "del",        "details",  "dfn",
    "dialog",   "dir",        "div",      "dl",      "dt",         "em",       "embed",
    "fieldset", "figcaption", "figure",   "font",    "footer",     "form",     "frame",
    "frameset", "h1",         "h2",       "h3",      "h4",         "h5",       "h6",
    "head",     "header",     "hgroup",   "hr",      "html",       "i",        "iframe",
    "img",      "input",      "ins",      "isindex", "kbd",        "keygen",   "label",
    "legend",   "li",         "link",     "listing", "main",       "map",      "mark",
    "marquee",  "menu",       "menuitem", "meta",    "meter",      "nav",      "nobr",
    "noembed",  "noframes",   "noscript", "object",  "ol",         "optgroup", "option",
    "output",   "p",          "param",    "picture", "plaintext",  "pre",      "progress",
    "q",        "rb",         "rp",       "rt",      "rtc",        "ruby",     "s",
    "samp",     "script",     "search",   "section", "select",     "slot",     "small",
    "source",   "span",       "strike",   "strong",  "style",      "sub",      "summary",
    "sup",      "svg",        "table",    "tbody",   "td",         "template", "textarea",
    "tfoot",    "th",         "thead",    "time",    "title",      "tr",       "track",
    "tt",       "u",          "ul",       "var",     "video",      "wbr",      "xmp",
};
static_assert(std::ranges::is_sorted(kNames));

// Tags are looked up for every tag of every page: a hash table made by the compiler, open
// addressing, a quarter full at most. The factors keep today's names from colliding.
constexpr std::size_t kSlots = 1024;
static_assert(kTags <= kSlots / 4);

constexpr std::size_t slot_of(std::string_view name) {
  const auto byte = [name](std::size_t at) { return static_cast<unsigned char>(name[at]); };
  return (byte(0) * 42U + byte(name.size() - 1) * 2U + byte(name.size() / 2) * 7U +
          name.size() * 37U) %
         kSlots;
}

constexpr std::array<std::uint8_t, kSlots> kTable = [] {
  std::array<std::uint8_t, kSlots> table{};
  for (std::size_t tag = 1; tag < kTags; ++tag) {
    std::size_t slot = slot_of(kNames[tag]);
    while (table[slot] != 0) slot = (slot + 1) % kSlots;
    table[slot] = static_cast<std::uint8_t>(tag);
  }
  return table;
}();

}  // namespace

std::string_view name(Tag tag) { return kNames[static_cast<std::size_t>(tag)]; }

Tag tag_of(std::string_view name) {
  if (name.empty()) return Tag::unknown;
  for (std::size_t slot = slot_of(name); kTable.at(slot) != 0; slot = (slot + 1) % kSlots)
    if (kNames.at(kTable.at(slot)) == name) return static_cast<Tag>(kTable.at(slot));
  return Tag::unknown;
}

}  // namespace vigie::dom
