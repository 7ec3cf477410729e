// Whatever the page: the skeleton pre-pass and the full parse give the same Document, node by node.
// Dictionary: html.dict. Finds go to tests/data/fuzz/html_skeleton/.
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

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string page =
      vigie::crawler::to_valid_utf8({reinterpret_cast<const char*>(data), size});
  const vigie::dom::Document quick = vigie::dom::parse_html(page);
  const vigie::dom::Document full = vigie::dom::parse_html(page, {.full_parse = true});
  const std::string difference = vigie::dom::difference(quick, full);
  if (difference.empty()) return 0;
  fmt::print(stderr, "{}", difference);
  std::abort();
}
