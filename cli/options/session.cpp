// Signing in: for pages behind it.
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
#include "crawler/marked_text.h"
#include "crawler/url.h"

namespace vigie::cli {
namespace {

constexpr std::string_view kTable = "session";

std::expected<void, Complaint> read_origin(std::string_view text, Asked& asked) {
  const auto url = crawler::Url::parse(text);
  if (!url || (url->path() != "/" || url->has_query() || url->has_fragment() ||
               !url->username().empty() || !url->password().empty()))
    return std::unexpected(Complaint{N_("{0} is {1}, not a scheme and a host")});
  asked.request.fetch.session.origin = url->origin();
  return {};
}

std::expected<void, Complaint> read_session_header(std::string_view text, Asked& asked) {
  auto header = read_header(text);
  if (!header) return std::unexpected(std::move(header.error()));
  asked.request.fetch.session.headers.push_back(*std::move(header));
  asked.session_given = true;
  return {};
}

// A reader of a file that is a part of the session.
template <std::string crawler::Session::* member>
std::expected<void, Complaint> read_session_file(std::string_view text, Asked& asked) {
  asked.session_given = true;
  return store(read_file(text), asked.request.fetch.session.*member);
}

const Option kOptions[] = {
    {.name = "session-origin",
     .value = N_("URL"),
     .summary = N_("The only place the session is sent to"),
     .detail = N_("Scheme, host and port, as in https://agents.ville.example. Without it the "
                  "start page's. No redirect, link or resource takes the session anywhere else."),
     .example = "vigie audit portal.toml --session-origin https://agents.ville.example "
                "--session-cookie-file cookies.txt",
     .see_also = {"session-cookie-file", "session-header", "client-certificate"},
     .table = kTable,
     .key = "origin",
     .read = read_origin},
    {.name = "session-cookie-file",
     .takes = Takes::path,
     .value = N_("FILE"),
     .summary = N_("Sign in with the cookies of this file"),
     .detail = N_("In the Netscape format that browsers' add-ons and curl write. Pages seen with a "
                  "session are marked in the results. Links that look like signing out are never "
                  "followed."),
     .example = "vigie audit portal.toml --session-cookie-file cookies.txt",
     .see_also = {"session-header", "session-origin"},
     .table = kTable,
     .key = "cookie_file",
     .read = read_session_file<&crawler::Session::cookie_file>},
    {.name = "session-header",
     .value = N_("NAME:VALUE"),
     .summary = N_("Sign in with this header field"),
     .detail = N_("${NAME} stands for the environment variable NAME: the place for a password or a "
                  "token, since others can read command lines. A portal file that everybody can "
                  "read may not hold the secret itself."),
     .example = "vigie audit portal.toml --session-header 'Authorization: Bearer ${PORTAL_TOKEN}'",
     .see_also = {"session-cookie-file", "session-origin", "header"},
     .table = kTable,
     .key = "header",
     .repeatable = true,
     .secret = true,
     .read = read_session_header},
    {.name = "client-certificate",
     .takes = Takes::path,
     .value = N_("FILE"),
     .summary = N_("Sign in with this certificate"),
     .detail = N_("In PEM format. It may hold the private key too."),
     .example = "vigie audit portal.toml --client-certificate agent.pem --client-key agent.key",
     .see_also = {"client-key", "session-origin", "ca-file"},
     .table = kTable,
     .read = read_session_file<&crawler::Session::client_certificate>},
    {.name = "client-key",
     .takes = Takes::path,
     .value = N_("FILE"),
     .summary = N_("Private key of the client certificate"),
     .detail = N_("In PEM format, without a passphrase."),
     .example = "vigie audit portal.toml --client-certificate agent.pem --client-key agent.key",
     .see_also = {"client-certificate"},
     .table = kTable,
     .read = read_session_file<&crawler::Session::client_key>},
};

}  // namespace

std::span<const Option> session_options() { return kOptions; }

}  // namespace vigie::cli
