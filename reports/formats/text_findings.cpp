// What fails, what a person must decide, what passes.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/marked_text.h"
#include "reports/formats/load_table.h"
#include "reports/formats/text_layout.h"
#include "reports/formats/text_parts.h"
#include "reports/formats/writer.h"
#include "reports/locale/rule_text.h"
#include "reports/run.h"
#include "rules/rule.h"

namespace vigie::reports {
namespace {

using rules::Outcome;
using rules::Severity;

constexpr std::size_t kIndent = 2;
constexpr std::size_t kMarkColumns = 11;  // "critical", "modérée" and a gap
constexpr std::size_t kDetail = kIndent + kMarkColumns;

Style severity_style(Severity severity) {
  switch (severity) {
    case Severity::critical:
    case Severity::serious:
      return Style::red;
    case Severity::moderate:
      return Style::yellow;
    case Severity::minor:
      break;
  }
  return Style::dim;
}

std::string title_of(const Report& report, const std::string& rule) {
  const rules::RuleInfo* info = report.rule(rule);
  return info ? std::string(report.texts.translate(info->title)) : rule;
}

// Where to look: the page with its line, the element, the markup.
void place(TextLayout& out, const Report& report, const FindingEntry& finding) {
  const std::string page = finding.frame.empty() ? finding.page : finding.frame;
  if (finding.line > 0)
    out.paragraph(kDetail, report.texts.format(N_("For example {0}, line {1}"),
                                               {page, report.texts.count(finding.line)}));
  else
    out.paragraph(kDetail, report.texts.format(N_("For example {0}"), {page}));
  if (!finding.selector.empty()) out.paragraph(kDetail + 2, finding.selector);
  if (!finding.snippet.empty()) out.cut_line(kDetail + 2, finding.snippet, Style::dim);
  if (!finding.where.empty()) out.cut_line(kDetail + 2, finding.where);
}

void failure(TextLayout& out, const Report& report, const FindingGroup& group) {
  const rules::RuleInfo* info = report.rule(group.rule);
  const Severity severity = info ? info->severity : Severity::minor;
  out.empty_line();
  out.item(kIndent,
           {std::string(report.texts.translate(severity_name(severity))), severity_style(severity)},
           kMarkColumns, title_of(report, group.rule), Style::bold);
  out.paragraph(kDetail, spread(report, group));
  out.paragraph(kDetail, report.texts.format(group.example.message, group.example.values));
  place(out, report, group.example);
  if (info != nullptr && *info->help != '\0')
    out.paragraph(kDetail,
                  report.texts.format(N_("To mend it: {0}"), {report.texts.translate(info->help)}));
  out.paragraph(kDetail, references(report, group.rule), Style::dim);
}

void undecided(TextLayout& out, const Report& report, const FindingGroup& group) {
  out.empty_line();
  out.item(kIndent, {"?", Style::yellow}, 2, title_of(report, group.rule), Style::bold);
  out.paragraph(kIndent + 2, spread(report, group));
  out.paragraph(kIndent + 2, report.texts.format(group.example.message, group.example.values));
  out.paragraph(kIndent + 2, report.texts.format(N_("For example {0}"), {group.example.page}));
}

std::vector<FindingGroup> groups_with(const Report& report, Outcome outcome) {
  std::vector<FindingGroup> groups = report.run.groups();
  std::erase_if(groups, [&](const FindingGroup& group) { return group.outcome != outcome; });
  return groups;
}

}  // namespace

std::string spread(const Report& report, const FindingGroup& group) {
  const Texts& texts = report.texts;
  const std::string findings = texts.plural(N_("{0} finding", "{0} findings"), group.findings);
  const std::string pages = texts.plural(N_("{0} page", "{0} pages"), group.pages);
  if (group.page_template.empty() || group.pages < 2)
    return texts.format(N_("{0} on {1}"), {findings, pages});
  return texts.format(N_("{0} on {1}, most of them in {2}"),
                      {findings, pages, path_pattern(group.page_template)});
}

std::string references(const Report& report, const std::string& rule) {
  std::string text = rule;
  const rules::RuleInfo* info = report.rule(rule);
  if (info == nullptr) return text;
  const auto add = [&](std::string_view source, const rules::References& numbers) {
    std::string_view separator = " · ";
    for (const std::string_view number : numbers) {
      text.append(separator);
      if (separator != ", ") text.append(source).append(" ");
      text.append(number);
      separator = ", ";
    }
  };
  add("WCAG", info->wcag);
  add("RGAA", info->rgaa);
  add("ACT", info->act);
  return text;
}

void text_failures(TextLayout& out, const Report& report) {
  const std::vector<FindingGroup> groups = groups_with(report, Outcome::failed);
  out.heading(report.texts.translate(N_("What fails, and where to mend it")));
  if (groups.empty()) {
    // Nothing found where nothing was read is no good news.
    out.paragraph(kIndent, report.texts.translate(report.run.page_count() == 0
                                                      ? N_("No page was read.")
                                                      : N_("No rule found a failure.")));
    return;
  }
  for (const FindingGroup& group : groups) failure(out, report, group);
}

void text_undecided(TextLayout& out, const Report& report) {
  const std::vector<FindingGroup> groups = groups_with(report, Outcome::cant_tell);
  if (groups.empty()) return;
  out.heading(report.texts.translate(N_("What a person must decide")));
  for (const FindingGroup& group : groups) undecided(out, report, group);
}

void text_passes(TextLayout& out, const Report& report) {
  std::uint64_t inapplicable = 0;
  out.heading(report.texts.translate(N_("What passes")));
  bool any = false;
  for (const auto& [rule, pages] : report.run.outcomes()) {
    const auto& [passed, failed, cant_tell, not_applicable] = pages;
    if (failed + cant_tell > 0) continue;
    if (passed == 0) {
      inapplicable += not_applicable > 0 ? 1 : 0;
      continue;
    }
    any = true;
    out.item(kIndent, {"✓", Style::green}, 2,
             report.texts.format(N_("{0} ({1})"),
                                 {title_of(report, rule),
                                  report.texts.plural(N_("{0} page", "{0} pages"), passed)}));
  }
  if (!any) out.paragraph(kIndent, report.texts.translate(N_("No rule passes on every page.")));
  if (inapplicable > 0)
    out.paragraph(kIndent,
                  report.texts.plural(N_("{0} rule has nothing to judge on this portal.",
                                         "{0} rules have nothing to judge on this portal."),
                                      inapplicable),
                  Style::dim);
}

}  // namespace vigie::reports
