#include "cli/progress.h"

#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <string>

#include "crawler/crawl.h"
#include "crawler/marked_text.h"
#include "reports/formats/terminal_text.h"
#include "reports/locale/texts.h"

namespace vigie::cli {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kSlow{2'000};  // a request under way for so long is named
constexpr double kSmoothingSeconds = 3;
constexpr std::size_t kFewestForEstimate = 20;  // pages done before a time left is worth saying
constexpr const char* kClearLine = "\r\x1b[K";

}  // namespace

Progress::Progress(const reports::Texts& texts, std::size_t columns)
    : texts_(texts), columns_(columns) {}

Progress::~Progress() { clear(); }

void Progress::clear() {
  if (!shown_) return;
  std::fputs(kClearLine, stderr);
  std::fflush(stderr);
  shown_ = false;
}

double Progress::rate(std::size_t done, milliseconds since_start) {
  const double elapsed = std::chrono::duration<double>(since_start - last_at_).count();
  if (elapsed <= 0) return rate_;
  const double now = static_cast<double>(done - last_done_) / elapsed;
  const double weight = last_at_.count() == 0 ? 1 : 1 - std::exp(-elapsed / kSmoothingSeconds);
  rate_ += weight * (now - rate_);
  last_done_ = done;
  last_at_ = since_start;
  return rate_;
}

std::string Progress::line(const crawler::CrawlProgress& now, milliseconds since_start) {
  const double per_second = rate(now.pages_done, since_start);
  std::string text = texts_.format(N_("{0} of {1} known pages"),
                                   {texts_.count(now.pages_done), texts_.count(now.pages_known)});
  text += " · " + texts_.format(N_("{0} pages a second"), {texts_.number(per_second, 1)});
  if (now.errors > 0) text += " · " + texts_.plural(N_("{0} error", "{0} errors"), now.errors);
  if (now.slowest_for >= kSlow)
    text += " · " + texts_.format(N_("slow now: {0} ({1})"),
                                  {reports::terminal_text(now.slowest_now),
                                   texts_.duration(static_cast<double>(now.slowest_for.count()))});
  if (now.pages_done >= kFewestForEstimate && per_second > 0 && now.pages_known > now.pages_done) {
    const double seconds = static_cast<double>(now.pages_known - now.pages_done) / per_second;
    text += " · " +
            texts_.format(N_("at least {0} left"), {texts_.duration(std::round(seconds) * 1000)});
  }
  return reports::cut_to_columns(text, columns_ > 1 ? columns_ - 1 : columns_);
}

void Progress::show(const crawler::CrawlProgress& now) {
  const auto since_start =
      std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - began_);
  std::fputs(kClearLine, stderr);
  std::fputs(line(now, since_start).c_str(), stderr);
  std::fflush(stderr);
  shown_ = true;
}

}  // namespace vigie::cli
