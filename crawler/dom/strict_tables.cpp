#include <string_view>

#include "crawler/ascii.h"
#include "crawler/dom/document.h"
#include "crawler/dom/foreign_region.h"
#include "crawler/dom/strict_tags.h"
#include "crawler/dom/strict_tree_builder.h"
#include "crawler/dom/tag.h"
#include "crawler/dom/tag_set.h"
#include "crawler/dom/tokenizer.h"

namespace vigie::dom {
namespace {

constexpr TagSet kTable{Tag::table};
constexpr TagSet kTableOrRowGroup{Tag::table, Tag::tbody, Tag::tfoot, Tag::thead};
constexpr TagSet kTableOrColumns{Tag::table, Tag::colgroup};

}  // namespace

// Closes parts of the table, none of which holds anything open.
void StrictTreeBuilder::leave_to(const TagSet& outer) {
  while (kTableStructure.contains(open_.back().tag) && !outer.contains(open_.back().tag)) close();
}

bool StrictTreeBuilder::column(const Token& token) {
  leave_to(kTableOrColumns);
  if (!top_is(Tag::colgroup)) open_implied(Tag::colgroup);
  return open_empty(token);
}

bool StrictTreeBuilder::row(const Token& token) {
  leave_to(kTableOrRowGroup);
  if (top_is(Tag::table)) open_implied(Tag::tbody);
  return open(token);
}

bool StrictTreeBuilder::cell(const Token& token) {
  if (top_is(Tag::colgroup)) close();
  if (top_is(Tag::table)) open_implied(Tag::tbody);
  if (!top_is(Tag::tr)) open_implied(Tag::tr);
  return open(token);
}

bool StrictTreeBuilder::table_start(const Token& token) {
  switch (token.tag) {
    case Tag::caption:
    case Tag::colgroup:
    case Tag::tbody:
    case Tag::tfoot:
    case Tag::thead:
      leave_to(kTable);
      return open(token);
    case Tag::col:
      return column(token);
    case Tag::tr:
      return row(token);
    case Tag::td:
    case Tag::th:
      return cell(token);
    case Tag::script:
    case Tag::style:
      return !top_is(Tag::colgroup) && raw(token);
    default:
      return false;
  }
}

// In a cell, which it ends.
bool StrictTreeBuilder::table_part(const Token& token) {
  close_implied();
  if (!kCells.contains(open_.back().tag)) return false;
  close();
  return table_start(token);
}

bool StrictTreeBuilder::structure_end(Tag tag) {
  if (tag == Tag::table) leave_to(kTable);
  if (kRowGroups.contains(tag) && top_is(Tag::tr)) close();
  if (!top_is(tag)) return false;
  close();
  return true;
}

bool StrictTreeBuilder::table_end(const Token& token) {
  if (token.tag == Tag::col) return false;
  if (kTableStructure.contains(open_.back().tag)) return structure_end(token.tag);
  close_implied();
  const bool own_end = kCells.contains(token.tag) || token.tag == Tag::caption;
  if (own_end ? !top_is(token.tag) : !kCells.contains(open_.back().tag)) return false;
  close();
  return own_end || structure_end(token.tag);
}

bool StrictTreeBuilder::select_start(const Token& token) {
  if (token.tag == Tag::script) return raw(token);
  if (token.tag != Tag::option && token.tag != Tag::optgroup) return false;
  if (top_is(Tag::option)) close();
  if (token.tag == Tag::optgroup && top_is(Tag::optgroup)) close();
  return open(token);
}

bool StrictTreeBuilder::select_end(Tag tag) {
  const bool in_group = open_.size() > 1 && open_[open_.size() - 2].tag == Tag::optgroup;
  if (top_is(Tag::option) && (tag == Tag::select || (tag == Tag::optgroup && in_group))) close();
  if (top_is(Tag::optgroup) && tag == Tag::select) close();
  const bool known = tag == Tag::select || tag == Tag::option || tag == Tag::optgroup;
  if (!known || !top_is(tag)) return false;
  close();
  return true;
}

bool StrictTreeBuilder::foreign(const Token& token, Space space) {
  if (!open(token, space)) return false;
  if (token.self_closing) close();
  return true;
}

bool StrictTreeBuilder::foreign_start(const Token& token) {
  const std::string_view tag = name(token);
  if (breaks_out_of_foreign_content(token.tag) || may_hold_html(open_.back().name)) return false;
  if (token.tag == Tag::font || token.tag == Tag::script) return false;
  if (tag.find_first_of("<\"'=") != std::string_view::npos) return false;
  return foreign(token, open_.back().space);
}

bool StrictTreeBuilder::foreign_end(const Token& token) {
  // Gumbo takes what follows the name for a part of it.
  if (token.end != token.name_end + 1) return false;
  if (!crawler::equal_ignoring_case(name(token), open_.back().name)) return false;
  close();
  return true;
}

}  // namespace vigie::dom
