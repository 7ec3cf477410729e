#include "cli/rules.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/command_line.h"
#include "cli/exit_code.h"
#include "cli/message.h"
#include "cli/nearest.h"
#include "cli/options/given.h"
#include "cli/terminal.h"
#include "cli/wrapped_text.h"
#include "crawler/marked_text.h"
#include "reports/locale/rule_text.h"
#include "reports/locale/texts.h"
#include "rules/catalogue.h"
#include "rules/references.h"
#include "rules/rule.h"

namespace vigie::cli {
namespace {

using reports::Texts;

constexpr std::size_t kWidth = 79;
constexpr std::size_t kTitleAt = 26;  // column of titles in the list
constexpr std::size_t kFactAt = 14;   // column of facts about one rule

const char* what_it_reads(rules::Needs needs) {
  switch (needs) {
    case rules::Needs::markup:
      return N_("the page as the server sends it");
    case rules::Needs::style:
      return N_("the page with its style sheets");
    case rules::Needs::layout:
      return N_("the page laid out");
    case rules::Needs::rendering:
      break;
  }
  return N_("the page as a browser renders it");
}

std::string joined(std::string_view before, const rules::References& references) {
  std::string text;
  for (const std::string_view reference : references)
    text += (text.empty() ? std::string(before) + ' ' : ", ") + std::string(reference);
  return text;
}

std::string list_entry(const rules::RuleInfo& info, const Texts& texts) {
  std::string facts(texts.translate(reports::severity_name(info.severity)));
  for (const auto& [name, references] :
       {std::pair{"WCAG", &info.wcag}, std::pair{"RGAA", &info.rgaa}})
    if (!references->empty()) facts += " · " + joined(name, *references);
  return two_columns(info.id, texts.translate(info.title), 2, kTitleAt, kWidth) +
         wrapped(facts, kTitleAt, kWidth);
}

std::string list_of_rules(const Texts& texts) {
  std::string lines;
  std::vector<rules::Theme> done;
  for (const rules::Rule& first : rules::catalogue()) {
    const rules::Theme theme = first.info.theme;
    if (std::ranges::find(done, theme) != done.end()) continue;
    done.push_back(theme);
    lines += std::string(lines.empty() ? "" : "\n") +
             std::string(texts.translate(reports::theme_name(theme))) + " (--rules " +
             std::string(rules::name(theme)) + ")\n";
    for (const rules::Rule& rule : rules::catalogue())
      if (rule.info.theme == theme) lines += list_entry(rule.info, texts);
  }
  return lines + '\n' + wrapped(texts.translate(N_("All about one: vigie rules ID")), 0, kWidth);
}

std::string fact(const char* name, std::string_view value, const Texts& texts) {
  return two_columns(texts.translate(name), value, 2, kFactAt, kWidth);
}

// "1.1.1 Non-text Content (A)"; the standard's names are English.
std::string wcag_line(std::string_view id, const Texts& texts) {
  const auto criterion = rules::wcag_criterion(id);
  if (!criterion) return std::string(id);
  std::string line(id);
  if (texts.language() == reports::Language::english) line += ' ' + std::string(criterion->english);
  return line + " (" + std::string(criterion->level) + ')';
}

std::string rgaa_line(std::string_view id, const Texts& texts) {
  const auto test = rules::rgaa_test(id);
  if (!test) return std::string(id);
  const bool english = texts.language() == reports::Language::english && !test->english.empty();
  return std::string(id) + ' ' + std::string(english ? test->english : test->french);
}

std::string references_of(const rules::RuleInfo& info, const Texts& texts) {
  std::string lines;
  for (const std::string_view id : info.wcag)
    lines += fact(N_("WCAG 2.1"), wcag_line(id, texts), texts);
  for (const std::string_view id : info.rgaa)
    lines += fact(N_("RGAA 4.1"), rgaa_line(id, texts), texts);
  for (const std::string_view id : info.act)
    lines += fact(N_("ACT"),
                  "https://www.w3.org/WAI/standards-guidelines/act/rules/" + std::string(id) + '/',
                  texts);
  if (!info.rgaa.empty() && texts.language() == reports::Language::english)
    lines += fact("",
                  texts.translate(N_("Text of RGAA 4.1.2: DINUM, 18 April 2023; in English: "
                                     "RAWeb 1, Luxembourg, where it says the same")),
                  texts);
  else if (!info.rgaa.empty())
    lines += fact("", texts.translate(N_("Text of RGAA 4.1.2: DINUM, 18 April 2023")), texts);
  return lines;
}

std::string all_about(const rules::RuleInfo& info, const Texts& texts) {
  std::string lines =
      wrapped(texts.format(N_("{0}: {1}"), {info.id, texts.translate(info.title)}), 0, kWidth);
  lines += '\n';
  lines += fact(N_("Theme"), texts.translate(reports::theme_name(info.theme)), texts);
  lines += fact(N_("Severity"), texts.translate(reports::severity_name(info.severity)), texts);
  lines += fact(N_("Reads"), texts.translate(what_it_reads(info.needs)), texts);
  lines += references_of(info, texts);
  if (*info.help == '\0') return lines;
  return lines + '\n' + wrapped(texts.translate(info.help), 2, kWidth);
}

StartError unknown_rule(const std::string& id) {
  std::vector<std::string_view> ids;
  for (const rules::Rule& rule : rules::catalogue()) ids.push_back(rule.info.id);
  Message message{.place = "vigie rules",
                  .what = {N_("there is no rule {0}"), {id}},
                  .mend = {N_("list them all: vigie rules")}};
  if (const std::string_view near = nearest(id, ids); !near.empty())
    message.mend = {N_("did you mean {0}?"), {std::string(near)}};
  return StartError(std::move(message));
}

}  // namespace

ExitCode rules(const CommandLine& line, Terminal& terminal) {
  terminal.obey(read_all("rules", merged(line.given, {})).request);
  if (line.words.empty()) terminal.print(list_of_rules(terminal.texts()));
  std::string lines;
  for (const std::string& id : line.words) {
    const rules::Rule* rule = rules::find_rule(id);
    if (rule == nullptr) throw unknown_rule(id);
    lines += (lines.empty() ? "" : "\n") + all_about(rule->info, terminal.texts());
  }
  terminal.print(lines);
  return ExitCode::ok;
}

}  // namespace vigie::cli
