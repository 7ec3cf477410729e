// `vigie audit` of pages that speak to whoever reads the report: to a terminal, a browser, a
// spreadsheet, a template, a JSON reader. What they say is shown, and does nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tests/end_to_end/hostile_audit.h"
#include "tests/support/hostile_server.h"
#include "tests/support/run_vigie.h"
#include "tests/support/temp_folder.h"

namespace vigie::tests {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using Client = HostileServer::Client;

const std::vector<std::string>& payloads() {
  static const std::vector<std::string> all{
      "\x1b[2J\x1b[H\x1b[31mred",                              // clears the screen
      "\x1b]0;owned\x07",                                      // names the window
      "\x1b]8;;http://evil.invalid/\x1b\\here\x1b]8;;\x1b\\",  // a link
      "\x1bP$q\"p\x1b\\\x1b[6n",                               // asks the terminal to type
      "\xc2\x9b[2J\xc2\x9d",                                   // the same in C1
      "\b\b\b\b\x7f\v\f\a",
      "a\rb\nc\td",
      "\u202egnp.exe\u202c\u2066\u200f\u061c",  // bidi
      "\u2028alert(1)\u2029",
      "\U000e0041\U000e0042",  // tags, unseen
      "</script><script>alert(1)</script>",
      "<img src=x onerror=alert(1)>",
      "\"><svg onload=alert(1)>",
      "' onmouseover='alert(1)",
      "</title></style></textarea></pre></bdi></code><script>alert(1)</script>",
      "<!-- --!><script>alert(1)</script><!--",
      "]]><script>alert(1)</script><![CDATA[",
      "<iframe srcdoc='&lt;script&gt;alert(1)&lt;/script&gt;'>",
      "&lt;script&gt;alert(1)&lt;/script&gt;",
      "&#60;script&#62;alert(1)&#60;/script&#62;",
      "<meta http-equiv=refresh content=0;url=javascript:alert(1)>",
      "<base href=//evil.invalid/>",
      "<plaintext>",
      "javascript:alert(1)",
      "{{portal}} {{{style}}} {{#findings}}{{> findings_part}}{{/findings}}",
      "{{=<% %>=}}<%& style %>",
      "{0} {1} {9} {} {:x} {0:>999999999}",
      "%s%s%s%n %99999999d",
      "${7*7} #{7*7} <%= 7*7 %> $(id) `id`",
      "=cmd|' /C calc'!A0",
      "+1+1",
      "@SUM(A1)",
      "-2+3",
      "\\u001b[2J \\x1b \\\" \\",
      "\",\"injected\":true,\"x\":\"",
      "'; DROP TABLE page; --",
      "\xff\xfe\xc0\xaf\xed\xa0\x80",  // no UTF-8
      "../../../../etc/passwd",
      "::error::annotation ##vso[task.complete]",
  };
  return all;
}

// As an attribute or text of a page, so that the page means exactly this text.
std::string in_html(std::string_view text) {
  std::string html;
  for (const char c : text) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '"':
        html += "&quot;";
        break;
      default:
        html += c;
    }
  }
  return html;
}

