#include "crawler/gunzip.h"

#include <gtest/gtest.h>
#include <zconf.h>
#include <zlib.h>

#include <cstddef>
#include <string>

namespace vigie::crawler {
namespace {

std::string gzip(std::string text) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(text.data());
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

constexpr std::size_t kLimit = 1'000'000;

TEST(Gunzip, InflatesAWholeFile) {
  const std::string text(200'000, 'x');
  const Gunzipped result = gunzip(gzip(text), kLimit);
  EXPECT_EQ(result.bytes, text);
  EXPECT_EQ(result.end, Gunzipped::End::whole);
}

TEST(Gunzip, JoinsMembersAndPassesOverPadding) {
  const Gunzipped result = gunzip(gzip("a") + gzip("b") + std::string(512, '\0'), kLimit);
  EXPECT_EQ(result.bytes, "ab");
  EXPECT_EQ(result.end, Gunzipped::End::whole);
}

TEST(Gunzip, StopsABombAtTheLimit) {
  const Gunzipped result = gunzip(gzip(std::string(5'000'000, 'x')), kLimit);
  EXPECT_EQ(result.bytes.size(), kLimit);
  EXPECT_EQ(result.end, Gunzipped::End::too_large);
}

TEST(Gunzip, MayReachTheLimitExactly) {
  const Gunzipped result = gunzip(gzip(std::string(kLimit, 'x')), kLimit);
  EXPECT_EQ(result.bytes.size(), kLimit);
  EXPECT_EQ(result.end, Gunzipped::End::whole);
}

TEST(Gunzip, KeepsWhatCameBeforeTheCut) {
  std::string noise;  // that does not compress to nothing
  for (unsigned i = 0, value = 1; i < 50'000; ++i)
    noise += static_cast<char>(value = value * 75 % 65537);
  const std::string whole = gzip(noise);
  const Gunzipped result = gunzip(whole.substr(0, whole.size() / 2), kLimit);
  EXPECT_EQ(result.end, Gunzipped::End::damaged);
  EXPECT_GT(result.bytes.size(), 1'000U);
  EXPECT_EQ(result.bytes, noise.substr(0, result.bytes.size()));
}

TEST(Gunzip, TellsAWrongChecksum) {
  std::string bytes = gzip("text");
  bytes[bytes.size() - 6] ^= 1;
  EXPECT_EQ(gunzip(bytes, kLimit).end, Gunzipped::End::damaged);
}

TEST(Gunzip, TellsTheMagicBytesAlone) {
  EXPECT_TRUE(is_gzip("\x1F\x8B"));
  EXPECT_FALSE(is_gzip("\x1F"));
  EXPECT_EQ(gunzip("\x1F\x8B", kLimit).end, Gunzipped::End::damaged);
}

}  // namespace
}  // namespace vigie::crawler
