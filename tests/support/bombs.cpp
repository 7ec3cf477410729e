#include "tests/support/bombs.h"

#include <brotli/encode.h>
#include <zlib.h>
#include <zstd.h>

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace vigie::tests {
namespace {

constexpr int kGzip = 15 + 16, kZlib = 15,
              kRaw = -15;  // window bits, as zlib wants the format told

std::string deflated(std::string_view bytes, int window_bits, int flush) {
  z_stream stream{};
  if (deflateInit2(&stream, 9, Z_DEFLATED, window_bits, 9, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("zlib");
  std::string in(bytes);
  std::string out(deflateBound(&stream, static_cast<uLong>(in.size())) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, flush);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace

std::string gzip(std::string_view bytes) { return deflated(bytes, kGzip, Z_FINISH); }

std::string zlib(std::string_view bytes) { return deflated(bytes, kZlib, Z_FINISH); }

std::string brotli(std::string_view bytes) {
  constexpr int kQuality = 5;
  std::size_t length = BrotliEncoderMaxCompressedSize(bytes.size());
  std::string out(length, '\0');
  if (BrotliEncoderCompress(kQuality, BROTLI_DEFAULT_WINDOW, BROTLI_DEFAULT_MODE, bytes.size(),
                            reinterpret_cast<const std::uint8_t*>(bytes.data()), &length,
                            reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_FALSE)
    throw std::runtime_error("brotli");
  out.resize(length);
  return out;
}

std::string zstd(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t length =
      ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), ZSTD_CLEVEL_DEFAULT);
  if (ZSTD_isError(length) != 0) throw std::runtime_error("zstd");
  out.resize(length);
  return out;
}

GzipBomb gzip_bomb() {
  // A fully flushed block ends on a byte and needs nothing of what came before it.
  const std::string empty = gzip("");
  return {.begin = empty.substr(0, 10),
          .block = deflated(std::string(1024 * 1024, '\0'), kRaw, Z_FULL_FLUSH)};
}

}  // namespace vigie::tests
