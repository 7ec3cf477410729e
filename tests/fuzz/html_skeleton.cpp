// Whatever the page: the strict tree, the skeleton pre-pass and the full parse give the same
// Document, node by node. Dictionary: html.dict. Finds go to tests/data/fuzz/html_skeleton/.
#include <fmt/core.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "crawler/charset.h"
#include "crawler/dom/document.h"
#include "crawler/dom/html_parser.h"
#include "tests/crawler/dom/same_document.h"

namespace {

void require_same(std::string_view way, const vigie::dom::Document& quick,
                  const vigie::dom::Document& full) {
  const std::string difference = vigie::dom::difference(quick, full);
  if (difference.empty()) return;
  fmt::print(stderr, "{} differs\n{}", way, difference);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using vigie::dom::parse_html;
  const std::string page =
      vigie::crawler::to_valid_utf8({reinterpret_cast<const char*>(data), size});
  const vigie::dom::Document full = parse_html(page, {.full_parse = true});
  require_same("strict tree", parse_html(page), full);
  require_same("skeleton", parse_html(page, {.strict_tree = false}), full);
  return 0;
}
