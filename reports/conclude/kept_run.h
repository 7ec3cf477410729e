#ifndef VIGIE_REPORTS_CONCLUDE_KEPT_RUN_H
#define VIGIE_REPORTS_CONCLUDE_KEPT_RUN_H

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/crawl_store.h"
#include "crawler/error_kind.h"
#include "crawler/page_contents.h"
#include "crawler/response.h"
#include "probes/ecoindex.h"
#include "probes/measure.h"
#include "probes/page_load.h"
#include "rules/finding.h"

namespace vigie::reports {

// A page as the crawl left it. Views and pointers live until the callback returns.
struct KeptPage {
  std::string_view url, final_url;
  int status = 0;
  std::optional<crawler::ErrorKind> failure;
  bool alias = false, frame = false;
  bool asked_to_wait = false;  // Retry-After
  crawler::FoundBy found_by = crawler::FoundBy::link;
  std::span<const crawler::Redirect> redirects;
  std::string_view content_type, last_modified;
  const crawler::PageContents* contents = nullptr;
  const probes::PageLoad* load = nullptr;
};

struct KeptResource {
  std::string_view url, final_url;
  crawler::ResourceKind kind = crawler::ResourceKind::other;
  crawler::FoundBy found_by = crawler::FoundBy::resource;
  int status = 0;
  std::optional<crawler::ErrorKind> failure;
  bool asked_to_wait = false;
  std::uint64_t bytes_transferred = 0;
  std::span<const crawler::ResourceUse> uses;  // of a style sheet
};

// What can only be said of a page when the whole portal is known.
struct PageConclusion {
  std::optional<std::uint32_t> clicks;
  std::optional<int> status;  // of an alias: that of the page it leads to
  std::string page_template;
  std::optional<probes::PageWeight> weight;
  std::optional<probes::EcoIndex> ecoindex;
};

// A run whose crawl is over and whose conclusions are still to be drawn. Implemented by the
// history.
class KeptRun {
 public:
  virtual ~KeptRun() = default;
  // Frames and aliases too, by URL. each_answer is cheap: contents and load are null there.
  virtual void each_answer(const std::function<void(const KeptPage&)>& use) = 0;
  virtual void each_page(const std::function<void(const KeptPage&)>& use) = 0;
  virtual void each_resource(const std::function<void(const KeptResource&)>& use) = 0;
  virtual void conclude_page(std::string_view url, const PageConclusion& conclusion) = 0;
  // `judged`: the outcomes of these rules on this page, also where there is no finding.
  virtual void add_findings(std::string_view page, std::vector<rules::Finding> findings,
                            std::span<const rules::OutcomeCounts> judged) = 0;
  virtual void add_measures(std::span<const probes::Measure> measures) = 0;
  virtual void flush() = 0;  // the above may be gathered; now they are kept
};

}  // namespace vigie::reports

#endif
