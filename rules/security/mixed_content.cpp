#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/ascii.h"
#include "crawler/dom/document.h"
#include "crawler/dom/tag.h"
#include "crawler/marked_text.h"
#include "crawler/url.h"
#include "rules/noscript.h"
#include "rules/rule.h"
#include "rules/security/content_security_policy.h"
#include "rules/security/rules.h"
#include "rules/white_space.h"

// What an https page loads or sends over http. Source: Mixed Content (W3C, level 2): browsers block
// scripts, styles, frames and the like; images, audio and video they ask for over https instead.
// Links are no content. What style sheets load is not read here.

namespace vigie::rules {
namespace {

using crawler::equal_ignoring_case;
using dom::Document;
using dom::NodeId;
using dom::Tag;

enum class Use : std::uint8_t { blocked, upgraded, sent };

struct Reference {
  NodeId node;
  Use use;
  std::string_view address;  // as written
  std::size_t order;         // among those of the same element
};

struct Source {
  Tag tag;
  std::string_view attribute;
  Use use;
};
constexpr auto kSources = std::to_array<Source>({
    {Tag::script, "src", Use::blocked},
    {Tag::iframe, "src", Use::blocked},
    {Tag::frame, "src", Use::blocked},
    {Tag::embed, "src", Use::blocked},
    {Tag::object, "data", Use::blocked},
    {Tag::track, "src", Use::blocked},
    {Tag::img, "src", Use::upgraded},
    {Tag::audio, "src", Use::upgraded},
    {Tag::video, "src", Use::upgraded},
    {Tag::video, "poster", Use::upgraded},
    {Tag::form, "action", Use::sent},
    {Tag::button, "formaction", Use::sent},
    {Tag::input, "formaction", Use::sent},
});

// Not in a template, nor in a noscript: browsers run scripts, so what stands there is not loaded.
class PageReferences {
 public:
  explicit PageReferences(const Document& page) : page_(page), noscript_(page) {}

  std::vector<Reference> gather() {
    for (const auto& [tag, attribute, use] : kSources)
      for (const NodeId node : page_.elements(tag))
        if (!(tag == Tag::iframe && page_.has_attribute(node, "srcdoc"))) add(node, attribute, use);
    gather_links();
    gather_sources();
    for (const NodeId input : page_.elements(Tag::input))
      if (equal_ignoring_case(page_.attribute(input, "type").value_or(""), "image"))
        add(input, "src", Use::upgraded);
    std::ranges::sort(found_, {},
                      [](const Reference& one) { return std::pair(one.node, one.order); });
    return std::move(found_);
  }

 private:
  void gather_links() {
    for (const NodeId link : page_.elements(Tag::link)) {
      const std::string_view rel = page_.attribute(link, "rel").value_or("");
      if (contains_word(rel, "stylesheet") || contains_word(rel, "modulepreload") ||
          contains_word(rel, "preload") || contains_word(rel, "manifest"))
        add(link, "href", Use::blocked);
      else if (contains_word(rel, "icon"))
        add(link, "href", Use::upgraded);
    }
  }

  // A source of audio and video; those of pictures, and srcset, are blocked (§4.2: image sets).
  void gather_sources() {
    for (const NodeId source : page_.elements(Tag::source)) {
      add(source, "src", Use::upgraded);
      add_set(source);
    }
    for (const NodeId image : page_.elements(Tag::img)) add_set(image);
  }

  // The candidates of srcset: an address, then a width or density, then a comma.
  void add_set(NodeId node) {
    std::string_view rest = page_.attribute(node, "srcset").value_or("");
    while (true) {
      const std::size_t start = rest.find_first_not_of(" \t\n\f\r,");
      if (start == std::string_view::npos) return;
      const std::size_t end = std::min(rest.find_first_of(kWhiteSpace, start), rest.size());
      std::string_view address = rest.substr(start, end - start);
      const bool ends = address.ends_with(',');
      while (address.ends_with(',')) address.remove_suffix(1);
      add_address(node, Use::blocked, address);
      rest.remove_prefix(ends ? end : std::min(rest.find(',', end), rest.size()));
    }
  }

  void add(NodeId node, std::string_view attribute, Use use) {
    if (const auto address = page_.attribute(node, attribute)) add_address(node, use, *address);
  }

  void add_address(NodeId node, Use use, std::string_view address) {
    if (is_loaded(node)) found_.push_back({node, use, trimmed(address), found_.size()});
  }

  bool is_loaded(NodeId node) const {
    return !page_.is_template_content(node) && !noscript_.holds(node);
  }

  const Document& page_;
  Noscript noscript_;
  std::vector<Reference> found_;
};

// Mixed Content §4.1: addresses of this very machine are as good as https.
bool is_this_machine(std::string_view host) {
  return host == "localhost" || host.ends_with(".localhost") || host.starts_with("127.") ||
         host == "[::1]";
}

bool goes_over_http(std::string_view address, const crawler::Url& base) {
  const auto url = crawler::Url::parse(address, &base);
  return url && url->scheme() == "http" && !is_this_machine(url->host());
}

Verdict verdict_of(const Reference& reference) {
  const std::string address(reference.address);
  switch (reference.use) {
    case Use::blocked:
      return {Outcome::failed,
              N_("Browsers block {0}: an https page may not load this over http."),
              {address}};
    case Use::upgraded:
      return {
          Outcome::failed,
          N_("{0} is asked for over http: browsers try https instead, and show nothing where that "
             "fails."),
          {address}};
    case Use::sent:
      break;
  }
  return {
      Outcome::failed,
      N_("The form sends what people write to {0} over http: anybody on the way can read it, and "
         "browsers warn."),
      {address}};
}

std::vector<AnswerVerdict> is_all_https(const Answer& answer) {
  if (answer.document == nullptr || answer.url.scheme() != "https") return {};
  std::vector<AnswerVerdict> verdicts;
  const bool upgraded = std::ranges::any_of(enforced_policies(answer), [](const Policy& policy) {
    return policy.directive("upgrade-insecure-requests").has_value();
  });
  // Only what can be http is parsed: most addresses of a page are relative or https.
  const bool base_is_http = answer.base_url.scheme() == "http";
  bool any = false;
  for (const Reference& reference : PageReferences(*answer.document).gather()) {
    if (!base_is_http && !lower_case(reference.address.substr(0, 8)).contains("http:") &&
        reference.address.find_first_of("\t\n\r") == std::string_view::npos)
      continue;
    if (!goes_over_http(reference.address, answer.base_url)) continue;
    any = true;
    if (!upgraded)
      verdicts.push_back({.verdict = verdict_of(reference),
                          .where = std::string(reference.address),
                          .node = reference.node});
  }
  if (any && upgraded)
    return {{.verdict = {Outcome::passed,
                         N_("The page names http addresses, which upgrade-insecure-requests turns "
                            "into https.")}}};
  if (verdicts.empty())
    return {{.verdict = {Outcome::passed, N_("The page loads and sends nothing over http.")}}};
  return verdicts;
}

}  // namespace

Rule mixed_content() {
  return {
      .info = {.id = "mixed-content",
               .theme = Theme::security,
               .title = N_("An https page loads and sends nothing over http"),
               .severity = Severity::serious,
               .help = N_("Write https:// in the address, or the path alone. Where many pages "
                          "must change, send Content-Security-Policy: upgrade-insecure-requests "
                          "until then.")},
      .checks = AnswerChecks{is_all_https}};
}

}  // namespace vigie::rules
