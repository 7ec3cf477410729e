#include "tests/support/sample_portal.h"

#include <exception>
#include <filesystem>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "tests/support/run_vigie.h"
#include "tests/support/temp_folder.h"

namespace vigie::tests {
namespace {

std::string serve(const Arguments& arguments) {
  const Ran ran = vigie(arguments, {.program = VIGIE_SAMPLES "/serve"});
  if (ran.exit_code != 0) throw std::runtime_error("samples/serve: " + ran.err);
  return ran.out;
}

}  // namespace

SamplePortal::SamplePortal() {
  // nginx started by root serves as nobody.
  using std::filesystem::perms;
  std::filesystem::permissions(folder_.path(), perms::group_exec | perms::others_exec,
                               std::filesystem::perm_options::add);
  std::istringstream addresses(serve({"start", served()}));
  const std::map<std::string_view, std::string*> wanted = {{"url", &url_},
                                                           {"http_url", &http_url_},
                                                           {"ca_file", &ca_file_},
                                                           {"connect_to", &connect_to_},
                                                           {"portal_file", &portal_file_}};
  for (std::string line; std::getline(addresses, line);) {
    const auto equals = line.find('=');
    const auto place = wanted.find(std::string_view(line).substr(0, equals));
    if (place != wanted.end()) *place->second = line.substr(equals + 1);
  }
}

SamplePortal::~SamplePortal() {
  try {
    serve({"stop", served()});
  } catch (const std::exception&) {  // NOLINT(bugprone-empty-catch): nothing is left to be done
  }
}

Arguments SamplePortal::audit() const {
  return {"audit", portal_file_, "--ca-file", ca_file_, "--connect-to", connect_to_};
}

void SamplePortal::change() { serve({"change", served()}); }

std::string SamplePortal::access_log() const { return read_text(served() + "/access.log"); }

}  // namespace vigie::tests
