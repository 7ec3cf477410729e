#include "tests/support/hostile_pages.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/bombs.h"
#include "tests/support/hostile_server.h"

namespace vigie::tests {
namespace {

using Client = HostileServer::Client;
using Script = HostileServer::Script;
using namespace std::chrono_literals;
using namespace std::string_literals;

struct Page {
  std::string path;
  Script script;
};
using Pages = std::vector<Page>;

const std::string kHtmlHead = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
constexpr std::size_t kBombBytes = 16UL * 1024 * 1024;

// Writes these bytes and closes.
Script bytes(std::string text) {
  return [text = std::move(text)](Client& client) { client.send(text); };
}

// Writes `begin`, then `again` until the other side has enough.
Script endless(std::string begin, std::string again) {
  return [begin = std::move(begin), again = std::move(again)](Client& client) {
    for (bool goes_on = client.send(begin); goes_on;) goes_on = client.send(again);
  };
}

Script redirect(std::string location, std::string fields = "") {
  return [location = std::move(location), fields = std::move(fields)](Client& client) {
    client.redirect(location, fields);
  };
}

Script encoded(std::string_view encoding, std::string body) {
  return bytes(kHtmlHead + "Content-Encoding: " + std::string(encoding) +
               "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
}

// Made when it is asked for: packing takes a while.
Script bomb(std::string_view encoding, std::string (*make)()) {
  return [encoding, make](Client& client) { encoded(encoding, make())(client); };
}

std::string zeros(std::size_t count) { return std::string(count, '\0'); }  // NOLINT: count, char

// 64 MiB, without the stream's end.
std::string gzipped_zeros() {
  const GzipBomb parts = gzip_bomb();
  std::string text = parts.begin;
  for (int i = 0; i < 64; ++i) text += parts.block;
  return text;
}

Pages broken_connections() {
  return {
      {"/reset", [](Client& client) { client.reset(); }},
      {"/reset-in-head",
       [](Client& client) {
         client.send("HTTP/1.1 200 OK\r\nContent-Type: te");
         client.pause(30ms);
         client.reset();
       }},
      {"/reset-in-body",
       [](Client& client) {
         client.send(kHtmlHead + "Content-Length: 1000\r\n\r\n<title>half");
         client.pause(30ms);
         client.reset();
       }},
      {"/empty", [](Client&) {}},
      {"/closed-in-status-line", bytes("HTTP/1.1 2")},
      {"/closed-in-head", bytes("HTTP/1.1 200 OK\r\nContent-Type: text/h")},
      {"/truncated", bytes(kHtmlHead + "Content-Length: 1000\r\n\r\n<title>half")},
      {"/truncated-huge", bytes(kHtmlHead + "Content-Length: 99999999999\r\n\r\n<title>half")},
      {"/truncated-chunk", bytes(kHtmlHead + "Transfer-Encoding: chunked\r\n\r\n64\r\nhalf")},
      {"/missing-last-chunk", bytes(kHtmlHead + "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n")},
      {"/bad-chunk",
       bytes(kHtmlHead + "Transfer-Encoding: chunked\r\n\r\nxyz\r\nhalf\r\n0\r\n\r\n")},
      {"/huge-chunk",
       bytes(kHtmlHead +
             "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffffffff\r\nhalf\r\n0\r\n\r\n")},
      {"/negative-chunk",
       bytes(kHtmlHead + "Transfer-Encoding: chunked\r\n\r\n-5\r\nhalf\r\n0\r\n\r\n")},
  };
}

Pages slow_answers() {
  return {
      {"/silent", [](Client& client) { client.wait_for_end(); }},
      {"/slow-first-byte",
       [](Client& client) {
         if (client.pause(200ms)) client.answer("<title>late</title>");
       }},
      {"/drip-head",
       [](Client& client) {
         if (client.send("HTTP/1.1 200 OK\r\nX-Long: ")) client.drip(std::string(500, 'x'), 30ms);
       }},
      {"/drip-body",
       [](Client& client) {
         if (client.send(kHtmlHead + "\r\n")) client.drip(std::string(5000, 'x'), 30ms);
       }},
      {"/stalls-after-head",
       [](Client& client) {
         if (client.send(kHtmlHead + "Content-Length: 10\r\n\r\n")) client.wait_for_end();
       }},
      {"/stalls-in-body",
       [](Client& client) {
         if (client.send(kHtmlHead + "Content-Length: 100000\r\n\r\n" + std::string(50'000, 'x')))
           client.wait_for_end();
       }},
      {"/steady-without-end",
       [](Client& client) {
         bool goes_on = client.send(kHtmlHead + "\r\n");
         while (goes_on) goes_on = client.send(std::string(1000, 'x')) && client.pause(50ms);
       }},
  };
}

Pages without_end() {
  return {
      {"/endless-body", endless(kHtmlHead + "\r\n", std::string(64 * 1024, 'x'))},
      {"/endless-chunks", endless(kHtmlHead + "Transfer-Encoding: chunked\r\n\r\n",
                                  "1000\r\n" + std::string(0x1000, 'x') + "\r\n")},
      {"/endless-empty-lines", endless(kHtmlHead + "\r\n", "\n\n\n\n\n\n\n\n")},
      {"/endless-head", endless("HTTP/1.1 200 OK\r\n", "X-More: of the same\r\n")},
      {"/endless-field", endless("HTTP/1.1 200 OK\r\nX-Long: ", std::string(64 * 1024, 'x'))},
      {"/endless-status-line", endless("HTTP/1.1 200 ", std::string(64 * 1024, 'x'))},
      {"/endless-interim", endless("", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")},
      {"/endless-trailers",
       endless(kHtmlHead + "Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n",
               "X-Trailer: of the same\r\n")},
      {"/cookie-flood",
       [](Client& client) {
         std::string text = "HTTP/1.1 200 OK\r\n";
         for (int i = 0; i < 100'000; ++i) text += "Set-Cookie: c" + std::to_string(i) + "=1\r\n";
         client.send(text + "\r\n");
       }},
      {"/robots-1-gb",
       [](Client& client) {
         bool goes_on = client.send(
             "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
             "Content-Length: 1073741824\r\n\r\nUser-agent: *\n");
         const std::string lines(64 * 1024, '\n');
         while (goes_on) goes_on = client.send(lines);
       }},
      {"/bomb-gzip",
       [](Client& client) {
         const GzipBomb endless_zeros = gzip_bomb();
         endless(kHtmlHead + "Content-Encoding: gzip\r\n\r\n" + endless_zeros.begin,
                 endless_zeros.block)(client);
       }},
      {"/bomb-brotli", bomb("br", [] { return brotli(zeros(kBombBytes)); })},
      {"/bomb-zstd", bomb("zstd", [] { return zstd(zeros(kBombBytes)); })},
      {"/bomb-nested", bomb("gzip, gzip, gzip", [] { return gzip(gzip(gzipped_zeros())); })},
      {"/bomb-mixed", bomb("gzip, br", [] { return brotli(gzipped_zeros()); })},
  };
}

Pages not_http() {
  return {
      {"/garbage", bytes("\x01\x02\x03\xff\xfe garbage without end\n\n\n")},
      {"/http-0.9", bytes("<html><title>no header at all</title></html>")},
      {"/other-protocol", bytes("220 mail.example ESMTP\r\n")},
      {"/status-line-without-status", bytes("HTTP/1.1\r\n\r\nbody")},
      {"/status-not-a-number", bytes("HTTP/1.1 abc OK\r\n\r\nbody")},
      {"/status-zero", bytes("HTTP/1.1 000 OK\r\nContent-Length: 0\r\n\r\n")},
      {"/status-999", bytes("HTTP/1.1 999 Blocked\r\nContent-Length: 0\r\n\r\n")},
      {"/http-9", bytes("HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n")},
      {"/switching-protocols",
       bytes("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\x81\x05hello")},
      {"/negative-length", bytes(kHtmlHead + "Content-Length: -5\r\n\r\nbody")},
      {"/length-not-a-number", bytes(kHtmlHead + "Content-Length: many\r\n\r\nbody")},
      {"/length-overflow",
       bytes(kHtmlHead + "Content-Length: 99999999999999999999999\r\n\r\nbody")},
      {"/lengths-differ",
       bytes(kHtmlHead + "Content-Length: 4\r\nContent-Length: 40\r\n\r\nbody and more of it")},
      {"/nul-in-head", bytes(kHtmlHead + "X-Nul: a\0b\r\nContent-Length: 2\r\n\r\nok"s)},
  };
}

Pages odd_but_readable() {
  return {
      {"/control-characters",
       bytes(kHtmlHead + "X-Evil: \x1b]0;owned\x07\x1b[2J\r\nContent-Length: 40\r\n\r\n"
                         "<title>\x1b[31mred\x1b[0m\x07\xe2\x80\xae</title>---------")},
      {"/field-without-colon", bytes(kHtmlHead + "no colon here\r\nContent-Length: 2\r\n\r\nok")},
      {"/folded-field", bytes(kHtmlHead + "X-A: 1\r\n  2\r\nContent-Length: 2\r\n\r\nok")},
      {"/line-feeds-only",
       bytes("HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: 2\n\nok")},
      {"/interim-then-answer", bytes("HTTP/1.1 103 Early Hints\r\nSet-Cookie: early=1\r\n\r\n"
                                     "HTTP/1.1 100 Continue\r\n\r\n" +
                                     kHtmlHead + "Content-Length: 2\r\n\r\nok")},
      {"/more-than-said",
       [](Client& client) {
         client.keep_alive();
         client.send(kHtmlHead + "Content-Length: 2\r\n\r\nok" + kHtmlHead +
                     "Content-Length: 6\r\n\r\nforged");
       }},
      {"/closes-kept-connection",
       [](Client& client) {
         client.send(kHtmlHead + "Connection: keep-alive\r\nContent-Length: 2\r\n\r\nok");
       }},
      {"/no-content-with-body", bytes("HTTP/1.1 204 No Content\r\n\r\n<title>still</title>")},
      {"/200-with-location", bytes("HTTP/1.1 200 OK\r\nLocation: /silent\r\n"
                                   "Content-Length: 2\r\n\r\nok")},
  };
}

Pages wrong_encodings() {
  std::string many = "gzip";
  for (int i = 0; i < 30; ++i) many += ", gzip";
  const std::string packed = gzip(std::string(20'000, 'a') + "the end");
  return {
      {"/not-gzip", encoded("gzip", "<title>not compressed</title>")},
      {"/not-brotli", encoded("br", std::string(100, '\xff'))},
      {"/not-zstd", encoded("zstd", "<title>not compressed</title>")},
      {"/unknown-encoding", encoded("rot13", "<gvgyr>")},
      {"/too-many-encodings", encoded(many, packed)},
      {"/half-of-gzip", encoded("gzip", packed.substr(0, packed.size() / 2))},
      {"/gzip-with-rubbish-behind", encoded("gzip", packed + "rubbish")},
  };
}

Pages redirects() {
  Pages pages{
      {"/redirect-to-itself", redirect("/redirect-to-itself")},
      {"/redirect-ping", redirect("/redirect-pong")},
      {"/redirect-pong", redirect("/redirect-ping")},
      {"/redirect-by-fragment", redirect("/redirect-by-fragment#again")},
      {"/redirect-without-location", bytes("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n")},
      {"/redirect-empty", redirect("")},
      {"/redirect-invalid", redirect("http://[::bad/")},
      {"/redirect-1-mb", redirect("/" + std::string(1024 * 1024, 'a'))},
      {"/redirect-3-kb", redirect("/" + std::string(3 * 1024, 'a'))},
      {"/redirect-to-file", redirect("file:///etc/passwd")},
      {"/redirect-to-javascript", redirect("javascript:alert(1)")},
      {"/redirect-to-data", redirect("data:text/html,hello")},
      {"/redirect-to-gopher", redirect("gopher://127.0.0.1:6379/_FLUSHALL")},
      {"/redirect-to-metadata", redirect("http://169.254.169.254/latest/meta-data/")},
      {"/redirect-to-closed-port", redirect("http://127.0.0.1:1/")},
      {"/redirect-with-endless-body",
       endless("HTTP/1.1 302 Found\r\nLocation: /ok\r\n\r\n", std::string(64 * 1024, 'x'))},
      {"/redirect-growing",
       [](Client& client) { client.redirect("/redirect-growing?" + client.query() + "x=1&"); }},
      {"/redirect-and-count",
       [next = std::make_shared<std::atomic<int>>(1)](Client& client) {
         client.redirect("/redirect-and-count",
                         "Set-Cookie: n=" + std::to_string((*next)++) + "\r\n");
       }},
      {"/redirect-once-for-cookie",
       [](Client& client) {
         if (client.field("Cookie").find("ok=1") != std::string::npos)
           client.answer("<title>in</title>");
         else
           client.redirect("/redirect-once-for-cookie", "Set-Cookie: ok=1\r\n");
       }},
  };
  for (int i = 1; i <= 11; ++i)
    pages.push_back({"/redirect-chain-" + std::to_string(i),
                     redirect(i == 1 ? "/ok" : "/redirect-chain-" + std::to_string(i - 1))});
  return pages;
}

std::string list_of_links(const std::vector<std::string>& targets) {
  std::string html = "<!doctype html><html lang=fr><title>Portail</title><h1>Portail</h1><ul>";
  for (const std::string& target : targets)
    html += "<li><a href=\"" + target + "\">" + target + "</a>";
  return html + "</ul>";
}

}  // namespace

std::vector<std::string> add_hostile_pages(HostileServer& server) {
  std::vector<std::string> paths;
  for (Pages (*make)() : {broken_connections, slow_answers, without_end, not_http, odd_but_readable,
                          wrong_encodings, redirects})
    for (Page& page : make()) {
      paths.push_back(page.path);
      server.on(page.path, std::move(page.script));
    }
  server.page("/ok", "<!doctype html><html lang=fr><title>Bon</title><h1>Bon</h1>");
  return paths;
}

std::vector<std::string> add_portal_with_traps(HostileServer& server) {
  std::vector<std::string> healthy{"/"};
  std::vector<std::string> links{"/agenda?mois=1", "/recherche?", "/session?sid=0", "/a"};
  for (int i = 0; i < 20; ++i) links.push_back("/page-" + std::to_string(i));
  for (int i = 0; i < 20; ++i) {
    healthy.push_back("/page-" + std::to_string(i));
    server.page(healthy.back(), list_of_links({"/", "/agenda?mois=1"}));
  }
  server.page("/", list_of_links(links));
  // Every month has a next one.
  server.on("/agenda", [](Client& client) {
    const std::string query = client.query();
    const auto equals = query.find('=');
    const long month = equals == std::string::npos ? 0 : std::atol(query.c_str() + equals + 1);
    client.answer(list_of_links({"/agenda?mois=" + std::to_string(month + 1),
                                 "/agenda?mois=" + std::to_string(month - 1)}));
  });
  // Every page adds one of twenty facets: about a million combinations.
  server.on("/recherche", [](Client& client) {
    std::vector<std::string> more;
    for (int i = 0; i < 20; ++i)
      more.push_back("/recherche?" + client.query() + "f" + std::to_string(i) + "=1&amp;");
    client.answer(list_of_links(more));
  });
  // Every visit gets another id for the same page.
  server.on("/session", [next = std::make_shared<std::atomic<int>>(1)](Client& client) {
    client.answer(list_of_links({"/session?sid=" + std::to_string((*next)++),
                                 "/session?sid=" + std::to_string((*next)++)}));
  });
  const Script deeper = [](Client& client) {
    client.answer(list_of_links({client.target() + "/a", client.target() + "/b"}));
  };
  server.on("/a", deeper);
  server.on("/a/*", deeper);
  return healthy;
}

}  // namespace vigie::tests
