#include "crawler/dom/strict_tags.h"

#include <array>
#include <cstddef>
#include <initializer_list>

#include "crawler/dom/tag.h"

namespace vigie::dom {
namespace {

constexpr std::array<BodyTag, kTags> kBodyTags = [] {
  std::array<BodyTag, kTags> table{};
  const auto set = [&table](BodyTag kind, std::initializer_list<Tag> tags) {
    for (const Tag tag : tags) table[static_cast<std::size_t>(tag)] = kind;
  };
  set(BodyTag::ordinary,
      {Tag::unknown, Tag::abbr,    Tag::acronym,  Tag::applet, Tag::audio,    Tag::bdi,
       Tag::bdo,     Tag::blink,   Tag::canvas,   Tag::cite,   Tag::data,     Tag::datalist,
       Tag::del,     Tag::dfn,     Tag::ins,      Tag::kbd,    Tag::label,    Tag::legend,
       Tag::map,     Tag::mark,    Tag::marquee,  Tag::meter,  Tag::noscript, Tag::object,
       Tag::output,  Tag::picture, Tag::progress, Tag::q,      Tag::samp,     Tag::span,
       Tag::sub,     Tag::sup,     Tag::time,     Tag::var,    Tag::video});
  set(BodyTag::formatting, {Tag::a, Tag::b, Tag::big, Tag::code, Tag::em, Tag::font, Tag::i, Tag::s,
                            Tag::small, Tag::strike, Tag::strong, Tag::tt, Tag::u});
  set(BodyTag::block,
      {Tag::address, Tag::article, Tag::aside,   Tag::blockquote, Tag::center,     Tag::details,
       Tag::dir,     Tag::div,     Tag::dl,      Tag::fieldset,   Tag::figcaption, Tag::figure,
       Tag::footer,  Tag::header,  Tag::hgroup,  Tag::main,       Tag::menu,       Tag::nav,
       Tag::ol,      Tag::p,       Tag::section, Tag::summary,    Tag::ul});
  set(BodyTag::heading, {Tag::h1, Tag::h2, Tag::h3, Tag::h4, Tag::h5, Tag::h6});
  set(BodyTag::item, {Tag::dd, Tag::dt, Tag::li});
  set(BodyTag::empty,
      {Tag::area, Tag::base, Tag::basefont, Tag::bgsound, Tag::br, Tag::embed, Tag::img, Tag::input,
       Tag::link, Tag::meta, Tag::param, Tag::source, Tag::track, Tag::wbr});
  set(BodyTag::rule, {Tag::hr});
  set(BodyTag::preformatted, {Tag::listing, Tag::pre});
  set(BodyTag::form, {Tag::form});
  set(BodyTag::button, {Tag::button});
  set(BodyTag::raw, {Tag::iframe, Tag::noembed, Tag::noframes, Tag::script, Tag::style,
                     Tag::textarea, Tag::title});
  set(BodyTag::select, {Tag::select});
  set(BodyTag::option, {Tag::option, Tag::optgroup});
  set(BodyTag::table, {Tag::table});
  set(BodyTag::table_part, {Tag::caption, Tag::col, Tag::colgroup, Tag::tbody, Tag::td, Tag::tfoot,
                            Tag::th, Tag::thead, Tag::tr});
  set(BodyTag::svg, {Tag::svg});
  return table;
}();

}  // namespace

BodyTag body_tag(Tag tag) { return kBodyTags[static_cast<std::size_t>(tag)]; }

}  // namespace vigie::dom
