// The pages, and what they embed.
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "crawler/error_kind.h"
#include "crawler/marked_text.h"
#include "crawler/page_contents.h"
#include "reports/html/view.h"
#include "reports/locale/error_text.h"
#include "reports/locale/rule_text.h"
#include "reports/run.h"

namespace vigie::reports::html {
namespace {

View page_row(const Source& source, const PageEntry& page, std::uint64_t failures) {
  const Texts& texts = source.report.texts;
  View view;
  view.view("page", url_view(source, page.url));
  view.optional("title", page.title);
  view.text("status", std::to_string(page.status));
  view.flag("with_session", page.with_session);
  view.text("clicks", page.clicks ? texts.count(*page.clicks) : "–");
  view.text("ttfb", page.load ? texts.duration(page.load->timings.ttfb_ms) : "–");
  view.text("weight", page.weight ? texts.size(static_cast<double>(page.weight->bytes)) : "–");
  view.text("grade", page.ecoindex ? std::string(1, page.ecoindex->grade) : "–");
  view.text("failures", texts.count(failures));
  return view;
}

View failed_row(const Source& source, const PageEntry& page) {
  const Texts& texts = source.report.texts;
  View view;
  view.view("page", url_view(source, page.url));
  view.text("status", page.status != 0 ? std::to_string(page.status) : "–");
  view.text("why", page.failure ? texts.translate(error_text(page.failure->kind).meaning) : "");
  view.text("kind", page.failure ? crawler::name(page.failure->kind) : "");
  view.optional("detail", page.failure ? page.failure->detail : std::string());
  return view;
}

}  // namespace

View pages_view(const Source& source) {
  const Texts& texts = source.report.texts;
  const PageDigest& pages = source.pages;
  View view;
  data rows = empty_list();
  for (std::size_t i = 0; i < pages.shown.size(); ++i)
    append(rows, page_row(source, pages.shown[i], pages.failures[i]));
  view.list("pages", std::move(rows));
  view.flag("more_pages", false);
  if (pages.answered > pages.shown.size())
    view.text("more_pages",
              texts.format(N_("The first {0} of {1} pages by address; the JSON report holds them "
                              "all."),
                           {texts.count(pages.shown.size()), texts.count(pages.answered)}));

  data failed = empty_list();
  for (const PageEntry& page : pages.failed) append(failed, failed_row(source, page));
  view.list("failed", std::move(failed));
  view.flag("more_failed", false);
  if (pages.failed_count > pages.failed.size())
    view.text("more_failed",
              texts.format(N_("The first {0} of {1} by address; the JSON report holds them all."),
                           {texts.count(pages.failed.size()), texts.count(pages.failed_count)}));
  return view;
}

View resources_view(const Source& source) {
  const Texts& texts = source.report.texts;
  const ResourceDigest& resources = source.resources;
  View view;
  view.flag("any", resources.count > 0);
  view.text("summary",
            texts.format(N_("{0}, {1} together; {2} of another host."),
                         {texts.plural(N_("{0} resource", "{0} resources"), resources.count),
                          texts.size(static_cast<double>(resources.bytes)),
                          texts.count(resources.third_party_count)}));
  data heaviest = empty_list();
  for (const ResourceEntry& resource : resources.heaviest) {
    View row;
    row.view("resource", url_view(source, resource.url));
    row.text("kind", texts.translate(resource_kind_name(resource.kind)));
    row.text("bytes", texts.size(static_cast<double>(resource.bytes_transferred)));
    row.text("pages", texts.count(resource.pages));
    append(heaviest, std::move(row));
  }
  view.list("heaviest", std::move(heaviest));
  data parties = empty_list();
  for (const ThirdParty& party : resources.third_parties) {
    View row;
    row.text("host", party.host);
    row.text("resources", texts.count(party.resources));
    row.text("bytes", texts.size(static_cast<double>(party.bytes)));
    row.text("pages", texts.count(party.pages));
    append(parties, std::move(row));
  }
  view.list("third_parties", std::move(parties));
  view.flag("more_third_parties", !resources.all_third_parties);
  return view;
}

}  // namespace vigie::reports::html
