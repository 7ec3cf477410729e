#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "crawler/dom/document.h"
#include "crawler/dom/locate.h"
#include "crawler/marked_text.h"
#include "rules/finding.h"
#include "rules/fingerprint.h"
#include "rules/page.h"
#include "rules/rule.h"

// The engine: targets → verdicts → evidence, for every rule that speaks of a single page.

namespace vigie::rules {
namespace {

using dom::NodeId;

// Further findings of one rule on one page are counted but not described: the thousand-and-first
// says nothing new, and a hostile page would fill the memory with evidence.
constexpr std::uint32_t kMostFindingsOfARule = 1000;

bool is_problem(Outcome outcome) {
  return outcome == Outcome::failed || outcome == Outcome::cant_tell;
}

class Judging {
 public:
  Judging(const Answer& answer, Keep keep) : answer_(answer), keep_(keep) {}

  void judge(const Rule& rule) {
    if (std::holds_alternative<PortalChecks>(rule.checks)) return;
    rule_ = &rule;
    described_ = 0;
    judgement_.outcomes.push_back({.rule = rule.info.id});
    if (const auto* elements = std::get_if<ElementChecks>(&rule.checks))
      judge_elements(*elements);
    else
      judge_answer(std::get<AnswerChecks>(rule.checks));
    if (judgement_.outcomes.back().count == std::array<std::uint32_t, 4>{})
      note({Outcome::inapplicable, N_("Nothing here that this rule speaks of.")}, dom::kNoNode, {});
  }

  Judgement take() { return std::move(judgement_); }

 private:
  // Made when the first rule about elements needs it.
  const Page* page() {
    if (!page_ && answer_.document != nullptr) page_.emplace(*answer_.document);
    return page_ ? &*page_ : nullptr;
  }

  void judge_elements(const ElementChecks& checks) {
    const Page* const page = this->page();
    if (page == nullptr) return;
    const bool unreadable = rule_->info.needs != Needs::markup && !page->document().is_rendered();
    for (const NodeId target : checks.targets(*page)) {
      const bool of_exposed = checks.of == Of::exposed_elements;
      if (of_exposed && !page->exposure().is_exposed(target)) continue;
      if (unreadable) {
        note({Outcome::cant_tell, N_("This rule needs a browser; the page was read without one.")},
             target, {});
        continue;
      }
      Verdict verdict = checks.judge(*page, target);
      if (verdict.outcome == Outcome::failed && of_exposed &&
          page->exposure().may_be_hidden(target)) {
        verdict.outcome = Outcome::cant_tell;
        verdict.message = N_(
            "This would fail, but the page may hide the element until somebody asks for it: look "
            "at it once it is shown.");
      }
      note(std::move(verdict), target, {});
    }
  }

  void judge_answer(const AnswerChecks& checks) {
    for (AnswerVerdict& one : checks.judge(answer_))
      note(std::move(one.verdict), one.node, std::move(one.where));
  }

  void note(Verdict verdict, NodeId node, std::string where) {
    ++judgement_.outcomes.back().count[static_cast<std::size_t>(verdict.outcome)];
    if (keep_ == Keep::problems && !is_problem(verdict.outcome)) return;
    if (described_ == kMostFindingsOfARule) return;
    ++described_;
    Finding finding{.rule = rule_->info.id,
                    .outcome = verdict.outcome,
                    .where = std::move(where),
                    .message = verdict.message,
                    .values = std::move(verdict.values),
                    .act = verdict.act.value_or(rule_->info.act)};
    if (node != dom::kNoNode) {
      const dom::Document& document = *answer_.document;
      finding.selector = dom::selector(document, node);
      finding.snippet = dom::snippet(document, node);
      finding.line = document.line(node);
    }
    const std::string place = node != dom::kNoNode && finding.where.empty()
                                  ? place_of(*answer_.document, node)
                                  : finding.where;
    finding.fingerprint = is_problem(finding.outcome) ? fingerprints_.next(finding.rule, place)
                                                      : fingerprint(finding.rule, place);
    judgement_.findings.push_back(std::move(finding));
  }

  const Answer& answer_;
  Keep keep_;
  std::optional<Page> page_;
  Fingerprints fingerprints_;
  const Rule* rule_ = nullptr;
  std::uint32_t described_ = 0;
  Judgement judgement_;
};

}  // namespace

Judgement judge(std::span<const Rule* const> rules, const Answer& answer, Keep keep) {
  Judging judging(answer, keep);
  for (const Rule* const rule : rules) judging.judge(*rule);
  return judging.take();
}

}  // namespace vigie::rules
