#ifndef VIGIE_REPORTS_FORMATS_JSON_WRITER_H
#define VIGIE_REPORTS_FORMATS_JSON_WRITER_H

#include <rapidjson/encodings.h>
#include <rapidjson/writer.h>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "reports/formats/sink.h"

namespace vigie::reports {

// RapidJSON's output stream onto a Sink. What steers a terminal (C1, DEL, bidi controls) becomes
// \u escapes on the way: outside ASCII only strings hold such bytes, and JSON often ends on a
// terminal. Expects valid UTF-8.
class JsonStream {
 public:
  using Ch = char;
  explicit JsonStream(Sink& sink) : sink_(sink) {}
  void Put(char byte);
  void Flush();

 private:
  void put_character();

  Sink& sink_;
  std::string buffer_;
  char pending_[4] = {};  // a character of several bytes, until it is whole
  std::size_t have_ = 0, need_ = 0;
};

// JSON as it streams out: objects and arrays by functions that fill them, so that what is opened is
// closed. Any bytes become valid UTF-8; a number that JSON cannot say becomes null.
class JsonWriter {
 public:
  explicit JsonWriter(Sink& sink) : stream_(sink), writer_(stream_) {}

  template <std::invocable Fill>
  void object(Fill fill) {
    writer_.StartObject();
    fill();
    writer_.EndObject();
  }
  template <std::invocable Fill>
  void array(Fill fill) {
    writer_.StartArray();
    fill();
    writer_.EndArray();
  }
  template <std::invocable Fill>
  void object(std::string_view name, Fill fill) {
    key(name);
    object(fill);
  }
  template <std::invocable Fill>
  void array(std::string_view name, Fill fill) {
    key(name);
    array(fill);
  }
  template <typename Value>
  void member(std::string_view name, const Value& content) {
    key(name);
    value(content);
  }
  template <typename Texts>
  void texts(std::string_view name, const Texts& list) {
    array(name, [&] {
      for (const auto& item : list) value(std::string_view(item));
    });
  }

  void key(std::string_view name);
  void value(std::string_view text);
  void value(const std::string& text) { value(std::string_view(text)); }
  void value(const char* text) { value(std::string_view(text)); }
  void value(double number);  // at most three decimals
  void value(bool truth) { writer_.Bool(truth); }
  void value(std::nullptr_t) { writer_.Null(); }
  template <std::signed_integral Number>
  void value(Number number) {
    writer_.Int64(number);
  }
  template <std::unsigned_integral Number>
  void value(Number number) {
    writer_.Uint64(number);
  }
  template <typename Value>
  void value(const std::optional<Value>& maybe) {
    if (maybe)
      value(*maybe);
    else
      writer_.Null();
  }

  // A line end between the items of a long list, for grep and diff.
  void new_line() { stream_.Put('\n'); }
  void end();

 private:
  JsonStream stream_;
  rapidjson::Writer<JsonStream, rapidjson::UTF8<>, rapidjson::UTF8<>, rapidjson::CrtAllocator,
                    rapidjson::kWriteDefaultFlags>
      writer_;
};

}  // namespace vigie::reports

#endif
