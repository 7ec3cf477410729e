#ifndef VIGIE_RULES_CATALOGUE_H
#define VIGIE_RULES_CATALOGUE_H

#include <span>
#include <string_view>

#include "rules/rule.h"

namespace vigie::rules {

std::span<const Rule> catalogue();           // every rule there is, in a fixed order
const Rule* find_rule(std::string_view id);  // null when there is none
int catalogue_version();                     // changes whenever any rule or its version does

}  // namespace vigie::rules

#endif
