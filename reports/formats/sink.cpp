#include "reports/formats/sink.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace vigie::reports {
namespace {

// What a new file may be, as the process's umask says. Reading the umask means setting it.
mode_t default_mode() {
  const mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

// A symbolic link's target, so that the move at the end does not replace the link.
std::string resolved(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real(realpath(path.c_str(), nullptr),
                                                         &std::free);
  return real ? real.get() : path;
}

}  // namespace

FileSink::FileSink(std::string path) : path_(std::move(path)) {
  struct stat found{};
  const bool exists = stat(path_.c_str(), &found) == 0;
  if (!exists || S_ISREG(found.st_mode)) {
    open_beside(exists ? resolved(path_) : path_, exists ? found.st_mode & 07777 : default_mode());
    // A folder that takes no new file may still hold one that can be written.
    if (stream_ != nullptr || !exists) return;
    error_ = 0;
  }
  stream_ = std::fopen(path_.c_str(), "we");
  if (stream_ == nullptr) fail(errno);
}

FileSink::FileSink(std::FILE* stream, std::string name)
    : path_(std::move(name)), stream_(stream), owned_(false) {}

FileSink::~FileSink() { give_up(); }

void FileSink::open_beside(const std::string& target, unsigned mode) {
  std::string beside = target + ".XXXXXX";
  const int file = mkostemp(beside.data(), O_CLOEXEC);
  if (file < 0) return fail(errno);
  stream_ = fdopen(file, "w");
  if (stream_ == nullptr || fchmod(file, mode) != 0) {
    fail(errno);
    if (stream_ == nullptr) close(file);
  }
  target_ = target;
  beside_ = beside;
}

void FileSink::fail(int error) {
  if (error_ == 0) error_ = error != 0 ? error : EIO;
}

void FileSink::give_up() {
  if (stream_ != nullptr && owned_) std::fclose(stream_);
  stream_ = nullptr;
  if (!beside_.empty()) unlink(beside_.c_str());
  beside_.clear();
}

void FileSink::write(std::string_view bytes) {
  if (error_ != 0 || stream_ == nullptr || bytes.empty()) return;
  if (std::fwrite(bytes.data(), 1, bytes.size(), stream_) != bytes.size()) fail(errno);
}

std::expected<void, WriteError> FileSink::finish() {
  if (stream_ != nullptr && error_ == 0) {
    if (std::fflush(stream_) != 0) fail(errno);
    // On the disk before the name changes: a report that a crash empties would look like ours.
    if (!beside_.empty() && fsync(fileno(stream_)) != 0 && errno != EINVAL) fail(errno);
    std::FILE* stream = std::exchange(stream_, nullptr);
    if (owned_ && std::fclose(stream) != 0) fail(errno);
    if (error_ == 0 && !beside_.empty()) {
      if (std::rename(beside_.c_str(), target_.c_str()) == 0)
        beside_.clear();
      else
        fail(errno);
    }
  }
  give_up();
  if (error_ != 0) return std::unexpected(WriteError{.path = path_, .error = error_});
  return {};
}

}  // namespace vigie::reports
