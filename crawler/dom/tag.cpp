#include "crawler/dom/tag.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
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

}  // namespace

std::string_view name(Tag tag) { return kNames[static_cast<std::size_t>(tag)]; }

Tag tag_of(std::string_view name) {
  const auto found = std::lower_bound(kNames.begin(), kNames.end(), name);
  if (found == kNames.end() || *found != name) return Tag::unknown;
  return static_cast<Tag>(std::distance(kNames.begin(), found));
}

}  // namespace vigie::dom
