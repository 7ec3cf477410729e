#ifndef VIGIE_RULES_ACCESSIBILITY_LANGUAGE_TAG_H
#define VIGIE_RULES_ACCESSIBILITY_LANGUAGE_TAG_H

#include <string_view>

namespace vigie::rules {

// The primary subtag of a language tag as written: what stands before the first hyphen.
std::string_view primary_subtag(std::string_view tag);

// Is it a language of the IANA registry (BCP 47), whatever its case? Deprecated ones and the
// private range qaa–qtz are; grandfathered tags ("i-lux") and private use ("x-…") name no language.
bool is_language(std::string_view subtag);

}  // namespace vigie::rules

#endif
