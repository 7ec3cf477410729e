// All page rules against the parse that comes before them, on the same pages in turns within one
// process; then pages made to be dear, each of 1, 2 and 4 times the size: the time for each may
// grow no faster than the page.
#include <fmt/core.h>

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "bench/in_turns.h"
#include "crawler/charset.h"
#include "crawler/dom/document.h"
#include "crawler/dom/html_parser.h"
#include "crawler/response.h"
#include "crawler/url.h"
#include "rules/catalogue.h"
#include "rules/finding.h"
#include "rules/rule.h"

namespace {

using namespace vigie;

std::vector<const rules::Rule*> page_rules() {
  std::vector<const rules::Rule*> found;
  for (const rules::Rule& rule : rules::catalogue())
    if (!std::holds_alternative<rules::PortalChecks>(rule.checks)) found.push_back(&rule);
  return found;
}

std::size_t judge(const dom::Document& page) {
  static const std::vector<const rules::Rule*> all = page_rules();
  static const auto url = crawler::Url::parse("https://mairie.example/");
  static const crawler::Response response;
  return rules::judge(all, {.url = *url, .response = response, .document = &page, .base_url = *url})
      .findings.size();
}

std::string repeat(std::string_view text, std::size_t times) {
  std::string whole;
  whole.reserve(text.size() * times);
  for (std::size_t time = 0; time < times; ++time) whole += text;
  return whole;
}

std::string numbered(std::string_view before, std::string_view after, std::size_t times) {
  std::string whole;
  for (std::size_t time = 0; time < times; ++time)
    whole.append(before).append(std::to_string(time)).append(after);
  return whole;
}

struct Dear {
  const char* name;
  std::function<std::string(std::size_t)> page;
};

const std::vector<Dear>& dear_pages() {
  static const std::vector<Dear> pages = {
      {"images", [](std::size_t n) { return repeat("<img src=a>", n); }},
      {"images of one figure",
       [](std::size_t n) { return "<figure>" + repeat("<img src=a>", n) + "<figcaption>"; }},
      {"labels and fields",
       [](std::size_t n) {
         return numbered("<label for=f", ">x</label>", n) + numbered("<input id=f", ">", n);
       }},
      {"labels of one field",
       [](std::size_t n) { return repeat("<label for=f></label>", n) + "<input id=f>"; }},
      {"fields of one label",
       [](std::size_t n) { return "<label>" + repeat("<input>", n) + "</label>"; }},
      {"references to one part",
       [](std::size_t n) {
         return "<p id=p>" + repeat("<i></i>", n) + "</p>" +
                repeat("<a href=/ aria-labelledby=p></a>", n);
       }},
      {"one id on all", [](std::size_t n) { return repeat("<input id=f aria-owns=f>", n); }},
      {"links nested 500 deep",
       [](std::size_t n) { return repeat("<div role=link>", 500) + repeat("<i></i>", n); }},
      {"wide at 500 deep",
       [](std::size_t n) { return repeat("<div>", 500) + repeat("<a href=/></a>", n); }},
      {"areas",
       [](std::size_t n) {
         return "<img usemap=#m alt=x><map name=m>" + repeat("<area href=/>", n);
       }},
      {"summaries",
       [](std::size_t n) {
         return "<details>" + repeat("<p></p>", n) + repeat("<summary></summary>", n);
       }},
      {"style rules and classes",
       [](std::size_t n) {
         return "<style>" + numbered(".a.b", "{display:none}", n) + "</style>" +
                repeat("<p class=a>", n);
       }},
      {"open noscripts", [](std::size_t n) { return "<body>" + repeat("<noscript>", n); }},
      {"viewports",
       [](std::size_t n) { return repeat("<meta name=viewport content=user-scalable=no>", n); }},
      {"objects",
       [](std::size_t n) { return repeat("<object data=a.png>", 400) + repeat("<i></i>", n); }},
      {"http images", [](std::size_t n) { return repeat("<img src=http://a.example/ alt=x>", n); }},
  };
  return pages;
}

double milliseconds_to_judge(const std::string& html) {
  const dom::Document page = dom::parse_html(html);
  const auto start = std::chrono::steady_clock::now();
  judge(page);
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
      .count();
}

void judge_dear_pages(std::size_t size) {
  for (const Dear& dear : dear_pages())
    fmt::print("{:26} n = {}: {:8.1f} ms, 2 n: {:8.1f} ms, 4 n: {:8.1f} ms\n", dear.name, size,
               milliseconds_to_judge(dear.page(size)), milliseconds_to_judge(dear.page(2 * size)),
               milliseconds_to_judge(dear.page(4 * size)));
}

void judge_real_pages(const std::vector<std::string>& pages) {
  std::vector<dom::Document> documents;
  std::size_t bytes = 0;
  dom::HtmlParser parser;
  for (const std::string& page : pages) {
    documents.push_back(parser.parse(page));
    bytes += page.size();
  }
  const auto parse = [&] {
    for (const std::string& page : pages) parser.parse(page);
  };
  const auto judge_all = [&] {
    for (const dom::Document& document : documents) judge(document);
  };
  const bench::Paired paired = bench::in_turns(11, judge_all, parse);
  const auto count = static_cast<double>(pages.size());
  fmt::print("rules {} pages of {:.0f} KB  rules/parse {:.2f} [{:.2f} {:.2f}]  {:.0f} µs a page\n",
             pages.size(), static_cast<double>(bytes) / count / 1024, paired.median, paired.low,
             paired.high, 1000 * paired.ours_ms / count);
}

}  // namespace

// Arguments: HTML files for the first part; without any, only the second.
int main(int argc, char** argv) {
  std::vector<std::string> pages;
  for (int file = 1; file < argc; ++file) {
    std::ifstream stream(argv[file], std::ios::binary);
    if (!stream) {
      fmt::print(stderr, "{}: cannot be read\n", argv[file]);
      return 2;
    }
    std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    pages.push_back(crawler::decode_html(std::move(bytes), "").text);
  }
  if (pages.empty())
    judge_dear_pages(25'000);
  else
    judge_real_pages(pages);
}
