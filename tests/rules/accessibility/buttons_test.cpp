#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "judging.h"
#include "page_case.h"
#include "rules/finding.h"
#include "rules/rule.h"

namespace vigie::rules {
namespace {

using enum Outcome;

VIGIE_PAGE_CASES(
    ButtonName, "button-name", PageCase{"Text", "<button>Envoyer</button>", passed},
    PageCase{"Value", "<input type=button value=Envoyer>", passed},
    PageCase{"SubmitNamesItself", "<input type=submit>", passed},
    PageCase{"ResetNamesItself", "<input type=RESET>", passed},
    PageCase{"AriaLabel", "<button aria-label=Fermer>&times;</button>", passed},
    PageCase{"ImageInside", "<button><img src=a.png alt=Chercher></button>", passed},
    PageCase{"Label", "<label for=b>Chercher</label><button id=b></button>", passed},
    PageCase{"RoleButton", "<a href=/ role=button>Menu</a>", passed},
    PageCase{"Title", "<button title=Fermer></button>", passed},
    PageCase{"Empty", "<button></button>", failed},
    PageCase{"ValueIsNoNameOfAButton", "<button value=Envoyer></button>", failed},
    PageCase{"InputButtonWithoutValue", "<input type=button>", failed},
    PageCase{"DrawingWithoutTitle", "<button><svg><path d=M0/></svg></button>", failed},
    PageCase{"RoleButtonEmpty", "<span role=button></span>", failed},
    PageCase{"PresentationDoesNotCount", "<button role=presentation></button>", failed},
    PageCase{"EmptyValueOfASubmit", "<input type=submit value=''>", cant_tell},
    PageCase{"UsedDrawingHasATitle",
             "<svg hidden><symbol id=s><title>Menu</title></symbol></svg>"
             "<button><svg><use href=#s></svg></button>",
             cant_tell},
    PageCase{"MayBeHiddenUntilOpened",
             "<details><summary>Plus</summary><button></button></details>", cant_tell},
    PageCase{"PresentationalAndDisabled", "<button role=none disabled></button>", inapplicable},
    PageCase{"ImageButtonIsAnImage", "<input type=image src=a.png>", inapplicable},
    PageCase{"RoleTab", "<button role=tab></button>", inapplicable},
    PageCase{"InAClosedDialog", "<dialog><button></button></dialog>", inapplicable},
    PageCase{"Inert", "<div inert><button></button></div>", inapplicable});

}  // namespace
}  // namespace vigie::rules
