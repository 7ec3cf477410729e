#ifndef VIGIE_RULES_FINGERPRINT_H
#define VIGIE_RULES_FINGERPRINT_H

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "crawler/dom/document.h"

namespace vigie::rules {

// What makes a finding the same finding in the next run: the rule and what tells its target from
// others of the page. Nothing of where in the page or template that stands: no line, no position
// among siblings, no ancestors while the element speaks for itself. So a paragraph added above, a
// new wrapper or another template leaves it alone. The place of
//  - an element: tag, and its id, name, src, href, for, action and usemap as written (of a file's
//    address neither query nor fragment: versions and cache keys change with every release);
//  - an element without any of these: its type, value, class and text, and the nearest ancestor
//  with
//    an id;
//  - an answer: AnswerVerdict::where ("Set-Cookie: session").
// What is equal in all that is numbered in document order: of two identical faults on a page one
// has number 0, the other 1; mending either leaves number 0. The outcome is not in it: a failure
// that becomes doubtful is still the same finding. Equal on every machine and in every version.
std::uint64_t fingerprint(std::string_view rule, std::string_view place);

// The place of an element as said above.
std::string place_of(const dom::Document& page, dom::NodeId element);

// Numbers what is equal, on one page.
class Fingerprints {
 public:
  std::uint64_t next(std::string_view rule, std::string_view place);

 private:
  std::map<std::uint64_t, std::uint32_t> seen_;
};

}  // namespace vigie::rules

#endif
