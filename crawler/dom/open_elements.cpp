#include "crawler/dom/open_elements.h"

#include <cstddef>

#include "crawler/dom/phrasing_run.h"
#include "crawler/dom/tag.h"
#include "crawler/dom/tag_set.h"

namespace vigie::dom {
namespace {

constexpr std::size_t kLookBack = 600;  // keeps floods of stray tags linear

constexpr TagSet kVoid{Tag::area,  Tag::base,  Tag::basefont, Tag::bgsound, Tag::br,    Tag::col,
                       Tag::embed, Tag::frame, Tag::hr,       Tag::img,     Tag::input, Tag::keygen,
                       Tag::link,  Tag::meta,  Tag::param,    Tag::source,  Tag::track, Tag::wbr};

constexpr TagSet kClosesParagraph{
    Tag::address,  Tag::article,    Tag::aside,  Tag::blockquote, Tag::center, Tag::details,
    Tag::dialog,   Tag::dir,        Tag::div,    Tag::dl,         Tag::dd,     Tag::dt,
    Tag::fieldset, Tag::figcaption, Tag::figure, Tag::footer,     Tag::form,   Tag::h1,
    Tag::h2,       Tag::h3,         Tag::h4,     Tag::h5,         Tag::h6,     Tag::header,
    Tag::hgroup,   Tag::hr,         Tag::li,     Tag::listing,    Tag::main,   Tag::menu,
    Tag::nav,      Tag::ol,         Tag::p,      Tag::plaintext,  Tag::pre,    Tag::search,
    Tag::section,  Tag::summary,    Tag::table,  Tag::ul,         Tag::xmp};

// What an end tag does not reach past (HTML Standard §13.2.4.2, the particular scope).
constexpr TagSet kBoundsScope{Tag::applet, Tag::caption, Tag::html,      Tag::marquee, Tag::object,
                              Tag::table,  Tag::td,      Tag::template_, Tag::th};
constexpr TagSet kBoundsParagraphs{Tag::applet,  Tag::button,    Tag::caption,
                                   Tag::marquee, Tag::object,    Tag::table,
                                   Tag::td,      Tag::template_, Tag::th};
constexpr TagSet kOfTables{Tag::caption, Tag::colgroup, Tag::table, Tag::tbody, Tag::td,
                           Tag::tfoot,   Tag::th,       Tag::thead, Tag::tr};

constexpr TagSet kParagraph{Tag::p};
constexpr TagSet kListItem{Tag::li};
constexpr TagSet kDescription{Tag::dd, Tag::dt};
constexpr TagSet kCells{Tag::td, Tag::th};
constexpr TagSet kRows{Tag::tr};
constexpr TagSet kRowGroups{Tag::tbody, Tag::tfoot, Tag::thead};
constexpr TagSet kBoundsCells{Tag::table, Tag::template_, Tag::tr};
constexpr TagSet kBoundsRows{Tag::table, Tag::template_};

// Elements that are neither special nor phrasing.
constexpr TagSet kOrdinary{Tag::unknown, Tag::audio,  Tag::blink,    Tag::canvas,  Tag::datalist,
                           Tag::dialog,  Tag::font,   Tag::legend,   Tag::map,     Tag::meter,
                           Tag::nobr,    Tag::option, Tag::optgroup, Tag::picture, Tag::progress,
                           Tag::rb,      Tag::rp,     Tag::rt,       Tag::rtc,     Tag::ruby,
                           Tag::slot,    Tag::svg,    Tag::video};

// Items of lists are closed through these only (§13.2.6.4.7).
constexpr TagSet kItemsReachPast{Tag::address, Tag::div, Tag::p};

// The end tags of other elements do not reach past these.
bool is_special(Tag tag) { return !kOrdinary.contains(tag) && !is_phrasing(tag); }

}  // namespace

bool is_void(Tag tag) { return kVoid.contains(tag); }

void OpenElements::start(Tag tag) {
  imply_ends(tag);
  open_.push_back(tag);
}

void OpenElements::end(Tag tag) {
  bool past_special = false;
  for (std::size_t at = open_.size(), steps = 0; at-- > 0 && steps < kLookBack; ++steps) {
    if (open_[at] == tag) {
      // A formatting element alone is taken out from under what it may not hold (§13.2.6.4.7).
      if (past_special && is_formatting(tag))
        open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(at));
      else
        open_.resize(at);
      return;
    }
    if (kBoundsScope.contains(open_[at]) && !kOfTables.contains(tag)) return;
    past_special = past_special || is_special(open_[at]);
    if (past_special && !is_special(tag) && !is_formatting(tag)) return;
  }
}

void OpenElements::imply_ends(Tag tag) {
  switch (tag) {
    case Tag::li:
      close_item(kListItem);
      break;
    case Tag::dt:
    case Tag::dd:
      close_item(kDescription);
      break;
    case Tag::option:
      close_top(Tag::option);
      break;
    case Tag::optgroup:
      close_top(Tag::option);
      close_top(Tag::optgroup);
      break;
    case Tag::rt:
    case Tag::rp:
      close_top(Tag::rt);
      close_top(Tag::rp);
      break;
    case Tag::td:
    case Tag::th:
      close(kCells, kBoundsCells);
      break;
    case Tag::tr:
      close(kRows, kBoundsRows);
      break;
    case Tag::tbody:
    case Tag::thead:
    case Tag::tfoot:
      close(kRowGroups, kBoundsRows);
      break;
    case Tag::a:
    case Tag::button:
      end(tag);
      break;
    default:
      break;
  }
  if (kClosesParagraph.contains(tag)) close(kParagraph, kBoundsParagraphs);
}

void OpenElements::close_top(Tag tag) {
  if (!open_.empty() && open_.back() == tag) open_.pop_back();
}

void OpenElements::close_item(const TagSet& tags) {
  for (std::size_t at = open_.size(), steps = 0; at-- > 0 && steps < kLookBack; ++steps) {
    if (tags.contains(open_[at])) return open_.resize(at);
    if (is_special(open_[at]) && !kItemsReachPast.contains(open_[at])) return;
  }
}

void OpenElements::close(const TagSet& tags, const TagSet& scope) {
  for (std::size_t at = open_.size(), steps = 0; at-- > 0 && steps < kLookBack; ++steps) {
    if (tags.contains(open_[at])) return open_.resize(at);
    if (scope.contains(open_[at])) return;
  }
}

}  // namespace vigie::dom
