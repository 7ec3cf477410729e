#include "crawler/content_decoder.h"

#include <brotli/decode.h>
#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <iterator>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/ascii.h"

namespace vigie::crawler {
namespace {

using Result = ContentDecoder::Result;
using Sink = ContentDecoder::Sink;

constexpr std::size_t kChunk = 32 * 1024;

class Zlib : public ContentDecoder::Layer {
 public:
  enum class Format : std::uint8_t { gzip, deflate };
  explicit Zlib(Format format) : format_(format) {}
  ~Zlib() override { inflateEnd(&stream_); }
  Zlib(const Zlib&) = delete;
  Zlib& operator=(const Zlib&) = delete;

  Result feed(std::string_view bytes, const Sink& sink) override {
    if (!begun_) {
      // The first two bytes tell what it is.
      first_.append(bytes);
      if (first_.size() < 2) return Result::ok;
      begin();
      return inflate_all(std::exchange(first_, {}), sink);
    }
    return inflate_all(bytes, sink);
  }
  bool is_complete() const override { return ended_ || (!begun_ && first_.empty()); }

 private:
  void begin() {
    begun_ = true;
    const auto b0 = static_cast<unsigned char>(first_[0]);
    const auto b1 = static_cast<unsigned char>(first_[1]);
    const bool has_zlib_header = (b0 & 0x0f) == Z_DEFLATED && (b0 * 256 + b1) % 31 == 0;
    const int raw_or_zlib = has_zlib_header ? MAX_WBITS : -MAX_WBITS;
    if (inflateInit2(&stream_, format_ == Format::gzip ? MAX_WBITS + 16 : raw_or_zlib) != Z_OK)
      throw std::bad_alloc();
  }

  Result inflate_all(std::string_view bytes, const Sink& sink) {
    if (ended_ && !restart(bytes)) return Result::ok;
    std::string in(bytes);  // zlib's interface is not const
    stream_.next_in = reinterpret_cast<Bytef*>(in.data());
    stream_.avail_in = static_cast<uInt>(in.size());
    std::array<char, kChunk> out;
    do {
      stream_.next_out = reinterpret_cast<Bytef*>(out.data());
      stream_.avail_out = static_cast<uInt>(out.size());
      const int code = inflate(&stream_, Z_NO_FLUSH);
      const std::string_view made(out.data(), out.size() - stream_.avail_out);
      if (!made.empty() && !sink(made)) return Result::stopped;
      if (code == Z_STREAM_END) {
        ended_ = true;
        const std::string_view rest(in.data() + (in.size() - stream_.avail_in), stream_.avail_in);
        if (!restart(rest)) return Result::ok;
      } else if (code == Z_BUF_ERROR) {
        return Result::ok;  // it wants more
      } else if (code != Z_OK) {
        return Result::invalid;
      }
    } while (stream_.avail_in > 0 || stream_.avail_out == 0);
    return Result::ok;
  }

  // Another gzip member may follow; anything else that does is no part of the body.
  bool restart(std::string_view rest) {
    if (format_ != Format::gzip || !rest.starts_with("\x1f\x8b")) return false;
    ended_ = false;
    return inflateReset(&stream_) == Z_OK;
  }

  Format format_;
  z_stream stream_{};
  std::string first_;
  bool begun_ = false, ended_ = false;
};

class Brotli : public ContentDecoder::Layer {
 public:
  Brotli() : state_(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)) {
    if (!state_) throw std::bad_alloc();
  }

  Result feed(std::string_view bytes, const Sink& sink) override {
    if (ended_) return Result::ok;
    fed_ |= !bytes.empty();
    const auto* in = reinterpret_cast<const std::uint8_t*>(bytes.data());
    std::size_t left = bytes.size();
    std::array<std::uint8_t, kChunk> out;
    for (;;) {
      std::size_t room = out.size();
      std::uint8_t* at = out.data();
      const auto code =
          BrotliDecoderDecompressStream(state_.get(), &left, &in, &room, &at, nullptr);
      if (code == BROTLI_DECODER_RESULT_ERROR) return Result::invalid;
      const std::string_view made(reinterpret_cast<const char*>(out.data()), out.size() - room);
      if (!made.empty() && !sink(made)) return Result::stopped;
      ended_ = code == BROTLI_DECODER_RESULT_SUCCESS;
      if (code != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) return Result::ok;
    }
  }
  bool is_complete() const override { return ended_ || !fed_; }

