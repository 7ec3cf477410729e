// Our URL parser against libcurl's on the same links, in turns within one process: resolve each
// link of a page against the page and serialise it. Prints the ratio of medians and its quartiles.
#include <curl/curl.h>
#include <curl/urlapi.h>
#include <fmt/core.h>

#include <cstddef>
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bench/in_turns.h"
#include "crawler/url.h"

namespace {

struct Page {
  std::string base;
  std::vector<std::string> links;
};

std::vector<Page> read_pages(const char* path) {
  constexpr std::string_view kBase = "base ";
  std::ifstream file(path);
  std::vector<Page> pages;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(kBase))
      pages.push_back({line.substr(kBase.size()), {}});
    else if (!pages.empty())
      pages.back().links.push_back(line);
  }
  return pages;
}

struct Total {
  std::size_t parsed = 0, bytes = 0;
};

Total resolve_ours(const std::vector<Page>& pages) {
  Total total;
  for (const Page& page : pages) {
    const auto base = vigie::crawler::Url::parse(page.base);
    for (const std::string& link : page.links)
      if (const auto url = vigie::crawler::Url::parse(link, &*base)) {
        ++total.parsed;
        total.bytes += url->href().size();
      }
  }
  return total;
}

using CurlHandle = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

Total resolve_curl(const std::vector<Page>& pages) {
  Total total;
  for (const Page& page : pages) {
    const CurlHandle base(curl_url(), curl_url_cleanup);
    curl_url_set(base.get(), CURLUPART_URL, page.base.c_str(), 0);
    for (const std::string& link : page.links) {
      const CurlHandle url(curl_url_dup(base.get()), curl_url_cleanup);
      char* href = nullptr;
      if (curl_url_set(url.get(), CURLUPART_URL, link.c_str(), CURLU_URLENCODE) != CURLUE_OK ||
          curl_url_get(url.get(), CURLUPART_URL, &href, 0) != CURLUE_OK)
        continue;
      ++total.parsed;
      total.bytes += std::string_view(href).size();
      curl_free(href);
    }
  }
  return total;
}

}  // namespace

int main(int argc, char** argv) {
  const char* const path = argc > 1 ? argv[1] : "bench/data/links.txt";
  const std::vector<Page> pages = read_pages(path);
  if (pages.empty()) {
    fmt::print(stderr, "{}: no line “base URL” in it; run from the source folder or name a file\n",
               path);
    return 2;
  }
  Total ours, curl;
  constexpr int kRounds = 20;
  const auto paired = vigie::bench::in_turns(
      31,
      [&] {
        for (int i = 0; i < kRounds; ++i) ours = resolve_ours(pages);
      },
      [&] {
        for (int i = 0; i < kRounds; ++i) curl = resolve_curl(pages);
      });
  fmt::print("url_parse: {} URLs of {} bytes (libcurl: {} of {})\n", ours.parsed, ours.bytes,
             curl.parsed, curl.bytes);
  fmt::print(
      "url_parse: ours {:.0f} ns a URL, libcurl {:.0f}; ours/libcurl {:.2f} [{:.2f} {:.2f}]\n",
      paired.ours_ms * 1e6 / kRounds / static_cast<double>(ours.parsed),
      paired.theirs_ms * 1e6 / kRounds / static_cast<double>(curl.parsed), paired.median,
      paired.low, paired.high);
  return 0;
}