// As the value of a header field: line ends would end it.
std::string in_field(std::string text) {
  std::erase_if(text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
  return text;
}

std::string page_that_says(const std::string& text) {
  const std::string html = in_html(text);
  return "<!doctype html><html lang=\"" + html + "\"><head><title>" + html +
         "</title><meta name=viewport content=\"user-scalable=no, " + html +
         "\"></head><body><img src=/blason.png class=\"" + html + "\" id=\"" + html +
         "\"><img alt='' src=\"/image?" + html + "\"><a href=\"/absent?" + html + "\">" + html +
         "</a><a href=\"http://[" + html + "/\">" + html + "</a><iframe title=\"\" src=\"/cadre?" +
         html + "\"></iframe><input name=\"" + html + "\"><button></button><label for=\"" + html +
         "\">x</label><p id=\"" + html + "\">x<" + "b" + html + ">";
}

std::string fields_that_say(const std::string& text) {
  const std::string value = in_field(text);
  return "Content-Type: text/html; charset=utf-8; x=\"" + value + "\"\r\nSet-Cookie: " + value +
         "=1\r\nSet-Cookie: s=" + value + "\r\nContent-Security-Policy: " + value +
         "\r\nStrict-Transport-Security: " + value + "\r\nReferrer-Policy: " + value +
         "\r\nX-Content-Type-Options: " + value + "\r\nX-Frame-Options: " + value +
         "\r\nServer: " + value + "\r\nLast-Modified: " + value + "\r\nCache-Control: " + value +
         "\r\nLink: <" + value + ">; rel=next\r\n";
}

struct TalkingPortal {
  HostileServer server;
  std::vector<std::string> good = add_healthy_pages(server, 10);
  std::vector<std::string> paths;  // of the pages that speak

  TalkingPortal() {
    std::vector<std::string> links = good;
    for (std::size_t i = 0; i < payloads().size(); ++i) {
      const std::string& text = payloads()[i];
      const std::string number = std::to_string(i);
      paths.push_back("/parole-" + number);
      server.on(paths.back(), [text](Client& client) {
        client.answer(page_that_says(text), "200 OK", fields_that_say(text));
      });
      server.on("/reduit-" + number, [text](Client& client) {
        client.redirect(in_field(text), "X-Said: " + in_field(text) + "\r\n");
      });
      server.on("/etat-" + number, [text](Client& client) {
        client.send("HTTP/1.1 404 " + in_field(text) + "\r\nContent-Length: 0\r\n\r\n");
      });
      server.on("/faux-" + number, [text](Client& client) {
        client.send("HTTP/1.1 200 OK\r\nContent-Encoding: " + in_field(text) +
                    "\r\nContent-Type: text/html\r\nContent-Length: 1\r\n\r\nx");
      });
      for (const char* path : {"/parole-", "/reduit-", "/etat-", "/faux-"})
        links.push_back(path + number);
      links.push_back("/dit/" + in_html(text) + "?q=" + in_html(text) + "#" + in_html(text));
    }
    server.on("/dit/*", [](Client& client) { client.answer(page_that_says(client.target())); });
    server.page("/", page_of_links("Portail", links));
    std::string robots = "User-agent: *\n";
    for (const std::string& text : payloads())
      robots += "Disallow: /interdit" + in_field(text) + "\nSitemap: " + in_field(text) + "\n";
    server.on("/robots.txt", [robots](Client& client) {
      client.answer(robots, "200 OK", "Content-Type: text/plain\r\n");
    });
  }
};

TEST(HostileText, IsShownInEveryReportAndDoesNothing) {
  TalkingPortal portal;
  const HostileAudit audit = audit_hostile(portal.server, {"--all-outcomes"});
  EXPECT_EQ(audit.ran.exit_code, 1) << audit.ran.err;
  expect_audited(audit, portal.good);
  for (const std::string& path : portal.paths) EXPECT_EQ(audit.handling(path), "read") << path;
  EXPECT_THAT(injections(audit), IsEmpty());
  // It was there: nothing is injected by being left out.
  EXPECT_EQ(audit.report.pages.at(portal.server.url("/parole-10")).title, payloads()[10]);
  EXPECT_EQ(audit.report.pages.at(portal.server.url("/parole-29")).title, payloads()[29]);
  EXPECT_THAT(audit.html, HasSubstr("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;"));
  EXPECT_THAT(audit.html, HasSubstr("\\x1b"));
  EXPECT_THAT(audit.html, HasSubstr("{{{style}}}"));
  expect_bounded(audit, 256, std::chrono::seconds(120));
}

TEST(HostileText, IsShownInFrenchToo) {
  TalkingPortal portal;
  const HostileAudit audit = audit_hostile(portal.server, {"--lang", "fr"});
  EXPECT_THAT(injections(audit), IsEmpty());
}

// What we send a terminal ourselves: colours, and the line of progress.
std::string without_our_sequences(std::string_view shown) {
  std::string rest;
  for (std::size_t at = 0; at < shown.size(); ++at) {
    if (shown.substr(at).starts_with("\r\n")) continue;
    if (shown[at] == '\r') continue;  // back to the beginning of the line of progress
    if (shown.substr(at).starts_with("\x1b[")) {
      const auto end = shown.find_first_not_of("0123456789;?", at + 2);
      if (end != std::string_view::npos && std::string_view("mKhl").contains(shown[end])) {
        at = end;
        continue;
      }
    }
    rest += shown[at];
  }
  return rest;
}

TEST(HostileText, DoesNothingToATerminal) {
  TalkingPortal portal;
  const TempFolder folder;
  const Ran ran = vigie({"audit", portal.server.url("/"), "--history", folder.file("history.db")},
                        {.terminal = true});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_THAT(ran.out, HasSubstr("known pages"));
  EXPECT_THAT(steering_characters(without_our_sequences(ran.out)), IsEmpty());
  EXPECT_THAT(ran.out, testing::Not(HasSubstr("\x1b[2J")));
}

TEST(HostileText, KeptInTheHistoryDoesNothingLater) {
  TalkingPortal portal;
  const TempFolder folder;
  const std::string history = folder.file("history.db");
  vigie({"audit", portal.server.url("/"), "--history", history});
  const Ran shown = vigie({"history", "show", "--history", history});
  EXPECT_EQ(shown.exit_code, 0) << shown.err;
  EXPECT_THAT(steering_characters(shown.out), IsEmpty());
  const Ran again = vigie({"audit", portal.server.url("/"), "--history", history});
  EXPECT_THAT(steering_characters(again.out), IsEmpty()) << "with the change since the first run";
}

}  // namespace
}  // namespace vigie::tests
