#ifndef VIGIE_CRAWLER_GUNZIP_H
#define VIGIE_CRAWLER_GUNZIP_H

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace vigie::crawler {

bool is_gzip(std::string_view bytes);  // by its magic bytes

struct Gunzipped {
  enum class End : std::uint8_t { whole, damaged, too_large };

  std::string bytes;  // what came before the damage or the limit
  End end = End::whole;
};

// One gzip file, of one or more members (RFC 1952). Never more than `limit` bytes are inflated.
Gunzipped gunzip(std::string_view bytes, std::size_t limit);

}  // namespace vigie::crawler

#endif
