#include "tests/end_to_end/hostile_audit.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/dom/document.h"
#include "crawler/dom/html_parser.h"
#include "crawler/dom/tag.h"
#include "tests/support/hostile_server.h"
#include "tests/support/json_report.h"
#include "tests/support/run_vigie.h"
#include "tests/support/temp_folder.h"

namespace vigie::tests {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif
#else
constexpr bool kSanitized = false;
#endif

constexpr std::string_view kPython = "/usr/bin/python3";

// What the schema has against the report.
std::vector<std::string> schema_complaints(const std::string& json) {
  if (!std::filesystem::exists(kPython)) return {};
  const TempFolder folder;
  const Ran ran = vigie({VIGIE_SOURCE "/tests/support/validate_json.py",
                         VIGIE_SOURCE "/docs/report.schema.json", folder.write("r.json", json)},
                        {.program = std::string(kPython)});
  if (ran.exit_code == 0) return {};
  return {"JSON: " + ran.out + ran.err};
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

// What this element of the report would do but show text. Those of the templates do nothing.
std::string act_of(const dom::Document& page, dom::NodeId element) {
  const std::string_view tag = page.tag_name(element);
  if (is_one_of(tag,
                {"script", "iframe", "frame",   "frameset",  "object", "embed",         "applet",
                 "base",   "form",   "input",   "button",    "link",   "img",           "image",
                 "audio",  "video",  "source",  "template",  "math",   "foreignObject", "animate",
                 "set",    "use",    "marquee", "plaintext", "xmp",    "noscript",      "portal"}))
    return "<" + std::string(tag) + ">";
  for (const dom::Attribute& attribute : page.attributes(element)) {
    const std::string_view name = attribute.name;
    const std::string shown =
        std::string(tag) + " " + std::string(name) + "=" + std::string(attribute.value);
    if (name.starts_with("on") ||
        is_one_of(name, {"style", "src", "srcset", "srcdoc", "action", "formaction", "data", "ping",
                         "poster", "background", "xlink:href", "autofocus"}))
      return shown;
    if (name == "href" && !attribute.value.starts_with('#') &&
        !attribute.value.starts_with("http://") && !attribute.value.starts_with("https://"))
      return shown;
    if (name == "http-equiv" && attribute.value != "Content-Security-Policy") return shown;
  }
  return {};
}

std::vector<std::string> html_acts(const std::string& html) {
  const dom::Document page = dom::parse_html(html, {.max_elements = 5'000'000});
  std::vector<std::string> acts;
  for (const dom::NodeId element : page.elements())
    if (std::string act = act_of(page, element); !act.empty()) acts.push_back("HTML: " + act);
  // Text that broke out of the head would have opened others.
  for (const auto& [tag, count] : {std::pair{dom::Tag::style, 1U}, std::pair{dom::Tag::meta, 4U},
                                   std::pair{dom::Tag::title, 1U}, std::pair{dom::Tag::body, 1U}})
    if (page.elements(tag).size() != count)
      acts.push_back("HTML: " + std::to_string(page.elements(tag).size()) + " elements of tag " +
                     std::to_string(static_cast<int>(tag)));
  return acts;
}

}  // namespace

std::map<std::string, std::string> HostileAudit::handling() const {
  std::map<std::string, std::string> result;
  for (const auto& [url, page] : report.pages) {
    const std::string path = url.starts_with(origin) ? url.substr(origin.size()) : url;
    result[path] = !page.error.empty() ? page.error : page.alias ? "alias" : "read";
  }
  return result;
}

std::string HostileAudit::handling(const std::string& path) const {
  const auto all = handling();
  const auto found = all.find(path);
  return found == all.end() ? "absent" : found->second;
}

bool HostileAudit::notes(std::string_view words) const {
  return std::ranges::any_of(report.not_measured,
                             [&](const std::string& note) { return note.contains(words); });
}

HostileAudit audit_hostile(const HostileServer& server, const Arguments& more) {
  const TempFolder folder;
  Arguments arguments{"audit",     server.url("/"),
                      "--history", folder.file("history.db"),
                      "--output",  folder.file("report.json"),
                      "--output",  folder.file("report.html")};
  arguments.insert(arguments.end(), more.begin(), more.end());
  HostileAudit audit;
  const auto began = std::chrono::steady_clock::now();
  audit.ran = vigie(arguments, {.timeout = std::chrono::seconds(280)});
  audit.took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - began);
  EXPECT_FALSE(audit.ran.timed_out) << audit.ran.out << audit.ran.err;
  EXPECT_EQ(audit.ran.signal, 0) << audit.ran.err;
  audit.origin = server.url("");
  audit.json = read_text(folder.file("report.json"));
  audit.html = read_text(folder.file("report.html"));
  audit.report = JsonReport::parse(audit.json);
  return audit;
}

