// Page → Document against plain Gumbo with its default options, on the same pages in turns.
//   bench_parse [--full-parse] [--turns N] FOLDER…
// Each folder is a corpus: its HTML files, at most 300 spread over the folder. Prints how many
// times less CPU time ours takes (median and quartiles), and what both read per second.
#include <fmt/core.h>
#include <gumbo.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <ios>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bench/in_turns.h"
#include "crawler/charset.h"
#include "crawler/dom/document.h"
#include "crawler/dom/html_parser.h"

namespace {

constexpr std::size_t kMostPages = 300;

std::vector<std::string> read_pages(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file() &&
        (entry.path().extension() == ".html" || entry.path().extension() == ".htm"))
      files.push_back(entry.path());
  std::ranges::sort(files);
  std::vector<std::string> pages;
  const std::size_t stride = std::max<std::size_t>(1, (files.size() + kMostPages - 1) / kMostPages);
  for (std::size_t at = 0; at < files.size(); at += stride) {
    std::ifstream stream(files[at], std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    pages.push_back(vigie::crawler::decode_html(std::move(bytes), "").text);
  }
  return pages;
}

std::size_t parse_by_gumbo(const std::vector<std::string>& pages) {
  std::size_t children = 0;
  for (const std::string& page : pages) {
    GumboOutput* const tree =
        gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size());
    children += tree->root->v.element.children.length;
    gumbo_destroy_output(&kGumboDefaultOptions, tree);
  }
  return children;
}

std::size_t parse_by_ours(const std::vector<std::string>& pages,
                          const vigie::dom::ParseOptions& options) {
  vigie::dom::HtmlParser parser;
  std::size_t nodes = 0;
  for (const std::string& page : pages) nodes += parser.parse(page, options).size();
  return nodes;
}

void compare(const std::string& folder, int turns, const vigie::dom::ParseOptions& options) {
  const std::vector<std::string> pages = read_pages(folder);
  std::size_t bytes = 0;
  for (const std::string& page : pages) bytes += page.size();
  if (bytes == 0) {
    fmt::print("{}: no page there\n", folder);
    return;
  }
  std::size_t work = 0;  // used, so that nothing is optimised away
  const auto paired = vigie::bench::in_turns(
      turns, [&] { work += parse_by_ours(pages, options); },
      [&] { work += parse_by_gumbo(pages); });
  const double megabytes = static_cast<double>(bytes) / 1e6;
  fmt::print(
      "parse {} {} pages {:.1f} MB  {:.2f} times less [{:.2f} {:.2f}]  ours {:.1f} MB/s, Gumbo "
      "{:.1f} MB/s{}\n",
      folder, pages.size(), megabytes, 1 / paired.median, 1 / paired.high, 1 / paired.low,
      megabytes / paired.ours_ms * 1e3, megabytes / paired.theirs_ms * 1e3, work == 0 ? "?" : "");
}

}  // namespace

int main(int argc, char** argv) {
  vigie::dom::ParseOptions options;
  int turns = 7;
  bool turns_next = false;
  for (const std::string_view argument :
       std::span(argv, static_cast<std::size_t>(argc)).subspan(1)) {
    if (turns_next)
      std::from_chars(argument.data(), argument.data() + argument.size(), turns);
    else if (argument == "--full-parse")
      options.full_parse = true;
    else if (argument != "--turns")
      compare(std::string(argument), turns, options);
    turns_next = argument == "--turns";
  }
  return 0;
}
