#ifndef VIGIE_CRAWLER_DOM_TAG_ATTRIBUTES_H
#define VIGIE_CRAWLER_DOM_TAG_ATTRIBUTES_H

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "crawler/dom/document.h"
#include "crawler/dom/document_builder.h"

namespace vigie::dom {

// Reads the attributes of a start tag as written (HTML Standard §13.2.5.32 to 40) and adjusts their
// names as SVG and MathML want it (§13.2.6.1). Of several with one name the first counts.
class TagAttributes {
 public:
  // `tag` is a view into the builder's source, or the builder copies what it needs.
  void give(std::string_view tag, Space space, DocumentBuilder& builder);

  // Whether the tag has no attribute of this name yet; it counts as given then. The name must live
  // until the next tag is given.
  bool is_new(std::string_view name);

 private:
  std::vector<std::string_view> names_;  // as written, of the tag being read
  std::unordered_set<std::string> many_names_;
  std::string name_, value_;
};

}  // namespace vigie::dom

#endif
