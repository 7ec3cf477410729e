#ifndef VIGIE_CRAWLER_CONTENT_DECODER_H
#define VIGIE_CRAWLER_CONTENT_DECODER_H

#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::crawler {

// Undoes a Content-Encoding (RFC 9110 §8.4) while the bytes arrive: gzip, deflate (with zlib's
// header or, as many servers send it, without), br, zstd, at most five in a row. libcurl decodes as
// well, but does not tell a compressed body that ends early from a whole one. What follows the end
// of a stream is ignored, as browsers do. Memory is bounded by the formats' windows (8 MiB for
// zstd, RFC 9659).
class ContentDecoder {
 public:
  static constexpr std::size_t kMostLayers = 5;
  static constexpr const char* kAccepted = "gzip, deflate, br, zstd";

  // Takes decoded bytes; false ends the decoding.
  using Sink = std::function<bool(std::string_view)>;
  enum class Result : std::uint8_t { ok, stopped, invalid };

  // Of a Content-Encoding value, empty for none. The error says what cannot be decoded.
  [[nodiscard]] static std::expected<ContentDecoder, std::string> of(std::string_view encodings);

  Result feed(std::string_view bytes, const Sink& sink);
  bool is_complete() const;  // every stream has ended, or nothing was fed
  bool is_identity() const { return layers_.empty(); }

  class Layer {
   public:
    virtual ~Layer() = default;
    virtual Result feed(std::string_view bytes, const Sink& sink) = 0;
    virtual bool is_complete() const = 0;
  };

 private:
  std::vector<std::unique_ptr<Layer>> layers_;  // the last applied, first undone, in front
};

}  // namespace vigie::crawler

#endif
