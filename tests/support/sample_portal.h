#ifndef VIGIE_TESTS_SUPPORT_SAMPLE_PORTAL_H
#define VIGIE_TESTS_SUPPORT_SAMPLE_PORTAL_H

#include <string>

#include "tests/support/run_vigie.h"
#include "tests/support/temp_folder.h"

namespace vigie::tests {

// The town of samples/portal, served by samples/serve (nginx) on free loopback ports until this
// goes away. Throws std::runtime_error with what the script said when it cannot be.
class SamplePortal {
 public:
  SamplePortal();
  ~SamplePortal();
  SamplePortal(const SamplePortal&) = delete;
  SamplePortal& operator=(const SamplePortal&) = delete;

  const std::string& url() const { return url_; }  // "https://localhost:21452/"
  const std::string& http_url() const { return http_url_; }
  const std::string& ca_file() const { return ca_file_; }
  const std::string& portal_file() const { return portal_file_; }

  // "audit", the portal file, and the options that a portal on loopback with a certificate of its
  // own needs; more are added by the test.
  Arguments audit() const;

  void change();  // lays samples/portal-after over it
  std::string access_log() const;

 private:
  std::string served() const { return folder_.file("served"); }

  TempFolder folder_;
  std::string url_, http_url_, ca_file_, connect_to_, portal_file_;
};

}  // namespace vigie::tests

#endif
