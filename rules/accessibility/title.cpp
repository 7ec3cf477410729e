#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "crawler/dom/document.h"
#include "crawler/dom/tag.h"
#include "crawler/marked_text.h"
#include "rules/accessibility/rules.h"
#include "rules/page.h"
#include "rules/rule.h"
#include "rules/white_space.h"

// RGAA 4.1, theme 8: the page's title.

namespace vigie::rules {
namespace {

// The first title of the document is its title, wherever it stands (HTML Standard §3.1.4
// document.title); without one the html element answers for it.
std::vector<dom::NodeId> title_or_html(const Page& page) {
  for (const dom::NodeId title : page.document().elements(dom::Tag::title))
    if (!page.document().is_template_content(title)) return {title};
  return {page.document().html()};
}

// Scripts in the page that name what sets a title; those in files of their own are not read.
bool a_script_writes_titles(const dom::Document& page) {
  return std::ranges::any_of(page.elements(dom::Tag::script), [&](dom::NodeId script) {
    return page.text_content(script).contains("document.title");
  });
}

Verdict is_not_empty(const Page& page, dom::NodeId target) {
  const bool has_title = page.document().is(target, dom::Tag::title);
  if (has_title) {
    std::string title = collapsed(page.document().text_content(target));
    if (!title.empty())
      return {Outcome::passed, N_("The page is titled “{0}”."), {std::move(title)}};
  }
  if (page.is_filled_by_scripts() || a_script_writes_titles(page.document()))
    return {Outcome::cant_tell, N_("The markup has no title; the page's scripts may write one.")};
  if (has_title) return {Outcome::failed, N_("The page's title is empty.")};
  return {Outcome::failed, N_("The page has no title.")};
}

}  // namespace

Rule page_title() {
  return {.info = {.id = "page-title",
                   .theme = Theme::accessibility,
                   .title = N_("The page has a title"),
                   .severity = Severity::serious,
                   .wcag = {"2.4.2"},
                   .rgaa = {"8.5.1"},
                   .act = {"2779a5"},
                   .help = N_("Write in <title>, inside <head>, what this page is and whose: it is "
                              "the first thing a screen reader says, and the text of tabs, "
                              "bookmarks and search results.")},
          .checks = ElementChecks{.targets = title_or_html, .judge = is_not_empty}};
}

}  // namespace vigie::rules
