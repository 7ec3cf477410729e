// How requests are made.
#include <algorithm>
#include <chrono>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/options/asked.h"
#include "cli/options/groups.h"
#include "cli/options/option.h"
#include "cli/options/read_value.h"
#include "crawler/fetcher.h"
#include "crawler/marked_text.h"

namespace vigie::cli {
namespace {

constexpr std::string_view kTable = "crawl";
const std::vector<std::string_view> kFetching = {"audit", "init"};

// Connecting and the first byte are parts of a request: their limits never exceed the whole.
std::expected<void, Complaint> read_timeout(std::string_view text, Asked& asked) {
  const auto total = read_seconds(text, "0.1", "3600");
  if (!total) return std::unexpected(total.error());
  crawler::FetchLimits& limits = asked.request.fetch.limits;
  const crawler::FetchLimits defaults;
  limits.total = *total;
  limits.connect = std::min(defaults.connect, *total);
  limits.first_byte = std::min(defaults.first_byte, *total);
  return {};
}

// "HOST1:PORT1:HOST2:PORT2"; IPv6 addresses in brackets, each part may be empty (curl's manual).
bool has_four_parts(std::string_view text) {
  int colons = 0;
  bool bracketed = false;
  for (const char c : text) {
    if (c == '[') bracketed = true;
    if (c == ']') bracketed = false;
    if (c == ':' && !bracketed) ++colons;
  }
  return colons == 3 && !bracketed;
}

std::expected<void, Complaint> read_connect_to(std::string_view text, Asked& asked) {
  if (!has_four_parts(text))
    return std::unexpected(Complaint{N_("{0} is {1}, not HOST:PORT:HOST:PORT")});
  asked.request.fetch.connect_to.emplace_back(text);
  return {};
}

std::expected<void, Complaint> read_allow_private(std::string_view text, Asked& asked) {
  if (text == "false") return {};
  if (text == "true") text = "*";
  for (const std::string_view host : split_list(text)) {
    if (host.empty() || host.find_first_of(" /") != std::string_view::npos)
      return std::unexpected(Complaint{N_("{0} is {1}, not a list of HOST or HOST:PORT")});
    asked.request.fetch.allow_private.emplace_back(host);
  }
  return {};
}

std::expected<void, Complaint> read_user_agent(std::string_view text, Asked& asked) {
  const bool printable =
      std::ranges::all_of(text, [](unsigned char c) { return c >= 0x20 && c != 0x7f; });
  if (text.empty() || !printable)
    return std::unexpected(Complaint{N_("{0} is {1}, not a line of text")});
  asked.request.fetch.user_agent = text;
  return {};
}

std::expected<void, Complaint> read_extra_header(std::string_view text, Asked& asked) {
  auto header = read_header(text);
  if (!header) return std::unexpected(std::move(header.error()));
  asked.request.fetch.headers.push_back(*std::move(header));
  return {};
}

std::expected<void, Complaint> read_delay(std::string_view text, Asked& asked) {
  const auto delay = read_seconds(text, "0", "3600");
  if (!delay) return std::unexpected(delay.error());
  asked.request.fetch.delay_s = std::chrono::duration<double>(*delay).count();
  return {};
}

const Option kOptions[] = {
    {.name = "timeout",
     .takes = Takes::seconds,
     .value = N_("SECONDS"),
     .summary = N_("Give up a request after this time"),
     .detail = N_("Of each request, every redirect counting anew. Within it connecting may take 10 "
                  "seconds and the first byte 15."),
     .example = "vigie audit portal.toml --timeout 10",
     .see_also = {"max-time"},
     .default_value = "30",
     .table = kTable,
     .commands = kFetching,
     .read = read_timeout},
    {.name = "delay",
     .takes = Takes::seconds,
     .value = N_("SECONDS"),
     .summary = N_("Wait between requests to a host"),
     .detail = N_("Without it 0.1, and 0 on this machine's own addresses; robots.txt may ask for "
                  "more (Crawl-delay, up to 10 seconds), which an explicit --delay overrides. When "
                  "the host slows down or answers 429 or 503 the pace falls by itself. A host that "
                  "answers so 20 times in a row is given up: the rest of it is reported as "
                  "rate_limited."),
     .example = "vigie audit portal.toml --delay 0.5",
     .see_also = {"connections"},
     .table = kTable,
     .read = read_delay},
    {.name = "connections",
     .takes = Takes::whole_number,
     .value = N_("N"),
     .summary = N_("Open at most N connections to a host"),
     .detail = N_("Browsers open six. More is for a server of your own."),
     .example = "vigie audit portal.toml --connections 2",
     .see_also = {"delay", "jobs"},
     .default_value = "6",
     .table = kTable,
     .read =
         [](std::string_view text, Asked& asked) {
           return store(read_whole_number(text, 1, 32), asked.request.fetch.connections_per_host);
         }},
    {.name = "header",
     .value = N_("NAME:VALUE"),
     .summary = N_("Send this header field to the portal"),
     .detail =
         N_("With every request to the portal's own hosts and to no other. ${NAME} stands for "
            "the environment variable NAME. For what signs you in use --session-header: then "
            "what was seen with it is marked as such."),
     .example = "vigie audit portal.toml --header 'Accept-Language: fr'",
     .see_also = {"session-header", "user-agent"},
     .table = kTable,
     .repeatable = true,
     .secret = true,
     .commands = kFetching,
     .read = read_extra_header},
    {.name = "user-agent",
     .value = N_("TEXT"),
     .summary = N_("Say to servers who asks"),
     .detail = N_("Without it Vigie and its version. Keep it honest and add whom the portal's "
                  "people can ask."),
     .example = "vigie audit portal.toml --user-agent 'Vigie (+mailto:web@ville.example)'",
     .see_also = {"header", "ignore-robots"},
     .table = kTable,
     .commands = kFetching,
     .read = read_user_agent},
    {.name = "ca-file",
     .takes = Takes::path,
     .value = N_("FILE"),
     .summary = N_("Trust the certificate authorities of this file"),
     .detail = N_("In PEM format, instead of the system's. Certificates are always checked."),
     .example = "vigie audit portal.toml --ca-file ca.pem",
     .see_also = {"client-certificate"},
     .table = kTable,
     .commands = kFetching,
     .read = [](std::string_view text,
                Asked& asked) { return store(read_file(text), asked.request.fetch.ca_file); }},
    {.name = "connect-to",
     .value = N_("HOST:PORT:HOST:PORT"),
     .summary = N_("Connect to another host than the URL's"),
     .detail = N_("As curl's option of that name: requests for the first host and port go to the "
                  "second, with the URL, the Host field and the certificate unchanged. An empty "
                  "part means any, or unchanged. The way to audit a server before its name points "
                  "to it."),
     .example = "vigie audit portal.toml --connect-to www.ville.example:443:127.0.0.1:8443",
     .see_also = {"allow-private"},
     .table = kTable,
     .repeatable = true,
     .commands = kFetching,
     .read = read_connect_to},
    {.name = "allow-private",
     .value = N_("HOST:PORT,…"),
     .summary = N_("Let requests reach private addresses"),
     .detail = N_("Without it only what you name yourself may lie at a private address: the "
                  "portal's links and redirects cannot lead Vigie into your network. With a list "
                  "of HOST or HOST:PORT these may; without one all may, but for link-local and "
                  "cloud metadata addresses, which must be named."),
     .example = "vigie audit portal.toml --allow-private=cdn.ville.example:8080",
     .see_also = {"connect-to"},
     .table = kTable,
     .repeatable = true,
     .value_optional = true,
     .commands = kFetching,
     .read = read_allow_private},
};

}  // namespace

std::span<const Option> fetch_options() { return kOptions; }

}  // namespace vigie::cli
