#ifndef VIGIE_REPORTS_FORMATS_SINK_H
#define VIGIE_REPORTS_FORMATS_SINK_H

#include <cstdio>
#include <expected>
#include <memory>
#include <string>
#include <string_view>

namespace vigie::reports {

// Why a report is not on the disk. `error` is an errno; error_text() says it in words.
struct WriteError {
  std::string path;
  int error = 0;
};

// A place to write a report. A failure is kept and everything after it is dropped, so that a writer
// need not look at each write: finish() tells.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void write(std::string_view bytes) = 0;
  // The last call: what was written is there, or why not. Without it a file is not left behind.
  [[nodiscard]] virtual std::expected<void, WriteError> finish() = 0;
};

// Into memory. Never fails.
class StringSink final : public Sink {
 public:
  void write(std::string_view bytes) override { text_ += bytes; }
  [[nodiscard]] std::expected<void, WriteError> finish() override { return {}; }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

// To a file. A regular file is written beside its place and moved there by finish(), so that a full
// disk or a killed process never leaves half a report, nor costs the one that was there; anything
// else (/dev/stdout, a pipe) is written as it comes.
class FileSink final : public Sink {
 public:
  explicit FileSink(std::string path);
  // An open stream, such as stdout, that is not closed at the end; `name` is for WriteError.
  FileSink(std::FILE* stream, std::string name);
  ~FileSink() override;
  FileSink(const FileSink&) = delete;
  FileSink& operator=(const FileSink&) = delete;

  void write(std::string_view bytes) override;
  [[nodiscard]] std::expected<void, WriteError> finish() override;

 private:
  void open_beside(const std::string& target, unsigned mode);
  void fail(int error);
  void give_up();

  std::string path_;
  std::string target_, beside_;  // where a finished regular file goes; both empty otherwise
  std::FILE* stream_ = nullptr;
  bool owned_ = true;
  int error_ = 0;
};

}  // namespace vigie::reports

#endif
