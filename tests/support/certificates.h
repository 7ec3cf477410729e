#ifndef VIGIE_TESTS_SUPPORT_CERTIFICATES_H
#define VIGIE_TESTS_SUPPORT_CERTIFICATES_H

#include <memory>
#include <string>

namespace vigie::tests {

struct CertificateWish {
  std::string names = "DNS:localhost,IP:127.0.0.1";  // as OpenSSL's subjectAltName
  int from_days = -1, to_days = 30;                  // validity, from now
  bool self_signed = false;
};

struct CertifiedKey {
  std::string certificate, key;  // PEM
};

// A certificate authority made for one test.
class TestAuthority {
 public:
  TestAuthority();
  ~TestAuthority();
  std::string certificate() const;  // PEM
  CertifiedKey issue(const CertificateWish& wish = {}) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace vigie::tests

#endif
