#include "reports/html/html.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <expected>
#include <kainjow/mustache.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "crawler/marked_text.h"
#include "reports/formats/sink.h"
#include "reports/formats/writer.h"
#include "reports/html/digest.h"
#include "reports/html/template_text.h"
#include "reports/html/view.h"
#include "reports/locale/texts.h"
#include "reports/run.h"
#include "rules/rule.h"

namespace vigie::reports::html {

// Embedded by reports/CMakeLists.txt.
extern const std::string_view report_css;
extern const std::string_view report_template, summary_template, findings_template, rule_template,
    url_template, page_template, load_template, pages_template, resources_template, change_template,
    method_template;

namespace {

// As Content-Security-Policy names a style sheet: base64 of its SHA-256.
std::string sha256_base64(std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  if (EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1)
    throw std::runtime_error("SHA-256 is not available");
  std::array<unsigned char, 4 * (EVP_MAX_MD_SIZE / 3 + 1) + 1> base64{};
  const int length = EVP_EncodeBlock(base64.data(), digest.data(), static_cast<int>(size));
  return {base64.begin(), base64.begin() + length};
}

std::string audited(const Source& source) {
  const Texts& texts = source.report.texts;
  const RunInfo& run = source.report.run.info();
  return texts.format(
      N_("{0}, audited on {1}"),
      {texts.plural(N_("{0} page answered", "{0} pages answered"), source.report.run.page_count()),
       texts.date_time(run.started_ms)});
}

void add_parts(data& whole, const Texts& texts) {
  const auto add = [&](const char* name, std::string_view text) {
    whole.set(name,
              kainjow::mustache::partial([text = template_text(text, texts)] { return text; }));
  };
  add("summary_part", summary_template);
  add("findings_part", findings_template);
  add("rule_part", rule_template);
  add("url_part", url_template);
  add("page_part", page_template);
  add("load_part", load_template);
  add("pages_part", pages_template);
  add("resources_part", resources_template);
  add("change_part", change_template);
  add("method_part", method_template);
}

data whole_view(const Source& source) {
  const Report& report = source.report;
  const Texts& texts = report.texts;
  const RunInfo& run = report.run.info();
  View view;
  view.text("lang", texts.tag());
  view.text("style_hash", sha256_base64(report_css));
  view.text("portal", run.portal);
  view.text("title",
            texts.format(N_("Audit of {0}, {1}"), {run.portal, texts.date(run.started_ms)}));
  view.text("audited", audited(source));
  view.text("made_by", texts.format(N_("Made by Vigie {0} without a network: this file needs "
                                       "nothing else and sends nothing anywhere."),
                                    {run.vigie_version}));
  view.flag("has_resources", source.resources.count > 0);
  view.flag("has_undecided", std::ranges::any_of(source.findings, [](const auto& findings) {
              return findings.outcome == rules::Outcome::cant_tell;
            }));
  view.flag("has_change", report.run.change().has_value());
  view.view("summary", summary_view(source));
  view.view("findings", findings_view(source));
  view.view("load", load_view(source));
  view.view("pages", pages_view(source));
  view.view("resources", resources_view(source));
  view.view("change", change_view(source));
  view.view("method", method_view(source));
  data whole = view.take();
  whole.set("style", data(std::string(report_css)));
  add_parts(whole, texts);
  return whole;
}

}  // namespace
}  // namespace vigie::reports::html

namespace vigie::reports {

std::expected<void, WriteError> write_html(const Report& report, Sink& sink) {
  const html::Source source{.report = report,
                            .pages = html::digest_pages(report.run),
                            .resources = html::digest_resources(report.run),
                            .findings = html::digest_findings(report.run),
                            .measures = report.run.measures()};
  kainjow::mustache::mustache whole(html::template_text(html::report_template, report.texts));
  whole.render(html::whole_view(source), [&](const std::string& text) { sink.write(text); });
  // Templates are ours: a mistake in one is a mistake of the program.
  if (!whole.is_valid()) throw std::logic_error("report template: " + whole.error_message());
  return sink.finish();
}

}  // namespace vigie::reports
