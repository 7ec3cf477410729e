#ifndef VIGIE_CRAWLER_DOM_FOREIGN_REGION_H
#define VIGIE_CRAWLER_DOM_FOREIGN_REGION_H

#include <cstdint>
#include <string_view>
#include <vector>

#include "crawler/dom/tokenizer.h"

namespace vigie::dom {

// Whether tags stand in SVG or MathML, as far as tags alone can tell: from <svg> or <math> to its
// end tag, while all in between is nested rightly and stays out of HTML. Past anything else it no
// longer knows, for the rest of the page.
class ForeignRegion {
 public:
  enum class State : std::uint8_t { html, foreign, unsure };

  void start_tag(std::string_view name, const Token& tag);
  void end_tag(std::string_view name);
  void give_up() { state_ = State::unsure; }
  void reset();
  State state() const { return state_; }

 private:
  State state_ = State::html;
  std::vector<std::string_view> open_;
};

// Elements of SVG and MathML in which HTML may stand (§13.2.6.5, integration points).
bool may_hold_html(std::string_view name);

// Elements that bring SVG and MathML back to HTML (HTML Standard §13.2.6.5).
bool breaks_out_of_foreign_content(Tag tag);

}  // namespace vigie::dom

#endif
