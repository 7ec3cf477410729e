#ifndef VIGIE_RULES_RULE_H
#define VIGIE_RULES_RULE_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "crawler/dom/document.h"
#include "crawler/response.h"
#include "crawler/url.h"

namespace vigie::rules {

class Page;  // page.h

// Outcomes are those of W3C EARL 1.0; the JSON spells them passed, failed, cantTell, inapplicable.
enum class Outcome : std::uint8_t { passed, failed, cant_tell, inapplicable };
enum class Severity : std::uint8_t { minor, moderate, serious, critical };
enum class Needs : std::uint8_t { markup, style, layout, rendering };  // of the Document
enum class Theme : std::uint8_t { accessibility, security, links, performance };
using References = std::vector<std::string_view>;

std::string_view name(Outcome outcome);    // "cantTell"
std::string_view name(Severity severity);  // "serious"
std::string_view name(Theme theme);

struct RuleInfo {
  std::string_view id;  // never renamed: histories and baselines hold it
  Theme theme;
  const char* title;  // msgid; true of a page that is right
  Severity severity;  // of a failure, for the person it blocks
  Needs needs = Needs::markup;
  References wcag = {};   // success criteria, "1.1.1"
  References rgaa = {};   // RGAA 4.1 tests, "1.1.1"
  References act = {};    // ACT rules, "23a2a8"
  const char* help = "";  // msgid; how to mend it, in one or two sentences
  int version = 1;        // raised when the rule judges differently
};

struct Verdict {
  Outcome outcome;
  const char* message;                   // msgid with {0}, {1} …; translated only where it is shown
  std::vector<std::string> values = {};  // hostile text: the writer of each format escapes it
  std::vector<dom::NodeId> related = {};  // other elements the message speaks of
  // The ACT rules that this very outcome decides; absent: all of RuleInfo::act. Empty where only
  // another reference (RGAA, HTML) does.
  std::optional<References> act = std::nullopt;
};

// A verdict of a rule about an answer rather than an element: `where` names the header line, cookie
// or URL it speaks of and is what tells two findings of one page apart ("Set-Cookie: session").
struct AnswerVerdict {
  Verdict verdict;
  std::string where = {};
  dom::NodeId node = dom::kNoNode;  // when an element shows it (meta, img)
};

// What a rule about answers reads: the last answer, its Document when it is one, and that it came
// over this URL.
struct Answer {
  const crawler::Url& url;
  const crawler::Response& response;
  const dom::Document* document;  // null of what is no HTML
  const crawler::Url& base_url;   // of the document (<base>)
};

// A rule is data about itself and functions. The engine, not the rule, turns "no target" into
// inapplicable, a Document without what the rule needs into cant_tell, and a NodeId into evidence
// (selector, snippet, line). A rule cannot get these wrong.
enum class Of : std::uint8_t {
  every_element,
  // Targets that assistive technology cannot reach are dropped, and a failure of one that a style
  // sheet may hide becomes cant_tell (accessibility/exposure.h).
  exposed_elements,
};
struct ElementChecks {
  std::vector<dom::NodeId> (*targets)(const Page&);  // in document order
  Verdict (*judge)(const Page&, dom::NodeId target);
  Of of = Of::every_element;
};
struct AnswerChecks {  // no verdict: inapplicable
  std::vector<AnswerVerdict> (*judge)(const Answer&);
};
struct PortalChecks {};  // judged on the finished crawl (broken-link, missing-resource)

struct Rule {
  RuleInfo info;
  std::variant<ElementChecks, AnswerChecks, PortalChecks> checks;
};

}  // namespace vigie::rules

#endif
