#include "crawler/dom/bounded_gumbo.h"

#include <gumbo.h>

#include <chrono>
#include <csetjmp>
#include <cstddef>
#include <ctime>
#include <string_view>

#include "crawler/dom/arena.h"

namespace vigie::dom {
namespace {

std::chrono::nanoseconds thread_time() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);  // NOLINT(misc-include-cleaner): POSIX, <ctime>
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

// Gumbo asks for memory at every tag and cannot be told no. It holds nothing but this memory, and
// all frames between it and run_gumbo are C's: so the jump out leaves nothing behind.
class Meter {
 public:
  Meter(const WorkLimit& limit, Arena& arena)
      : arena_(arena), memory_left_(limit.memory), ends_(thread_time() + limit.processor_time) {}

  void* allocate(std::size_t size) {
    constexpr unsigned kBetweenLooks = 256;  // the clock costs more than an allocation
    if (size > memory_left_) stop();
    memory_left_ -= size;
    if (++calls_ % kBetweenLooks == 0 && thread_time() > ends_) stop();
    return arena_.allocate(size);
  }

  std::jmp_buf stopped;

 private:
  [[noreturn]] void stop() { std::longjmp(stopped, 1); }  // NOLINT(cert-err52-cpp)

  Arena& arena_;
  std::size_t memory_left_;
  std::chrono::nanoseconds ends_;
  unsigned calls_ = 0;
};

void* allocate(void* meter, std::size_t size) { return static_cast<Meter*>(meter)->allocate(size); }
void deallocate(void* /*meter*/, void* /*memory*/) {}

}  // namespace

// Measured on real pages: 8 to 14 bytes and 50 ns for each byte of the page.
WorkLimit usual_work(std::size_t page_size) {
  constexpr std::size_t kMebibyte = 1024UL * 1024;
  return {.memory = 64 * kMebibyte + 24 * page_size,
          .processor_time = std::chrono::seconds(1) + std::chrono::nanoseconds(400) * page_size};
}

const GumboOutput* run_gumbo(std::string_view page, const WorkLimit& limit, Arena& arena) {
  Meter meter(limit, arena);
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = allocate;
  options.deallocator = deallocate;
  options.userdata = &meter;
  options.max_errors = 0;  // each error would keep a copy of all open elements: 493 MB for 40 KB
  if (setjmp(meter.stopped) != 0) return nullptr;  // NOLINT(cert-err52-cpp)
  return gumbo_parse_with_options(&options, page.data(), page.size());
}

}  // namespace vigie::dom
