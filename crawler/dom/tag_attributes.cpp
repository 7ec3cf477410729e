#include "crawler/dom/tag_attributes.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "crawler/ascii.h"
#include "crawler/dom/character_reference.h"
#include "crawler/dom/document.h"
#include "crawler/dom/document_builder.h"
#include "crawler/dom/tokenizer.h"

namespace vigie::dom {
namespace {

constexpr std::size_t kMostAttributes = 10'000;  // of one tag; pages have a few dozen
constexpr std::size_t kFew = 16;                 // names that are compared one by one

// HTML Standard §13.2.6.1, adjust SVG attributes.
constexpr std::array<std::string_view, 58> kSvgNames{"attributeName",
                                                     "attributeType",
                                                     "baseFrequency",
                                                     "baseProfile",
                                                     "calcMode",
                                                     "clipPathUnits",
                                                     "diffuseConstant",
                                                     "edgeMode",
                                                     "filterUnits",
                                                     "glyphRef",
                                                     "gradientTransform",
                                                     "gradientUnits",
                                                     "kernelMatrix",
                                                     "kernelUnitLength",
                                                     "keyPoints",
                                                     "keySplines",
                                                     "keyTimes",
                                                     "lengthAdjust",
                                                     "limitingConeAngle",
                                                     "markerHeight",
                                                     "markerUnits",
                                                     "markerWidth",
                                                     "maskContentUnits",
                                                     "maskUnits",
                                                     "numOctaves",
                                                     "pathLength",
                                                     "patternContentUnits",
                                                     "patternTransform",
                                                     "patternUnits",
                                                     "pointsAtX",
                                                     "pointsAtY",
                                                     "pointsAtZ",
                                                     "preserveAlpha",
                                                     "preserveAspectRatio",
                                                     "primitiveUnits",
                                                     "refX",
                                                     "refY",
                                                     "repeatCount",
                                                     "repeatDur",
                                                     "requiredExtensions",
                                                     "requiredFeatures",
                                                     "specularConstant",
                                                     "specularExponent",
                                                     "spreadMethod",
                                                     "startOffset",
                                                     "stdDeviation",
                                                     "stitchTiles",
                                                     "surfaceScale",
                                                     "systemLanguage",
                                                     "tableValues",
                                                     "targetX",
                                                     "targetY",
                                                     "textLength",
                                                     "viewBox",
                                                     "viewTarget",
                                                     "xChannelSelector",
                                                     "yChannelSelector",
                                                     "zoomAndPan"};

std::string_view adjusted(std::string_view name, Space space) {
  if (space == Space::mathml) return name == "definitionurl" ? "definitionURL" : name;
  if (space != Space::svg) return name;
  for (const std::string_view known : kSvgNames)
    if (crawler::equal_ignoring_case(known, name)) return known;
  return name;
}

bool needs_change(std::string_view name) {
  return std::ranges::any_of(
      name, [](char byte) { return (byte >= 'A' && byte <= 'Z') || byte == '\0'; });
}

}  // namespace

bool TagAttributes::is_new(std::string_view name) {
  if (names_.size() < kFew) {
    const auto same = [name](std::string_view other) {
      return crawler::equal_ignoring_case(name, other);
    };
    if (std::ranges::any_of(names_, same)) return false;
    names_.push_back(name);
    return true;
  }
  if (many_names_.empty())
    for (const std::string_view each : names_) many_names_.insert(crawler::lower_case(each));
  return many_names_.size() < kMostAttributes &&
         many_names_.insert(crawler::lower_case(name)).second;
}

void TagAttributes::give(std::string_view tag, Space space, DocumentBuilder& builder) {
  names_.clear();
  many_names_.clear();
  std::size_t at = std::min<std::size_t>(1, tag.size());
  while (at < tag.size() && !is_html_space(tag[at]) && tag[at] != '/' && tag[at] != '>') ++at;
  AttributeReader reader(tag, at);
  for (WrittenAttribute attribute; reader.next(attribute);) {
    if (!is_new(attribute.name)) continue;
    std::string_view name = attribute.name;
    if (needs_change(name)) {
      name_.clear();
      decode(name, Written::raw, name_);
      std::ranges::transform(name_, name_.begin(), crawler::lower);
      name = name_;
    }
    std::string_view value = attribute.value;
    if (needs_decoding(value, Written::attribute)) {
      value_.clear();
      decode(value, Written::attribute, value_);
      value = value_;
    }
    builder.attribute(adjusted(name, space), value);
  }
}

}  // namespace vigie::dom
