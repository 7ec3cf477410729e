#include "tests/support/run_vigie.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill() is POSIX
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "tests/support/temp_folder.h"

namespace vigie::tests {
namespace {

[[noreturn]] void fail(const char* call) {
  throw std::system_error(errno, std::generic_category(), call);
}

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  ~Descriptor() { reset(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  void reset(int fd = -1) {
    if (fd_ >= 0) close(fd_);
    fd_ = fd;
  }

 private:
  int fd_;
};

// Files in memory rather than pipes: nobody has to read them for the program to go on.
int memory_file(const char* name, std::string_view content = {}) {
  const int fd = memfd_create(name, MFD_CLOEXEC);
  if (fd < 0) fail("memfd_create");
  if (!content.empty() &&
      (pwrite(fd, content.data(), content.size(), 0) != static_cast<ssize_t>(content.size())))
    fail("pwrite");
  return fd;
}

std::string content_of(int fd) {
  std::string text;
  std::array<char, 65536> buffer;
  for (;;) {
    const ssize_t got = pread(fd, buffer.data(), buffer.size(), static_cast<off_t>(text.size()));
    if (got <= 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

bool is_taken_away(std::string_view variable) {
  for (const std::string_view prefix : {"LC_", "LANG", "NO_COLOR", "VIGIE_", "XDG_", "TERM"})
    if (variable.starts_with(prefix)) return true;
  return false;
}

std::vector<std::string> environment_for(const RunOptions& options) {
  static const TempFolder state_folder;
  std::map<std::string, std::string> variables = {{"LC_ALL", "C.UTF-8"},
                                                  {"TERM", "xterm-256color"},
                                                  {"XDG_STATE_HOME", state_folder.path().string()}};
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view line = *entry;
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos || is_taken_away(line.substr(0, equals))) continue;
    variables.emplace(line.substr(0, equals), line.substr(equals + 1));
  }
  for (const auto& [name, value] : options.environment) variables[name] = value;
  std::vector<std::string> lines;
  for (const auto& [name, value] : variables) lines.push_back(name + '=' + value);
  return lines;
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> result;
  for (std::string& string : strings) result.push_back(string.data());
  result.push_back(nullptr);
  return result;
}

// What posix_spawn needs, freed however the start ends.
struct SpawnPlan {
  posix_spawn_file_actions_t actions{};
  posix_spawnattr_t attributes{};
  SpawnPlan() {
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
  }
  ~SpawnPlan() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;
};

}  // namespace

struct RunningVigie::State {
  pid_t pid = -1;
  bool own_session = false;
  Descriptor process, input, output, error, master;
  std::chrono::steady_clock::time_point deadline;
  std::mutex mutex;
  std::string seen;     // on the terminal; under mutex
  std::jthread reader;  // of the terminal

  ~State() {
    if (pid <= 0) return;
    end();
    waitpid(pid, nullptr, 0);
  }
  // With a terminal also what it started: whoever keeps the terminal open keeps our reader waiting.
  void end() const { kill(own_session ? -pid : pid, SIGKILL); }

  void start(const Arguments& arguments, const RunOptions& options);
  void open_terminal(SpawnPlan& plan);
  void open_files(SpawnPlan& plan, const RunOptions& options);
  void read_terminal();
};

void RunningVigie::State::open_terminal(SpawnPlan& plan) {
  const winsize size{.ws_row = 30, .ws_col = 100, .ws_xpixel = 0, .ws_ypixel = 0};
  int master_fd = -1;
  int slave_fd = -1;
  if (openpty(&master_fd, &slave_fd, nullptr, nullptr, &size) != 0) fail("openpty");
  master.reset(master_fd);
  fcntl(master_fd, F_SETFD, FD_CLOEXEC);
  fcntl(slave_fd, F_SETFD, FD_CLOEXEC);
  output.reset(slave_fd);
  // A session of its own, whose first opened terminal becomes the controlling one.
  posix_spawnattr_setflags(&plan.attributes, POSIX_SPAWN_SETSID);
  std::array<char, 64> path;
  if (ttyname_r(slave_fd, path.data(), path.size()) != 0) fail("ttyname_r");
  posix_spawn_file_actions_addopen(&plan.actions, 1, path.data(), O_RDWR, 0);
  posix_spawn_file_actions_adddup2(&plan.actions, 1, 2);
}

void RunningVigie::State::open_files(SpawnPlan& plan, const RunOptions& options) {
  output.reset(memory_file("out"));
  error.reset(memory_file("err"));
  if (options.output_path.empty())
    posix_spawn_file_actions_adddup2(&plan.actions, output.get(), 1);
  else
    posix_spawn_file_actions_addopen(&plan.actions, 1, options.output_path.c_str(),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0644);
  posix_spawn_file_actions_adddup2(&plan.actions, error.get(), 2);
}

// The terminal's other side keeps few bytes: unread, the program would stand still.
void RunningVigie::State::read_terminal() {
  std::array<char, 4096> buffer;
  for (;;) {
    const ssize_t got = read(master.get(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return;  // EIO: the last descriptor of the other side is closed
    const std::scoped_lock lock(mutex);
    seen.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

void RunningVigie::State::start(const Arguments& arguments, const RunOptions& options) {
  SpawnPlan plan;
  input.reset(memory_file("in", options.input));
  posix_spawn_file_actions_adddup2(&plan.actions, input.get(), 0);
  if (options.terminal)
    open_terminal(plan);
  else
    open_files(plan, options);
  if (!options.folder.empty())
    posix_spawn_file_actions_addchdir_np(&plan.actions, options.folder.c_str());

  std::vector<std::string> words = {options.program.empty() ? vigie_program() : options.program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> environment = environment_for(options);
  errno = posix_spawn(&pid, words.front().c_str(), &plan.actions, &plan.attributes,
                      pointers(words).data(), pointers(environment).data());
  if (errno != 0) {
    pid = -1;
    fail("posix_spawn");
  }
  process.reset(static_cast<int>(syscall(SYS_pidfd_open, pid, 0)));
  if (process.get() < 0) fail("pidfd_open");
  deadline = std::chrono::steady_clock::now() + options.timeout;
  if (options.terminal) {
    own_session = true;
    output.reset();
    reader = std::jthread([this] { read_terminal(); });
  }
}

RunningVigie::RunningVigie(const Arguments& arguments, const RunOptions& options)
    : state_(std::make_unique<State>()) {
  state_->start(arguments, options);
}

RunningVigie::~RunningVigie() = default;
RunningVigie::RunningVigie(RunningVigie&&) noexcept = default;
RunningVigie& RunningVigie::operator=(RunningVigie&&) noexcept = default;

pid_t RunningVigie::pid() const { return state_->pid; }

void RunningVigie::send(int signal) {
  if (kill(state_->pid, signal) != 0) fail("kill");
}

std::string RunningVigie::out_so_far() const {
  if (state_->master.get() < 0) return content_of(state_->output.get());
  const std::scoped_lock lock(state_->mutex);
  return state_->seen;
}

std::string RunningVigie::err_so_far() const {
  return state_->error.get() < 0 ? std::string{} : content_of(state_->error.get());
}

Ran RunningVigie::wait() {
  Ran ran;
  pollfd ended{.fd = state_->process.get(), .events = POLLIN, .revents = 0};
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(state_->deadline -
                                                                 std::chrono::steady_clock::now());
  const int milliseconds = left.count() > 0 ? static_cast<int>(left.count()) : 0;
  if (poll(&ended, 1, milliseconds) == 0) {
    ran.timed_out = true;
    state_->end();
  }
  int status = 0;
  rusage used{};
  wait4(std::exchange(state_->pid, -1), &status, 0, &used);
  ran.peak_memory_kib = used.ru_maxrss;
  if (WIFEXITED(status)) ran.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) ran.signal = WTERMSIG(status);
  if (state_->reader.joinable()) state_->reader.join();
  ran.out = out_so_far();
  ran.err = err_so_far();
  return ran;
}

Ran vigie(const Arguments& arguments, const RunOptions& options) {
  return RunningVigie(arguments, options).wait();
}

std::string vigie_program() { return VIGIE_PROGRAM; }

std::string program_named(std::string_view name) {
  for (const char* folder : {"/usr/bin/", "/bin/", "/usr/local/bin/"})
    if (const std::string path = folder + std::string(name); std::filesystem::exists(path))
      return path;
  return {};
}

}  // namespace vigie::tests
