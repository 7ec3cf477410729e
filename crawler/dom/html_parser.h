#ifndef VIGIE_CRAWLER_DOM_HTML_PARSER_H
#define VIGIE_CRAWLER_DOM_HTML_PARSER_H

#include <cstddef>
#include <memory>
#include <string>

#include "crawler/dom/document.h"

namespace vigie::dom {

struct ParseOptions {
  std::size_t max_elements = 250'000;  // start tags; what follows is dropped before the parser and
                                       // the Document says too_large (as it does where less of the
                                       // page already takes more work than pages do)
  bool full_parse = false;             // by Gumbo alone, without what makes it quick (to compare)
  bool strict_tree = true;             // where the page allows it (strict_tree.h)
};

// HTML → Document. One per thread; reuses its memory between pages (grows to the largest page,
// trimmed after one above 4 MB). `source` is valid UTF-8 (crawler/charset.h). Never fails: any
// bytes give a tree. Time and memory are linear in the source: nesting deeper than 512 open
// elements is flattened as browsers do.
class HtmlParser {
 public:
  HtmlParser();
  ~HtmlParser();
  HtmlParser(HtmlParser&&) noexcept;
  HtmlParser& operator=(HtmlParser&&) noexcept;

  Document parse(std::string source, const ParseOptions& options = {});

 private:
  struct State;
  std::unique_ptr<State> state_;
};

Document parse_html(std::string source,
                    const ParseOptions& options = {});  // for tests and single pages

}  // namespace vigie::dom

#endif
