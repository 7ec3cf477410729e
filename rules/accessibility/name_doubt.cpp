#include "rules/accessibility/name_doubt.h"

#include "crawler/marked_text.h"
#include "rules/accessibility/accessible_name.h"
#include "rules/rule.h"

namespace vigie::rules {

Verdict cannot_tell_name(const Name& name) {
  constexpr auto kOutcome = Outcome::cant_tell;
  switch (name.doubt) {
    case Doubt::missing_reference:
      return {kOutcome,
              N_("No element has the id “{0}” that aria-labelledby names; unless a script adds it, "
                 "there is no name."),
              {name.detail}};
    case Doubt::hidden_by_style:
      return {
          kOutcome,
          N_("The only name, “{0}”, stands in content that a style sheet of the page may hide."),
          {name.text}};
    case Doubt::generated_text:
      return {
          kOutcome,
          N_("There is no name in the markup; a style sheet of the page may write one (::before "
             "or ::after).")};
    case Doubt::custom_element:
      return {kOutcome,
              N_("There is no name in the markup; a script draws the element <{0}> and may bring "
                 "one."),
              {name.detail}};
    case Doubt::owned_content:
      return {kOutcome,
              N_("There is no name in the markup itself; it takes in other content of the page, "
                 "which may bring one.")};
    case Doubt::presentational:
      return {kOutcome,
              N_("The only name, “{0}”, is the alternative of an image marked as presentational: "
                 "browsers disagree on whether it counts."),
              {name.text}};
    case Doubt::private_use:
      return {kOutcome,
              N_("The name is made of characters of an icon font alone ({0}), which screen readers "
                 "cannot say."),
              {name.detail}};
    case Doubt::empty_value:
      return {kOutcome,
              N_("The attribute value is empty: some browsers write their own text, others leave "
                 "the button blank.")};
    case Doubt::too_costly:
    case Doubt::none:
      break;
  }
  return {kOutcome, N_("The name was not worked out: elements of this page quote one another too "
                       "often.")};
}

}  // namespace vigie::rules
