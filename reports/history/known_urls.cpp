#include "reports/history/known_urls.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "crawler/crawl_store.h"
#include "crawler/frontier.h"
#include "crawler/page_contents.h"
#include "crawler/url.h"
#include "crawler/url_pattern.h"
#include "reports/history/database.h"
#include "reports/history/frontier_rows.h"
#include "reports/history/keyed_hash.h"
#include "reports/history/page_rows.h"
#include "reports/history/resource_rows.h"
#include "reports/history/visit_record.h"

namespace vigie::reports::history {
namespace {

using crawler::FoundBy;
using crawler::KnownUrl;
using crawler::ResourceKind;
using crawler::ResourceUse;
using crawler::Url;

class KnownUrls {
 public:
  KnownUrls(Database& database, std::int64_t run, StillWanted wanted,
            const std::function<void(const KnownUrl&)>& use)
      : database_(database), run_(run), wanted_(wanted), use_(use), pages_(database, run) {}

  void tell() {
    pages_.each([this](const PageRow& page) {
      if (const auto url = Url::parse(page.url)) hosts_.insert(std::string(url->host()));
      once({page.url, page.found_by, page.clicks.value_or(crawler::kUnknownClicks), true, {}});
    });
    each_frontier_url(database_, run_, [this](const NewUrlRecord& found) {
      once({found.url, found.found_by, found.clicks, false, {}});
    });
    each_resource_row(database_, run_, [this](const ResourceRow& resource) {
      once({resource.url, resource.found_by, 0, true, resource.kind});
    });
    if (wanted_.resources)
      each_resource_row(database_, run_, [this](const ResourceRow& resource) {
        for (const ResourceUse& use : resource.uses) want(use);
      });
    if (wanted_.resources || wanted_.external)
      pages_.each([this](const PageRow& page) { read(page); });
  }

 private:
  void once(const KnownUrl& known) {
    if (told_.insert(hash_(known.url, known.resource ? 1 : 0)).second) use_(known);
  }

  // What a kept page named and nobody has asked for yet.
  void read(const PageRow& page) {
    const auto contents = pages_.contents(page);
    if (!contents) return;
    if (wanted_.resources)
      for (const ResourceUse& use : contents->resources) want(use);
    if (!wanted_.external) return;
    for (const crawler::Link& link : contents->links)
      if (crawler::leads_on(link.kind)) want_external(link.url);
  }

  void want(const ResourceUse& use) {
    // Frames of the portal wait as pages do.
    if (use.kind == ResourceKind::frame && told_.contains(hash_(use.url, 0))) return;
    once({use.url, FoundBy::resource, 0, false, use.kind});
  }

  void want_external(std::string_view link) {
    const auto url = Url::parse(link);
    if (!url || hosts_.contains(std::string(url->host()))) return;
    const Url key = crawler::without_session_id(*url).page_key();
    if (told_.contains(hash_(key.href(), 0))) return;
    once({std::string(key.href()), FoundBy::external, 0, false, ResourceKind::other});
  }

  Database& database_;
  std::int64_t run_;
  StillWanted wanted_;
  const std::function<void(const KnownUrl&)>& use_;
  PageRows pages_;
  KeyedHash hash_;
  std::unordered_set<std::uint64_t> told_;
  std::unordered_set<std::string> hosts_;  // of the portal
};

}  // namespace

void each_known_url(Database& database, std::int64_t run, StillWanted wanted,
                    const std::function<void(const KnownUrl&)>& use) {
  KnownUrls(database, run, wanted, use).tell();
}

}  // namespace vigie::reports::history
