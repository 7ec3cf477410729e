#include "reports/locale/error_text.h"

#include <algorithm>
#include <iterator>

#include "crawler/error_kind.h"
#include "crawler/marked_text.h"

namespace vigie::reports {
namespace {

using Kind = crawler::ErrorKind;

struct Entry {
  Kind kind;
  ErrorText text;
};

constexpr Entry kTexts[] = {
    {Kind::dns, {N_("the host name does not resolve"), N_("check the spelling and the DNS")}},
    {Kind::connect_refused,
     {N_("the server refused the connection"),
      N_("check that the server runs and listens on this port")}},
    {Kind::timeout,
     {N_("the server took too long to answer"), N_("try again, or allow more with --timeout")}},
    {Kind::too_slow,
     {N_("the answer came too slowly and was given up"),
      N_("try again, or allow more with --timeout")}},
    {Kind::reset, {N_("the server broke off the connection"), ""}},
    {Kind::empty_reply, {N_("the server closed the connection without an answer"), ""}},
    {Kind::truncated, {N_("the answer ended before it was complete"), ""}},
    {Kind::protocol, {N_("the answer is not valid HTTP"), ""}},
    {Kind::too_large,
     {N_("the answer is larger than what is read"), N_("allow more with --max-body")}},
    {Kind::decode, {N_("the answer could not be decompressed"), ""}},
    {Kind::unsupported, {N_("the content is of a kind that is not read"), ""}},
    {Kind::redirect_loop, {N_("the redirects go round in circles"), ""}},
    {Kind::redirect_limit, {N_("there are too many redirects in a row"), ""}},
    {Kind::redirect_blocked, {N_("the redirect leads where the audit does not go"), ""}},
    {Kind::address_blocked,
     {N_("the address is private and was not named"),
      N_("if it is yours to audit, name it with --allow-private")}},
    {Kind::url_invalid, {N_("the address is not a URL that a browser could follow"), ""}},
    {Kind::http_status, {N_("the server answered with an error"), ""}},
    {Kind::auth_required,
     {N_("the page asks to sign in"), N_("give credentials in [session] of the portal file")}},
    {Kind::rate_limited,
     {N_("the server asks to slow down"),
      N_("try again later, with a longer --delay or fewer --connections")}},
    {Kind::robots_unavailable,
     {N_("robots.txt could not be read, so nothing may be fetched"),
      N_("repair robots.txt; on your own portal, --ignore-robots goes on without it")}},
    {Kind::blocked_by_robots,
     {N_("robots.txt forbids it"),
      N_("allow Vigie in robots.txt; on your own portal, --ignore-robots goes on all the "
         "same")}},
    {Kind::tls, {N_("the encrypted connection failed"), ""}},
    {Kind::tls_expired,
     {N_("the certificate has expired"), N_("renew the certificate on the server")}},
    {Kind::tls_not_yet_valid,
     {N_("the certificate is not valid yet"),
      N_("check the clock of this machine, then the dates of the certificate")}},
    {Kind::tls_hostname,
     {N_("the certificate is for another host name"),
      N_("have this host name added to the certificate")}},
    {Kind::tls_untrusted,
     {N_("the certificate comes from no authority that is trusted here"),
      N_("send the intermediate certificates too; for an authority of your own, give its "
         "certificate with --ca-file")}},
    {Kind::tls_version,
     {N_("the server offers no version of TLS that is still safe"),
      N_("enable TLS 1.2 and 1.3 on the server")}},
    {Kind::tls_handshake,
     {N_("the encrypted connection could not be set up"),
      N_("check that the port speaks HTTPS and which ciphers it offers")}},
    {Kind::queue, {N_("a waiting room stands before the page"), N_("try again outside the rush")}},
    {Kind::browser, {N_("the browser could not show the page"), ""}},
    {Kind::unreadable, {N_("the file cannot be read"), N_("check its name and its permissions")}},
    {Kind::no_network,
     {N_("this machine has no way out to the network"),
      N_("nothing is said of the portal; check the connection of this machine")}},
};

}  // namespace

ErrorText error_text(Kind kind) {
  const auto* const found = std::ranges::find(kTexts, kind, &Entry::kind);
  return found != std::end(kTexts) ? found->text : ErrorText{"", ""};
}

}  // namespace vigie::reports
