#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/dom/document.h"
#include "crawler/marked_text.h"
#include "rules/accessibility/language_tag.h"
#include "rules/accessibility/rules.h"
#include "rules/page.h"
#include "rules/rule.h"
#include "rules/white_space.h"

// RGAA 4.1, theme 8: the language screen readers are to read the page in.

namespace vigie::rules {
namespace {

constexpr std::string_view kHasLang = "b5c3f8";
constexpr std::string_view kValidLang = "bf051a";

std::vector<dom::NodeId> html_element(const Page& page) { return {page.document().html()}; }

Verdict without_lang(const Page& page, dom::NodeId html) {
  if (const auto xml_lang = page.document().attribute(html, "xml:lang");
      xml_lang && !is_blank(*xml_lang))
    return {.outcome = Outcome::failed,
            .message = N_("The page says its language in xml:lang=\"{0}\" alone, which browsers "
                          "ignore in HTML."),
            .values = {std::string(*xml_lang)},
            .act = References{kHasLang}};
  if (page.is_filled_by_scripts())
    return {.outcome = Outcome::cant_tell,
            .message = N_("The markup does not say the page's language; the scripts that fill the "
                          "page may."),
            .act = References{kHasLang}};
  return {.outcome = Outcome::failed,
          .message = N_("The html element has no lang attribute: screen readers read the page in "
                        "the language of their user, not of the text."),
          .act = References{kHasLang}};
}

Verdict has_a_language(const Page& page, dom::NodeId html) {
  const std::string_view lang = page.document().attribute(html, "lang").value_or("");
  if (is_blank(lang)) return without_lang(page, html);
  const std::string_view tag = trimmed(lang);
  if (!is_language(primary_subtag(tag)))
    return {.outcome = Outcome::failed,
            .message = N_("lang=\"{0}\" does not begin with a language code."),
            .values = {std::string(lang)},
            .act = References{kValidLang}};
  // Browsers compare the attribute as it is; some screen readers trim it.
  if (tag.size() != lang.size())
    return {.outcome = Outcome::cant_tell,
            .message = N_("lang=\"{0}\" has spaces around the language code, which not every "
                          "browser forgives."),
            .values = {std::string(lang)},
            .act = References{kValidLang}};
  return {.outcome = Outcome::passed,
          .message = N_("The page's language is “{0}”."),
          .values = {std::string(tag)}};
}

}  // namespace

Rule page_language() {
  return {.info = {.id = "page-language",
                   .theme = Theme::accessibility,
                   .title = N_("The page says its language"),
                   .severity = Severity::serious,
                   .wcag = {"3.1.1"},
                   .rgaa = {"8.3.1", "8.4.1"},
                   .act = {kHasLang, kValidLang},
                   .help = N_("Write the language of the text on the html element, with hyphens: "
                              "<html lang=\"fr\">, <html lang=\"fr-FR\">.")},
          .checks = ElementChecks{.targets = html_element, .judge = has_a_language}};
}

}  // namespace vigie::rules
