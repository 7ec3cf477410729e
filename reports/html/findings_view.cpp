// What fails, what a person must decide, what passes: by rule, with evidence.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "crawler/marked_text.h"
#include "reports/formats/load_table.h"
#include "reports/html/view.h"
#include "reports/locale/rule_text.h"
#include "reports/run.h"
#include "rules/references.h"
#include "rules/rule.h"

namespace vigie::reports::html {
namespace {

constexpr std::size_t kPlacesShown = 12;  // of one rule

View spot_view(const Source& source, const Place::Spot& spot) {
  View view = url_view(source, spot.page);
  view.flag("line", false);
  if (spot.line > 0)
    view.text("line", source.report.texts.format(N_("line\u00a0{0}"),
                                                 {source.report.texts.count(spot.line)}));
  return view;
}

View place_view(const Source& source, const Place& place) {
  const Texts& texts = source.report.texts;
  View view;
  view.text("message", texts.format(place.example.message, place.example.values));
  view.flag("is_new", place.is_new);
  view.optional("snippet", place.example.snippet);
  view.optional("selector", place.example.selector);
  view.optional("where", place.example.where);
  view.flag("frame", false);
  if (!place.example.frame.empty()) view.view("frame", url_view(source, place.example.frame));
  view.text("pages", texts.plural(N_("{0} page", "{0} pages"), place.pages));
  data spots = empty_list();
  for (const Place::Spot& spot : place.spots) append(spots, spot_view(source, spot));
  view.list("spots", std::move(spots));
  view.flag("more_spots", false);
  if (place.pages > place.spots.size())
    view.text("more_spots", texts.plural(N_("and {0} more page", "and {0} more pages"),
                                         place.pages - place.spots.size()));
  return view;
}

// The reference marks code with backticks.
std::string without_backticks(std::string_view text) {
  std::string plain(text);
  std::erase(plain, '`');
  return plain;
}

// The criteria with their own words: a reader need not look the number up.
data reference_list(const Source& source, const rules::RuleInfo& rule) {
  const bool french = source.report.texts.language() == Language::french;
  data references = empty_list();
  const auto add = [&](std::string_view number, std::string_view words, bool english) {
    View view;
    view.text("number", number).optional("words", words);
    view.flag("foreign", french && english && !words.empty());
    append(references, std::move(view));
  };
  for (const std::string_view id : rule.rgaa) {
    const auto test = rules::rgaa_test(id);
    add("RGAA " + std::string(id),
        !test ? std::string() : without_backticks(french ? test->french : test->english), false);
  }
  for (const std::string_view id : rule.wcag) {
    const auto criterion = rules::wcag_criterion(id);
    add("WCAG " + std::string(id),
        criterion ? std::string(criterion->english) + " (" + std::string(criterion->level) + ")"
                  : std::string(),
        true);
  }
  for (const std::string_view id : rule.act) add("ACT " + std::string(id), "", true);
  return references;
}

// Where the findings of the rule lie, when most are in one template.
std::string template_of(const Source& source, const RuleFindings& findings) {
  for (const FindingGroup& group : source.report.run.groups())
    if (group.rule == findings.rule && group.outcome == findings.outcome && group.pages > 1 &&
        !group.page_template.empty())
      return std::string(path_pattern(group.page_template));
  return {};
}

View rule_view(const Source& source, const RuleFindings& findings, std::string_view prefix) {
  const Texts& texts = source.report.texts;
  const rules::RuleInfo* rule = source.report.rule(findings.rule);
  const rules::Severity severity = rule ? rule->severity : rules::Severity::minor;
  View view;
  view.text("anchor", anchor(prefix, findings.rule));
  view.text("id", findings.rule);
  view.text("title", rule ? texts.translate(rule->title) : findings.rule);
  // What may be right has no severity yet.
  const bool decided = findings.outcome == rules::Outcome::failed;
  view.text("badge", texts.translate(decided ? severity_name(severity) : N_("to decide")));
  view.text("badge_class", decided ? rules::name(severity) : "neutral");
  view.text("theme", rule ? texts.translate(theme_name(rule->theme)) : "");
  view.optional("help", rule ? texts.translate(rule->help) : "");
  view.text("spread",
            texts.format(N_("{0} on {1}"),
                         {texts.plural(N_("{0} finding", "{0} findings"), findings.findings),
                          texts.plural(N_("{0} page", "{0} pages"), findings.pages)}));
  view.optional("template", template_of(source, findings));
  view.list("references", rule ? reference_list(source, *rule) : empty_list());

  data places = empty_list();
  const std::size_t shown = std::min(findings.places.size(), kPlacesShown);
  for (std::size_t i = 0; i < shown; ++i) append(places, place_view(source, findings.places[i]));
  view.list("places", std::move(places));
  view.flag("more_places", false);
  if (!findings.all_places)
    view.text("more_places", texts.format(N_("More than {0} other places are not listed here; the "
                                             "JSON report holds them all."),
                                          {texts.count(findings.places.size() - shown)}));
  else if (findings.places.size() > shown)
    view.text("more_places",
              texts.plural(N_("{0} other place is not listed here; the JSON report holds them all.",
                              "{0} other places are not listed here; the JSON report holds them "
                              "all."),
                           findings.places.size() - shown));
  return view;
}

data rule_list(const Source& source, rules::Outcome outcome, std::string_view prefix) {
  data list = empty_list();
  for (const RuleFindings& findings : source.findings)
    if (findings.outcome == outcome) append(list, rule_view(source, findings, prefix));
  return list;
}

void add_passes(View& view, const Source& source) {
  const Texts& texts = source.report.texts;
  data passes = empty_list();
  std::uint64_t idle = 0;
  for (const auto& [id, pages] : source.report.run.outcomes()) {
    const auto& [passed, failed, cant_tell, inapplicable] = pages;
    if (failed + cant_tell > 0) continue;
    if (passed == 0) {
      idle += inapplicable > 0 ? 1 : 0;
      continue;
    }
    const rules::RuleInfo* rule = source.report.rule(id);
    View item;
    item.text("title", rule ? texts.translate(rule->title) : id);
    item.text("pages", texts.plural(N_("{0} page", "{0} pages"), passed));
    append(passes, std::move(item));
  }
  view.list("passes", std::move(passes));
  view.flag("idle", false);
  if (idle > 0)
    view.text("idle", texts.plural(N_("{0} rule has nothing to judge on this portal.",
                                      "{0} rules have nothing to judge on this portal."),
                                   idle));
}

}  // namespace

View findings_view(const Source& source) {
  View view;
  view.list("failing", rule_list(source, rules::Outcome::failed, "fails"));
  view.list("undecided", rule_list(source, rules::Outcome::cant_tell, "decide"));
  view.flag("nothing_read", source.report.run.page_count() == 0);
  add_passes(view, source);
  return view;
}

}  // namespace vigie::reports::html
