#include "crawler/dom/open_elements.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>

#include "crawler/dom/phrasing_run.h"
#include "crawler/dom/tag.h"

namespace vigie::dom {
namespace {

constexpr std::size_t kLookBack = 600;  // keeps floods of stray tags linear

bool is_one_of(Tag tag, std::initializer_list<Tag> tags) {
  return std::ranges::find(tags, tag) != tags.end();
}

bool closes_paragraph(Tag tag) {
  return is_one_of(
      tag, {Tag::address,  Tag::article,    Tag::aside,  Tag::blockquote, Tag::center, Tag::details,
            Tag::dialog,   Tag::dir,        Tag::div,    Tag::dl,         Tag::dd,     Tag::dt,
            Tag::fieldset, Tag::figcaption, Tag::figure, Tag::footer,     Tag::form,   Tag::h1,
            Tag::h2,       Tag::h3,         Tag::h4,     Tag::h5,         Tag::h6,     Tag::header,
            Tag::hgroup,   Tag::hr,         Tag::li,     Tag::listing,    Tag::main,   Tag::menu,
            Tag::nav,      Tag::ol,         Tag::p,      Tag::plaintext,  Tag::pre,    Tag::search,
            Tag::section,  Tag::summary,    Tag::table,  Tag::ul,         Tag::xmp});
}

// What an end tag does not reach past (HTML Standard §13.2.4.2, the particular scope).
bool bounds_scope(Tag tag) {
  return is_one_of(tag, {Tag::applet, Tag::caption, Tag::html, Tag::marquee, Tag::object,
                         Tag::table, Tag::td, Tag::template_, Tag::th});
}

bool is_of_tables(Tag tag) {
  return is_one_of(tag, {Tag::caption, Tag::colgroup, Tag::table, Tag::tbody, Tag::td, Tag::tfoot,
                         Tag::th, Tag::thead, Tag::tr});
}

// All elements that HTML knows but these: their end tags do not reach past a special one.
bool is_special(Tag tag) {
  return !is_phrasing(tag) &&
         !is_one_of(tag, {Tag::unknown, Tag::audio,  Tag::blink,    Tag::canvas,  Tag::datalist,
                          Tag::dialog,  Tag::font,   Tag::legend,   Tag::map,     Tag::meter,
                          Tag::nobr,    Tag::option, Tag::optgroup, Tag::picture, Tag::progress,
                          Tag::rb,      Tag::rp,     Tag::rt,       Tag::rtc,     Tag::ruby,
                          Tag::slot,    Tag::svg,    Tag::video});
}

}  // namespace

bool is_void(Tag tag) {
  return is_one_of(tag, {Tag::area, Tag::base, Tag::basefont, Tag::bgsound, Tag::br, Tag::col,
                         Tag::embed, Tag::frame, Tag::hr, Tag::img, Tag::input, Tag::keygen,
                         Tag::link, Tag::meta, Tag::param, Tag::source, Tag::track, Tag::wbr});
}

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
    if (bounds_scope(open_[at]) && !is_of_tables(tag)) return;
    past_special = past_special || is_special(open_[at]);
    if (past_special && !is_special(tag) && !is_formatting(tag)) return;
  }
}

void OpenElements::imply_ends(Tag tag) {
  switch (tag) {
    case Tag::li:
      close_item({Tag::li});
      break;
    case Tag::dt:
    case Tag::dd:
      close_item({Tag::dt, Tag::dd});
      break;
    case Tag::option:
      close_top({Tag::option});
      break;
    case Tag::optgroup:
      close_top({Tag::option});
      close_top({Tag::optgroup});
      break;
    case Tag::rt:
    case Tag::rp:
      close_top({Tag::rt, Tag::rp});
      break;
    case Tag::td:
    case Tag::th:
      close({Tag::td, Tag::th}, {Tag::tr, Tag::table, Tag::template_});
      break;
    case Tag::tr:
      close({Tag::tr}, {Tag::table, Tag::template_});
      break;
    case Tag::tbody:
    case Tag::thead:
    case Tag::tfoot:
      close({Tag::tbody, Tag::thead, Tag::tfoot}, {Tag::table, Tag::template_});
      break;
    case Tag::a:
    case Tag::button:
      end(tag);
      break;
    default:
      break;
  }
  if (closes_paragraph(tag))
    close({Tag::p}, {Tag::applet, Tag::button, Tag::caption, Tag::marquee, Tag::object, Tag::table,
                     Tag::td, Tag::template_, Tag::th});
}

void OpenElements::close_top(std::initializer_list<Tag> tags) {
  if (!open_.empty() && is_one_of(open_.back(), tags)) open_.pop_back();
}

// Items of lists are closed through <address>, <div> and <p> only (§13.2.6.4.7).
void OpenElements::close_item(std::initializer_list<Tag> tags) {
  for (std::size_t at = open_.size(), steps = 0; at-- > 0 && steps < kLookBack; ++steps) {
    if (is_one_of(open_[at], tags)) return open_.resize(at);
    if (is_special(open_[at]) && !is_one_of(open_[at], {Tag::address, Tag::div, Tag::p})) return;
  }
}

void OpenElements::close(std::initializer_list<Tag> tags, std::initializer_list<Tag> scope) {
  for (std::size_t at = open_.size(), steps = 0; at-- > 0 && steps < kLookBack; ++steps) {
    if (is_one_of(open_[at], tags)) return open_.resize(at);
    if (is_one_of(open_[at], scope)) return;
  }
}

}  // namespace vigie::dom
