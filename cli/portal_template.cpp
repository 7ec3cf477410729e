#include "cli/portal_template.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "cli/options/option.h"
#include "cli/portal_look.h"
#include "cli/wrapped_text.h"
#include "crawler/marked_text.h"
#include "reports/formats/terminal_text.h"
#include "reports/formats/utf8.h"
#include "reports/locale/texts.h"

namespace vigie::cli {
namespace {

using reports::Texts;

constexpr std::size_t kWidth = 79;
constexpr std::size_t kMaxNameBytes = 120;
constexpr std::size_t kUsualMaxPages = 10'000;  // --max-pages without a word

// The options that portals most often need; the others stand in docs/options.md.
constexpr std::array<std::string_view, 12> kOffered = {
    "max-pages", "max-depth", "include", "exclude", "external", "delay",
    "rules",     "fail-on",   "output",  "lang",    "history",  "session-cookie-file"};

std::string comment(std::string_view text) {
  std::string lines;
  const std::string filled = wrapped(text, 0, kWidth - 2);
  for (std::size_t from = 0; from < filled.size();) {
    const std::size_t end = filled.find('\n', from);
    lines += (end == from ? "#" : "# ") + filled.substr(from, end - from) + '\n';
    from = end + 1;
  }
  return lines;
}

std::string name_for(const PortalLook& look) {
  std::string name;
  reports::each_character(look.title, [&](char32_t, std::string_view bytes) {
    if (name.size() + bytes.size() > kMaxNameBytes) return false;
    name += bytes;
    return true;
  });
  return name.empty() ? std::string(look.url.host()) : name;
}

std::string about_robots(const PortalLook& look, const Texts& texts) {
  switch (look.robots) {
    case RobotsAnswer::forbids:
      return comment(
          texts.translate(N_("robots.txt forbids the front page to Vigie: an audit would reach "
                             "nothing. Let it in there (User-agent: vigie), or set ignore_robots "
                             "if the portal is yours.")));
    case RobotsAnswer::unavailable:
      return comment(
          texts.translate(N_("robots.txt could not be read, which forbids everything until it can "
                             "(RFC 9309): see to it that it is there or answers 404.")));
    case RobotsAnswer::allows:
    case RobotsAnswer::none:
      break;
  }
  if (!look.crawl_delay) return {};
  return comment(texts.format(N_("robots.txt asks to wait {0} seconds between requests. That is "
                                 "obeyed up to 10 seconds; an "
                                 "explicit delay overrides it."),
                              {texts.number(*look.crawl_delay)}));
}

std::string about_size(const PortalLook& look, const Texts& texts) {
  if (look.sitemap_pages == 0)
    return comment(texts.plural(N_("No sitemap was found; the front page links to {0} page.",
                                   "No sitemap was found; the front page links to {0} pages."),
                                look.links));
  const std::string pages = texts.plural(N_("{0} page", "{0} pages"), look.sitemap_pages);
  return comment(look.sitemap_whole ? texts.format(N_("The sitemap names {0}."), {pages})
                                    : texts.format(N_("The sitemap names {0} and more."), {pages}));
}

// "max_pages = 23000": room for what the sitemap does not know.
std::string wanted_pages(const PortalLook& look) {
  if (look.sitemap_pages + look.sitemap_pages / 4 <= kUsualMaxPages) return {};
  const std::size_t pages = (look.sitemap_pages + look.sitemap_pages / 4) / 1000 * 1000 + 1000;
  return fmt::format("max_pages = {}\n", std::min<std::size_t>(pages, 1'000'000));
}

std::string offered(std::string_view table, const PortalLook& look, const Texts& texts) {
  std::string lines;
  for (const std::string_view name : kOffered) {
    const Option* option = find_option("audit", name);
    if (option == nullptr || option->table != table) continue;
    lines += '\n' + comment(std::string(texts.translate(option->summary)) + '.');
    const std::string wanted = name == "max-pages" ? wanted_pages(look) : std::string{};
    lines += wanted.empty() ? "# " + toml_example(*option) + '\n' : wanted;
  }
  return lines;
}

}  // namespace

std::string toml_string(std::string_view text) {
  std::string toml = "\"";
  reports::each_character(text, [&](char32_t character, std::string_view bytes) {
    if (character == U'"' || character == U'\\')
      toml += '\\' + std::string(bytes);
    else if (reports::steers(character))
      toml += character > 0xffff ? fmt::format("\\U{:08x}", static_cast<std::uint32_t>(character))
                                 : fmt::format("\\u{:04x}", static_cast<std::uint32_t>(character));
    else if (character == U'\ufffd')
      toml += "\ufffd";
    else
      toml += bytes;
    return true;
  });
  return toml + '"';
}

std::string portal_file_for(const PortalLook& look, const Texts& texts) {
  std::string file = comment(
      texts.format(N_("A portal file of Vigie, written after a look at {0}. Lines that begin with "
                      "# are comments: "
                      "take the # away to set what the line says. All keys: vigie audit --help."),
                   {reports::terminal_text(look.asked.page_key().href())}));
  file += "\n[portal]\n";
  file += "name = " + toml_string(name_for(look)) + '\n';
  file += "url = " + toml_string(look.url.page_key().href()) + '\n';
  file += '\n' +
          comment(texts.translate(N_("Further pages to start from, where links do not lead to "
                                     "everything."))) +
          "# start = [\"/services/\"]\n";
  file += "\n[crawl]\n" + about_size(look, texts) + about_robots(look, texts) +
          offered("crawl", look, texts);
  file += "\n[audit]" + offered("audit", look, texts);
  file += "\n[report]" + offered("report", look, texts);
  file += '\n' +
          comment(texts.translate(N_("For pages behind sign-in: take the # away from [session] "
                                     "too."))) +
          "# [session]" + offered("session", look, texts);
  return file;
}

}  // namespace vigie::cli
