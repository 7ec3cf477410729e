// The example of every option of `vigie audit`, run against the sample portal.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>

#include "cli/options/option.h"
#include "tests/support/nginx.h"
#include "tests/support/run_vigie.h"
#include "tests/support/sample_portal.h"
#include "tests/support/temp_folder.h"

namespace vigie::tests {
namespace {

// As a POSIX shell splits it, single quotes being the only ones in use.
Arguments split_as_shell(std::string_view line) {
  Arguments words(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '\'')
      quoted = !quoted;
    else if (c == ' ' && !quoted)
      words.emplace_back();
    else
      words.back() += c;
  }
  return words;
}

// Cannot be run as they stand: a place that only root may write, keys and certificates that are
// none.
const std::set<std::string_view> kNotRun = {"history", "no-history", "ca-file",
                                            "client-certificate", "client-key"};

// The sample's own arguments, then those of the example behind "vigie audit portal.toml".
Arguments arguments_for(const cli::Option& option, const SamplePortal& portal) {
  const Arguments example = split_as_shell(option.example);
  Arguments arguments = portal.audit();
  if (example.at(2) != "portal.toml") arguments = {"audit", example.at(2)};
  arguments.insert(arguments.end(), example.begin() + 3, example.end());
  arguments.emplace_back("--no-history");
  if (option.name == "resume" || option.name == "no-resume") arguments.pop_back();
  for (const char* small : {"--max-pages", "--delay"})
    if (std::ranges::find(arguments, small) == arguments.end() && example.at(2) == "portal.toml")
      arguments.insert(arguments.end(), {small, std::string_view(small) == "--delay" ? "0" : "3"});
  return arguments;
}

TEST(Examples, OfEveryOptionRunAgainstTheSamplePortal) {
  if (!has_nginx()) GTEST_SKIP() << "nginx is not installed";
  const SamplePortal portal;
  const TempFolder folder;
  folder.write("cookies.txt", "localhost\tFALSE\t/\tFALSE\t0\tsession\tabc\n");
  folder.write("public/index.html", "<!doctype html><html lang=fr><title>Mairie</title><p>.");
  const RunOptions options{
      .environment = {{"PORTAL_TOKEN", "s3cret"}, {"VIGIE_HISTORY", folder.file("h.db")}},
      .folder = folder.path().string()};
  std::size_t run = 0;
  for (const cli::Option* option : cli::options_of("audit")) {
    if (kNotRun.contains(option->name)) continue;
    const Ran ran = vigie(arguments_for(*option, portal), options);
    EXPECT_THAT(ran.exit_code, testing::AnyOf(0, 1)) << option->example << '\n' << ran.err;
    ++run;
  }
  EXPECT_GT(run, 30U);
}

}  // namespace
}  // namespace vigie::tests
