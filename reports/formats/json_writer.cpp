#include "reports/formats/json_writer.h"

#include <fmt/format.h>
#include <rapidjson/rapidjson.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "crawler/charset.h"
#include "reports/formats/terminal_text.h"
#include "reports/formats/utf8.h"

namespace vigie::reports {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{64} * 1024;

}  // namespace

void JsonStream::Put(char byte) {
  const auto bits = static_cast<unsigned char>(byte);
  if (have_ == 0 && bits < 0x7f) {
    buffer_ += byte;
  } else {
    if (have_ == 0) need_ = bits < 0x80 ? 1 : bits < 0xe0 ? 2 : bits < 0xf0 ? 3 : 4;
    pending_[have_++] = byte;
    if (have_ == need_) put_character();
  }
  if (buffer_.size() >= kBufferBytes) Flush();
}

void JsonStream::put_character() {
  each_character({pending_, have_}, [&](char32_t character, std::string_view bytes) {
    const auto number = static_cast<std::uint32_t>(character);
    if (!steers(character))
      buffer_ += bytes;
    else if (number <= 0xffff)
      buffer_ += fmt::format("\\u{:04x}", number);
    else
      buffer_ += fmt::format("\\u{:04x}\\u{:04x}", 0xd800 + ((number - 0x10000) >> 10U),
                             0xdc00 + ((number - 0x10000) & 0x3ffU));
    return true;
  });
  have_ = 0;
}

void JsonStream::Flush() {
  sink_.write(buffer_);
  buffer_.clear();
}

void JsonWriter::key(std::string_view name) {
  const std::string valid = crawler::to_valid_utf8(name);
  writer_.Key(valid.data(), static_cast<rapidjson::SizeType>(valid.size()));
}

void JsonWriter::value(std::string_view text) {
  const std::string valid = crawler::to_valid_utf8(text);
  writer_.String(valid.data(), static_cast<rapidjson::SizeType>(valid.size()));
}

void JsonWriter::value(double number) {
  if (!std::isfinite(number)) {
    writer_.Null();
    return;
  }
  // Timers tell no more than microseconds; the digits behind are noise that would differ each time.
  const double rounded = std::round(number * 1000) / 1000;
  writer_.Double(std::isfinite(rounded) ? rounded : number);
}

void JsonWriter::end() {
  stream_.Put('\n');
  stream_.Flush();
}

}  // namespace vigie::reports
