#include "crawler/gunzip.h"

#include <zconf.h>
#include <zlib.h>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace vigie::crawler {
namespace {

constexpr int kGzipOnly = MAX_WBITS + 16;

class Inflater {
 public:
  explicit Inflater(std::string_view bytes) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // only read
    stream_.avail_in = static_cast<uInt>(bytes.size());
    usable_ = inflateInit2(&stream_, kGzipOnly) == Z_OK;
  }
  ~Inflater() {
    if (usable_) inflateEnd(&stream_);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  Gunzipped run(std::size_t limit) {
    Gunzipped result;
    while (true) {
      const int status = usable_ ? step(result.bytes) : Z_MEM_ERROR;
      if (result.bytes.size() > limit) {
        result.bytes.resize(limit);
        result.end = Gunzipped::End::too_large;
        return result;
      }
      if (status == Z_STREAM_END && !begin_next_member()) return result;
      // Z_BUF_ERROR: the input is used up and the end of the member has not come.
      if (status != Z_OK && status != Z_STREAM_END) {
        result.end = Gunzipped::End::damaged;
        return result;
      }
    }
  }

 private:
  int step(std::string& out) {
    stream_.next_out = reinterpret_cast<Bytef*>(chunk_.data());
    stream_.avail_out = static_cast<uInt>(chunk_.size());
    const int status = inflate(&stream_, Z_NO_FLUSH);
    out.append(chunk_.data(), chunk_.size() - stream_.avail_out);
    return status;
  }

  // Padding after the last member is common and no damage.
  bool begin_next_member() {
    const std::string_view rest(reinterpret_cast<const char*>(stream_.next_in), stream_.avail_in);
    return is_gzip(rest) && inflateReset(&stream_) == Z_OK;
  }

  z_stream stream_{};
  bool usable_ = false;
  std::array<char, 65'536> chunk_;
};

}  // namespace

bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1F\x8B"); }

Gunzipped gunzip(std::string_view bytes, std::size_t limit) { return Inflater(bytes).run(limit); }

}  // namespace vigie::crawler
