#ifndef VIGIE_CRAWLER_PAGE_READER_H
#define VIGIE_CRAWLER_PAGE_READER_H

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "crawler/crawl_store.h"
#include "crawler/dom/document.h"
#include "crawler/dom/html_parser.h"
#include "crawler/page_contents.h"
#include "crawler/response.h"
#include "crawler/url.h"

namespace vigie::crawler {

// A page while its Document is alive, for upper rooms to judge and measure.
struct LivePage {
  const Url& url;  // of the last answer
  bool local;      // a file: there is no answer, and `url` means nothing
  const Response& response;
  const dom::Document* document;  // null of what is no HTML
  const PageContents* contents;
  std::span<const Timings> samples;  // of every request made of it (--repeat), the first included
};

// Called from several threads at once.
class PageAnalyser {
 public:
  virtual ~PageAnalyser() = default;
  virtual std::unique_ptr<Analysis> analyse(const LivePage& page) const = 0;
};

bool is_html(std::string_view content_type);  // also when there is none: browsers would sniff, and
                                              // pages are what we ask for

// Response → PageVisit: hash, charset, Document, contents, analysis; the body and the Document die
// here. One per thread.
class PageReader {
 public:
  PageReader(const PageAnalyser& analyser, dom::ParseOptions options)
      : analyser_(analyser), options_(options) {}
  void read(PageVisit& visit, std::span<const Timings> samples);

 private:
  const PageAnalyser& analyser_;
  dom::ParseOptions options_;
  dom::HtmlParser parser_;
};

}  // namespace vigie::crawler

#endif
