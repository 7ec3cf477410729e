#ifndef VIGIE_CRAWLER_DOM_STRICT_TREE_BUILDER_H
#define VIGIE_CRAWLER_DOM_STRICT_TREE_BUILDER_H

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/dom/document.h"
#include "crawler/dom/document_builder.h"
#include "crawler/dom/tag.h"
#include "crawler/dom/tag_attributes.h"
#include "crawler/dom/tag_set.h"
#include "crawler/dom/text_run.h"
#include "crawler/dom/tokenizer.h"

namespace vigie::dom {

// What build_strict_tree (strict_tree.h) is made of. Every bool says whether all is still in order.
class StrictTreeBuilder {
 public:
  StrictTreeBuilder(std::string_view page, std::size_t max_elements, DocumentBuilder& builder);

  bool build();

 private:
  // The insertion modes of HTML Standard §13.2.6.4; those of tables and selects are told from the
  // innermost open element.
  enum class Phase : std::uint8_t {
    initial,
    before_html,
    before_head,
    in_head,
    in_head_noscript,
    after_head,
    in_body,
    after_body,
    after_after_body
  };

  struct Open {
    Tag tag = Tag::unknown;
    Space space = Space::html;
    std::string_view name;  // as written
  };

  // strict_tree.cpp: the page around its body
  bool take(const Token& token);
  bool doctype(const Token& token);
  bool comment(const Token& token);
  bool text(std::size_t begin, std::size_t end);
  bool early_text(std::size_t& begin, std::size_t end);
  bool start(const Token& token);
  bool head_start(const Token& token);
  bool end(const Token& token);
  bool finish();
  void imply(Tag tag, Phase next);

  // strict_body.cpp
  bool body_text(std::size_t begin, std::size_t end);
  bool body_start(const Token& token);
  bool body_end(const Token& token);
  bool formatting(const Token& token);
  bool heading(const Token& token);
  bool item(const Token& token);
  bool raw(const Token& token);
  bool option(const Token& token);
  bool form_end(const Token& token);
  bool ordinary_end(const Token& token);
  bool close_paragraph();
  void close_implied(Tag but_for = Tag::unknown);

  // strict_tables.cpp: tables, selects, and what is not HTML
  bool table_start(const Token& token);
  bool table_part(const Token& token);
  bool column(const Token& token);
  bool row(const Token& token);
  bool cell(const Token& token);
  bool table_end(const Token& token);
  bool structure_end(Tag tag);
  void leave_to(const TagSet& outer);
  bool select_start(const Token& token);
  bool select_end(Tag tag);
  bool foreign(const Token& token, Space space);
  bool foreign_start(const Token& token);
  bool foreign_end(const Token& token);

  // The stack of open elements.
  bool open(const Token& token, Space space = Space::html);
  bool open_empty(const Token& token);
  void open_implied(Tag tag);
  void close();
  bool top_is(Tag tag) const {
    return open_.back().tag == tag && open_.back().space == Space::html;
  }
  bool is_open(Tag tag) const { return counts_[static_cast<std::size_t>(tag)] > 0; }
  std::string_view name(const Token& token) const;
  std::string_view written(const Token& token) const;
  std::size_t past_space(std::size_t begin, std::size_t end) const;

  std::string_view page_;
  std::size_t elements_left_;
  DocumentBuilder& builder_;
  Tokenizer tokenizer_;
  TextRun text_;
  TagAttributes attributes_;
  Phase phase_ = Phase::initial;
  std::vector<Open> open_;
  std::array<std::uint16_t, kTags> counts_{};  // of open_, HTML's
  std::string buffer_;
  bool quirks_ = false;
  bool newline_goes_ = false;  // the token before was <pre>
  bool left_body_ = false, left_html_ = false;
};

}  // namespace vigie::dom

#endif
