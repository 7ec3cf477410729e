#ifndef VIGIE_TESTS_SUPPORT_BOMBS_H
#define VIGIE_TESTS_SUPPORT_BOMBS_H

#include <cstddef>
#include <string>
#include <string_view>

namespace vigie::tests {

std::string gzip(std::string_view bytes);
std::string zlib(std::string_view bytes);  // what "deflate" means
std::string brotli(std::string_view bytes);
std::string zstd(std::string_view bytes);

// A gzip stream of zeros without end: the beginning, and a block of 1 MiB (about 1 KiB long) that
// may follow as often as one likes.
struct GzipBomb {
  std::string begin, block;
};
GzipBomb gzip_bomb();

}  // namespace vigie::tests

#endif