 private:
  struct Deleter {
    void operator()(BrotliDecoderState* state) const { BrotliDecoderDestroyInstance(state); }
  };
  std::unique_ptr<BrotliDecoderState, Deleter> state_;
  bool fed_ = false, ended_ = false;
};

class Zstd : public ContentDecoder::Layer {
 public:
  Zstd() : stream_(ZSTD_createDStream()) {
    constexpr int kWindowLog = 23;  // RFC 9659: 8 MiB
    if (!stream_) throw std::bad_alloc();
    ZSTD_DCtx_setParameter(stream_.get(), ZSTD_d_windowLogMax, kWindowLog);
  }

  Result feed(std::string_view bytes, const Sink& sink) override {
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    std::array<char, kChunk> buffer;
    ZSTD_outBuffer out{buffer.data(), buffer.size(), 0};
    do {
      out.pos = 0;
      const std::size_t code = ZSTD_decompressStream(stream_.get(), &out, &in);
      if (ZSTD_isError(code) != 0) return between_frames_ ? Result::ok : Result::invalid;
      if (out.pos > 0 && !sink({buffer.data(), out.pos})) return Result::stopped;
      in_frame_ = code != 0;
      between_frames_ |= code == 0;
    } while (in.pos < in.size || out.pos == out.size);
    return Result::ok;
  }
  bool is_complete() const override { return !in_frame_; }

 private:
  struct Deleter {
    void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
  };
  std::unique_ptr<ZSTD_DStream, Deleter> stream_;
  bool in_frame_ = false, between_frames_ = false;
};

std::unique_ptr<ContentDecoder::Layer> layer_for(std::string_view name) {
  if (equal_ignoring_case(name, "gzip") || equal_ignoring_case(name, "x-gzip"))
    return std::make_unique<Zlib>(Zlib::Format::gzip);
  if (equal_ignoring_case(name, "deflate")) return std::make_unique<Zlib>(Zlib::Format::deflate);
  if (equal_ignoring_case(name, "br")) return std::make_unique<Brotli>();
  if (equal_ignoring_case(name, "zstd")) return std::make_unique<Zstd>();
  return nullptr;
}

Result feed_through(const std::vector<std::unique_ptr<ContentDecoder::Layer>>& layers,
                    std::size_t at, std::string_view bytes, const Sink& sink) {
  if (at == layers.size()) return sink(bytes) ? Result::ok : Result::stopped;
  Result inner = Result::ok;
  const Result own = layers[at]->feed(bytes, [&](std::string_view made) {
    inner = feed_through(layers, at + 1, made, sink);
    return inner == Result::ok;
  });
  return own == Result::stopped ? inner : own;
}

}  // namespace

std::expected<ContentDecoder, std::string> ContentDecoder::of(std::string_view encodings) {
  constexpr std::size_t kShown = 80;
  ContentDecoder decoder;
  for (const std::string_view part : split_any(encodings, ",")) {
    const std::string_view name = strip_space(part);
    if (name.empty() || equal_ignoring_case(name, "identity")) continue;
    if (decoder.layers_.size() == kMostLayers)
      return std::unexpected(fmt::format("more than {} content encodings", kMostLayers));
    auto layer = layer_for(name);
    if (!layer)
      return std::unexpected(fmt::format("content encoding \"{}\"", name.substr(0, kShown)));
    decoder.layers_.insert(decoder.layers_.begin(), std::move(layer));
  }
  return decoder;
}

ContentDecoder::Result ContentDecoder::feed(std::string_view bytes, const Sink& sink) {
  return feed_through(layers_, 0, bytes, sink);
}

bool ContentDecoder::is_complete() const {
  for (const auto& layer : layers_)
    if (!layer->is_complete()) return false;
  return true;
}

}  // namespace vigie::crawler
