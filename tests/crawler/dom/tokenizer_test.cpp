#include "crawler/dom/tokenizer.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace vigie::dom {
namespace {

// "kind:bytes" of each token, parted by "|"; the name of a tag in parentheses.
std::string tokens(std::string_view page) {
  constexpr const char* kKinds[] = {"text",    "start", "end",    "comment",
                                    "doctype", "bogus", "nothing"};
  std::string all;
  Tokenizer tokenizer(page);
  for (Token token; tokenizer.next(token);) {
    if (!all.empty()) all += '|';
    all += kKinds[static_cast<std::size_t>(token.kind)];
    if (token.name_end > 0)
      all +=
          "(" + std::string(page.substr(token.name_begin, token.name_end - token.name_begin)) + ")";
    if (token.self_closing) all += '/';
    if (token.odd) all += '?';
    all += ":" + std::string(page.substr(token.begin, token.end - token.begin));
  }
  return all;
}

std::string attributes(std::string_view tag) {
  std::string all;
  AttributeReader reader(tag, 2);
  for (WrittenAttribute attribute; reader.next(attribute);)
    all += "[" + std::string(attribute.name) + "=" + std::string(attribute.value) + "]";
  return all;
}

TEST(Tokenizer, ReadsTagsAndText) {
  EXPECT_EQ(tokens("a<P>b</p >c"), "text:a|start(P):<P>|text:b|end(p):</p >|text:c");
}

TEST(Tokenizer, TakesALoneLessThanForText) { EXPECT_EQ(tokens("a < b <3<"), "text:a < b <3<"); }

TEST(Tokenizer, FindsTheEndOfATagBehindQuotes) {
  EXPECT_EQ(tokens("<a b='>' c=\"'>\" d=e>f"), "start(a):<a b='>' c=\"'>\" d=e>|text:f");
}

TEST(Tokenizer, SeesAnUnquotedSlashAsPartOfTheValue) {
  EXPECT_EQ(tokens("<a b=c/>"), "start(a):<a b=c/>");
  EXPECT_EQ(tokens("<a b='c'/>"), "start(a)/:<a b='c'/>");
}

TEST(Tokenizer, DropsATagThatThePageEndsIn) {
  EXPECT_EQ(tokens("a<b c='d>"), "text:a|nothing(b):<b c='d>");
}

TEST(Tokenizer, ReadsCommentsAndTheirOddities) {
  EXPECT_EQ(tokens("<!--a--><!----><!-- -- --->"),
            "comment:<!--a-->|comment:<!---->|comment:<!-- -- --->");
  EXPECT_EQ(
      tokens("<!-->a<!--->b<!--c--!>d<!--e"),
      "comment?:<!-->|text:a|comment?:<!--->|text:b|comment?:<!--c--!>|text:d|comment?:<!--e");
}

TEST(Tokenizer, ReadsDoctypesAndBogusComments) {
  EXPECT_EQ(tokens("<!DocType html><!x><?y?></ z></>"),
            "doctype:<!DocType html>|bogus:<!x>|bogus:<?y?>|bogus:</ z>|nothing:</>");
  EXPECT_EQ(tokens("<![CDATA[a]]>"), "bogus?:<![CDATA[a]]>");
}

TEST(Tokenizer, EndsRawTextAtItsOwnEndTag) {
  constexpr std::string_view kPage = "<Style>a</b></styles></sTYLE x>c";
  Tokenizer tokenizer(kPage);
  Token token;
  ASSERT_TRUE(tokenizer.next(token));
  EXPECT_EQ(tokenizer.raw_text(token), "a</b></styles>");
  ASSERT_TRUE(tokenizer.next(token));
  EXPECT_EQ(token.kind, TokenKind::end_tag);
  EXPECT_EQ(kPage.substr(token.end), "c");
}

TEST(AttributeReader, ReadsEveryWayToWriteThem) {
  EXPECT_EQ(attributes("<a b c = d e='f g' h=\"i\"j=k/l/m=n>"), "[b=][c=d][e=f g][h=i][j=k/l/m=n]");
  EXPECT_EQ(attributes("<a =b=c '\"=<>"), "[=b=c]['\"=<]");
  EXPECT_EQ(attributes("<a b=>"), "[b=]");
}

}  // namespace
}  // namespace vigie::dom
