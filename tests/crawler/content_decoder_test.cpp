#include "crawler/content_decoder.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "tests/support/bombs.h"

namespace vigie::crawler {
namespace {

using Result = ContentDecoder::Result;

struct Decoded {
  Result result = Result::ok;
  bool complete = false;
  std::string text;
};

// Feeds `step` bytes at a time.
Decoded decode(std::string_view encodings, std::string_view bytes, std::size_t step = 7) {
  ContentDecoder decoder = ContentDecoder::of(encodings).value();
  Decoded decoded;
  for (std::size_t at = 0; at < bytes.size() && decoded.result == Result::ok; at += step)
    decoded.result = decoder.feed(bytes.substr(at, step), [&](std::string_view made) {
      decoded.text += made;
      return true;
    });
  decoded.complete = decoder.is_complete();
  return decoded;
}

std::string long_text() {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "ligne " + std::to_string(i * i) + "\n";
  return text;
}

class Encoding : public testing::TestWithParam<std::string> {
 protected:
  static std::string packed(std::string_view encodings, std::string_view text) {
    if (encodings == "gzip" || encodings == "X-GZIP") return tests::gzip(text);
    if (encodings == "br") return tests::brotli(text);
    if (encodings == "zstd") return tests::zstd(text);
    if (encodings == "gzip, br") return tests::brotli(tests::gzip(text));
    return tests::zlib(text);
  }
};

TEST_P(Encoding, GivesTheTextBack) {
  const std::string text = long_text();
  const std::string bytes = packed(GetParam(), text);
  for (const std::size_t step : {std::size_t{1}, std::size_t{1000}, bytes.size()}) {
    const Decoded decoded = decode(GetParam(), bytes, step);
    EXPECT_EQ(decoded.result, Result::ok);
    EXPECT_TRUE(decoded.complete);
    EXPECT_TRUE(decoded.text == text) << step;
  }
}

TEST_P(Encoding, ThatEndsTooEarlyIsNotComplete) {
  const std::string bytes = packed(GetParam(), long_text());
  const Decoded decoded = decode(GetParam(), bytes.substr(0, bytes.size() / 2), 1000);
  EXPECT_EQ(decoded.result, Result::ok);
  EXPECT_FALSE(decoded.complete);
  EXPECT_TRUE(long_text().starts_with(decoded.text));
}

TEST_P(Encoding, IsCompleteWithoutABody) {
  EXPECT_TRUE(ContentDecoder::of(GetParam()).value().is_complete());
}

TEST_P(Encoding, IgnoresWhatFollowsItsEnd) {
  for (const std::size_t step : {std::size_t{1}, std::size_t{100'000}}) {
    const Decoded decoded = decode(GetParam(), packed(GetParam(), "text") + "\r\nrubbish", step);
    EXPECT_EQ(decoded.result, Result::ok);
    EXPECT_EQ(decoded.text, "text");
    EXPECT_TRUE(decoded.complete);
  }
}

INSTANTIATE_TEST_SUITE_P(ContentDecoder, Encoding,
                         testing::Values("gzip", "X-GZIP", "br", "zstd", "gzip, br", "deflate"),
                         [](const auto& test) {
                           std::string name;
                           for (const char c : test.param)
                             if (c != ',' && c != ' ' && c != '-') name += c;
                           return name;
                         });

TEST(ContentDecoder, PassesWhatIsNotEncoded) {
  const Decoded decoded = decode("identity", "plain text, as it is");
  EXPECT_EQ(decoded.text, "plain text, as it is");
  EXPECT_TRUE(decoded.complete);
}

TEST(ContentDecoder, ReadsDeflateWithoutZlibsHeader) {
  const std::string zlib = tests::zlib("brut");
  EXPECT_EQ(decode("deflate", zlib.substr(2)).text, "brut");
}

TEST(ContentDecoder, ReadsSeveralGzipMembers) {
  const Decoded decoded = decode("gzip", tests::gzip("one ") + tests::gzip("two"));
  EXPECT_EQ(decoded.text, "one two");
  EXPECT_TRUE(decoded.complete);
}

TEST(ContentDecoder, RefusesBytesOfAnotherFormat) {
  for (const char* encoding : {"gzip", "br", "zstd", "deflate"})
    EXPECT_EQ(decode(encoding, std::string(1000, '\xff')).result, Result::invalid) << encoding;
}

TEST(ContentDecoder, KnowsWhatItCannotDecode) {
  EXPECT_FALSE(ContentDecoder::of("rot13").has_value());
  EXPECT_FALSE(ContentDecoder::of("gzip, rot13").has_value());
  EXPECT_TRUE(ContentDecoder::of("gzip, gzip, gzip, gzip, gzip").has_value());
  EXPECT_FALSE(ContentDecoder::of("gzip, gzip, gzip, gzip, gzip, gzip").has_value());
  EXPECT_TRUE(ContentDecoder::of("").value().is_identity());
  EXPECT_TRUE(ContentDecoder::of("identity, ,").value().is_identity());
}

TEST(ContentDecoder, StopsWhenTheSinkIsFull) {
  const tests::GzipBomb bomb = tests::gzip_bomb();
  ContentDecoder decoder = ContentDecoder::of("gzip").value();
  std::size_t taken = 0;
  const auto sink = [&](std::string_view made) { return (taken += made.size()) < 100'000; };
  EXPECT_EQ(decoder.feed(bomb.begin, sink), Result::ok);
  EXPECT_EQ(decoder.feed(bomb.block, sink), Result::stopped);
  EXPECT_LT(taken, 200'000U);
}

}  // namespace
}  // namespace vigie::crawler