std::vector<std::string> steering_characters(std::string_view text) {
  std::vector<std::string> found;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const std::string_view rest = text.substr(at);
    const bool control = (byte < 0x20 && byte != '\n') || byte == 0x7f;
    const bool c1 = byte == 0xc2 && rest.size() > 1 &&
                    static_cast<unsigned char>(rest[1]) >= 0x80 &&
                    static_cast<unsigned char>(rest[1]) < 0xa0;
    // Marks, separators, embeddings and overrides, isolates, the Arabic letter mark.
    constexpr std::array<std::string_view, 14> kUnseen{
        "\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202b", "\u202c",
        "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069", "\u061c"};
    const bool unseen = std::ranges::any_of(
        kUnseen, [&](std::string_view character) { return rest.starts_with(character); });
    if (control || c1 || unseen)
      found.push_back(
          "byte " + std::to_string(byte) + " after \"" +
          std::string(text.substr(at < 60 ? 0 : at - 60, std::min<std::size_t>(at, 60))) + "\"");
  }
  return found;
}

std::vector<std::string> injections(const HostileAudit& audit) {
  std::vector<std::string> found = schema_complaints(audit.json);
  for (const auto& more : {steering_characters(audit.ran.out), steering_characters(audit.ran.err),
                           steering_characters(audit.html), html_acts(audit.html)})
    found.insert(found.end(), more.begin(), more.end());
  return found;
}

std::string page_of_links(std::string_view title, const std::vector<std::string>& targets) {
  std::string html = "<!doctype html><html lang=fr><title>" + std::string(title) + "</title><h1>" +
                     std::string(title) + "</h1><ul>\n";
  for (const std::string& target : targets)
    html += "<li><a href=\"" + target + "\">" + target + "</a>\n";
  return html + "</ul>";
}

std::vector<std::string> add_healthy_pages(HostileServer& server, int count) {
  std::vector<std::string> paths;
  for (int i = 1; i <= count; ++i) {
    paths.push_back("/bon-" + std::to_string(i));
    // The image without alternative shows that the page was judged.
    server.page(paths.back(), "<!doctype html><html lang=fr><title>Bon " + std::to_string(i) +
                                  "</title><h1>Bon</h1><img src=/blason.png>");
  }
  server.on("/blason.png", [](HostileServer::Client& client) {
    client.answer("png", "200 OK", "Content-Type: image/png\r\n");
  });
  return paths;
}

void expect_bounded(const HostileAudit& audit, long most_mib, std::chrono::seconds longest) {
  EXPECT_LT(audit.took, longest);
  if (kSanitized) return;
  EXPECT_LT(audit.ran.peak_memory_kib / 1024, most_mib);
}

void expect_audited(const HostileAudit& audit, const std::vector<std::string>& healthy) {
  std::map<std::string, int> judged;
  for (const JsonReport::Finding& finding : audit.report.of("image-alt"))
    ++judged[finding.page.substr(std::min(audit.origin.size(), finding.page.size()))];
  for (const std::string& path : healthy) {
    EXPECT_EQ(audit.handling(path), "read") << path;
    EXPECT_EQ(judged[path], 1) << path;
  }
}

}  // namespace vigie::tests
