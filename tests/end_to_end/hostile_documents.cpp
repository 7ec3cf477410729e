#include "tests/end_to_end/hostile_documents.h"

#include <cstddef>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/hostile_server.h"

namespace vigie::tests {
namespace {

using Client = HostileServer::Client;
using Script = HostileServer::Script;

const std::string kHead = "<!doctype html><html lang=fr><title>Page</title>";

std::string times(std::string_view text, std::size_t count) {
  std::string all;
  all.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

// `make` runs when the page is asked for, so that the test's own memory stays small.
template <typename Make>
Script made(const Make& make, std::string fields = "Content-Type: text/html\r\n") {
  return [make, fields = std::move(fields)](Client& client) {
    client.answer(make(), "200 OK", fields);
  };
}

Script text(std::string body, std::string fields = "Content-Type: text/html\r\n") {
  return made([body = std::move(body)] { return body; }, std::move(fields));
}

std::string numbered(std::size_t count, std::string_view before, std::string_view after) {
  std::string all = kHead;
  for (std::size_t i = 0; i < count; ++i)
    all.append(before).append(std::to_string(i)).append(after);
  return all;
}

// The analyzer loses sight of a std::function that is copied out of a list.
// NOLINTBEGIN(clang-analyzer-cplusplus.NewDeleteLeaks)
std::vector<HostileDocument> floods() {
  return {
      {"/nested-million", made([] { return kHead + times("<div>", 1'000'000); }), "read"},
      {"/nested-lists", made([] { return kHead + times("<ul><li>", 100'000); }), "read"},
      {"/nested-svg", made([] { return kHead + times("<svg><g>", 50'000); }), "read"},
      {"/elements-300000", made([] { return kHead + times("<br>\n", 300'000); }), "read"},
      {"/comments", made([] { return kHead + times("<!-- -->", 500'000); }), "read"},
      {"/open-comment", made([] { return kHead + "<!--" + times("-- ", 1'000'000); }), "read"},
      {"/open-tag", made([] { return kHead + "<a href='" + times("x", 3'000'000); }), "read"},
      {"/end-tags", made([] { return kHead + times("</p></b></div>", 200'000); }), "read"},
      {"/entities", made([] { return kHead + times("&amp;&#x1F600;&notin", 200'000); }), "read"},
      {"/title-3-mb", made([] { return "<title>" + times("titre ", 500'000); }), "read"},
      {"/lang-1-mb",
       made([] { return "<html lang='" + times("fr-", 350'000) + "'><title>x</title>"; }), "read"},
      {"/links-50000-outside",
       made([] { return numbered(50'000, "<a href=//ailleurs.invalid/", ">x</a>"); }), "read"},
      {"/urls-too-long", made([] {
         return kHead + times("<a href=/" + std::string(100'000, 'a') + ">x</a>", 20) +
                times("<img alt='' src=/" + std::string(100'000, 'a') + ">", 20);
       }),
       "read"},
      {"/ids-100000",
       made([] { return numbered(100'000, "<label for=x id=x></label><input id=i", ">"); }),
       "read"},
      {"/labelledby-each-other", made([] {
         return kHead + times(
                            "<a id=a aria-labelledby='a b'></a><a id=b aria-labelledby='b a'>"
                            "</a>",
                            5'000);
       }),
       "read"},
      {"/one-line-5-mb", made([] { return kHead + times("mot ", 1'250'000); }), "read"},
      {"/over-10-mb", made([] { return kHead + times("mot ", 3'000'000); }), "too_large"},
  };
}

std::vector<HostileDocument> lies() {
  return {
      {"/charset-unknown", text(kHead + "<p>é", "Content-Type: text/html; charset=martian\r\n"),
       "read"},
      {"/charset-utf-16", text(kHead + "<p>é", "Content-Type: text/html; charset=utf-16\r\n"),
       "read"},
      {"/charset-utf-7",
       text(kHead + "+ADw-script+AD4-alert(1)", "Content-Type: text/html; charset=utf-7\r\n"),
       "read"},
      {"/charset-flood",
       text(kHead, "Content-Type: text/html; charset=" + std::string(50'000, 'a') + "\r\n"),
       "read"},
      {"/bytes-no-utf-8",
       text(kHead + times("\xff\xfe\xc0\x80\xed\xa0\x80\xf8", 10'000),
            "Content-Type: text/html; charset=utf-8\r\n"),
       "read"},
      {"/nul-bytes", text(kHead + times(std::string("<p>a\0b</p>", 10), 10'000)), "read"},
      {"/only-nul-bytes", made([] { return std::string(1'000'000, '\0'); }), "read"},
      {"/picture-as-html", text("\x89PNG\r\n\x1a\n" + times(std::string("\0\1\2\3", 4), 50'000)),
       "read"},
      {"/no-type", text(kHead, ""), "read"},
      {"/type-unreadable", text(kHead, "Content-Type: ;;;/\x01\r\n"), "read"},
      {"/empty-body", text(""), "read"},
      {"/type-of-a-film", text(kHead, "Content-Type: video/mp4\r\n"), "read"},
      {"/header-values-long",
       text(kHead, "Content-Type: text/html\r\nContent-Security-Policy: " +
                       times("default-src 'none'; ", 4'000) +
                       "\r\nStrict-Transport-Security: max-age=" + std::string(20'000, '9') +
                       "\r\n"),
       "read"},
      {"/cookies-3000",
       [](Client& client) {
         std::string fields = "Content-Type: text/html\r\n";
         for (int i = 0; i < 3000; ++i)
           fields += "Set-Cookie: c" + std::to_string(i) + "=" + std::string(40, 'x') + "\r\n";
         client.answer(kHead, "200 OK", fields);
       },
       "read"},
      {"/dates-that-are-none",
       text(kHead,
            "Content-Type: text/html\r\nLast-Modified: Thu, 99 Foo 99999 25:61:61 GMT\r\n"
            "Date: -1\r\nAge: 99999999999999999999\r\nExpires: x\r\n"),
       "read"},
  };
}

std::vector<HostileDocument> parts_without_end(const std::string& elsewhere) {
  return {
      {"/frame-of-itself", text(kHead + "<iframe title=x src=/frame-of-itself></iframe>"), "read"},
      {"/frames-in-frames", text(kHead + "<iframe title=x src=/grow/frame?0></iframe>"), "read"},
      {"/style-sheets-that-import", text(kHead + "<link rel=stylesheet href=/grow/style?0>"),
       "read"},
      {"/style-sheet-of-itself", text(kHead + "<link rel=stylesheet href=/grow/same-style>"),
       "read"},
      {"/images-300", made([] { return numbered(300, "<img alt='' src=/grow/image?", ">"); }),
       "read"},
      {"/image-without-end", text(kHead + "<img alt='' src=/grow/endless>"), "read"},
      {"/image-in-circles", text(kHead + "<img alt='' src=/grow/circle>"), "read"},
      {"/refresh-to-itself",
       text(kHead + "<meta http-equiv=refresh content='0;url=/refresh-to-itself'>"), "read"},
      {"/refresh-to-javascript",
       text(kHead + "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>"), "read"},
      {"/links-of-other-schemes",
       text(kHead +
            "<a href='javascript:alert(1)'>x</a><a href='file:///etc/passwd'>x</a>"
            "<a href='data:text/html,x'>x</a><a href='ftp://127.0.0.1/'>x</a>"
            "<a href='vbscript:x'>x</a><iframe title=x src='javascript:alert(1)'></iframe>"),
       "read"},
      {"/base-elsewhere",
       text("<base href='" + elsewhere + "'>" + kHead +
            "<img alt='' src=secret.png><a href=secret>x</a>"),
       "read"},
      {"/private-network",
       text(kHead + "<img alt='' src='" + elsewhere + "secret.png'><script src='" + elsewhere +
            "secret.js'></script><link rel=stylesheet href='" + elsewhere +
            "secret.css'><iframe title=x src='" + elsewhere + "secret'></iframe><a href='" +
            elsewhere + "secret'>x</a>"),
       "read"},
      {"/redirect-into-the-private-network",
       [elsewhere](Client& client) { client.redirect(elsewhere + "secret"); }, "alias"},
  };
}

// Few, since each slows the crawl down; a host of nothing else is in hostile_hosts_test.cpp.
std::vector<HostileDocument> refusals() {
  const auto refuse = [](std::string status, std::string fields) -> Script {
    return [status = std::move(status), fields = std::move(fields)](Client& client) {
      client.answer("", status, fields);
    };
  };
  return {
      {"/429-for-ages", refuse("429 Too Many Requests", "Retry-After: 99999999999999999999\r\n"),
       "rate_limited"},
      {"/503-until-9999",
       refuse("503 Service Unavailable", "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT\r\n"),
       "rate_limited"},
      {"/500", refuse("500 Internal Server Error", ""), "http_status"},
      {"/401", refuse("401 Unauthorized", "WWW-Authenticate: \x1b[2J Basic realm=\"\r\n"),
       "auth_required"},
      {"/418-with-links", refuse("418 I'm a teapot", "Link: </418-with-links>; rel=next\r\n"),
       "http_status"},
  };
}

// NOLINTEND(clang-analyzer-cplusplus.NewDeleteLeaks)

// The number in the query, plus one.
std::string next_of(const Client& client) {
  return std::to_string(std::atol(client.query().c_str()) + 1);
}

}  // namespace

std::vector<HostileDocument> hostile_documents(const std::string& elsewhere) {
  std::vector<HostileDocument> all = floods();
  for (auto& more : {lies(), parts_without_end(elsewhere), refusals()})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

void add_growing_parts(HostileServer& server) {
  server.on("/grow/frame", [](Client& client) {
    client.answer(kHead + "<iframe title=x src=/grow/frame?" + next_of(client) + "></iframe>");
  });
  server.on("/grow/style", [](Client& client) {
    client.answer("@import '/grow/style?" + next_of(client) + "';", "200 OK",
                  "Content-Type: text/css\r\n");
  });
  server.on("/grow/same-style", [](Client& client) {
    client.answer(times("@import '/grow/same-style';", 10'000), "200 OK",
                  "Content-Type: text/css\r\n");
  });
  server.on("/grow/image",
            [](Client& client) { client.answer("png", "200 OK", "Content-Type: image/png\r\n"); });
  server.on("/grow/endless", [](Client& client) {
    bool goes_on = client.send("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n");
    while (goes_on) goes_on = client.send(std::string(64UL * 1024, 'x'));
  });
  server.on("/grow/circle", [](Client& client) { client.redirect("/grow/circle"); });
}

}  // namespace vigie::tests
