#include <gtest/gtest.h>

#include <string>

#include "crawler/url.h"

namespace vigie::crawler {
namespace {

struct DomainCase {
  std::string name;
  std::string host;
  std::string registrable;
};
class RegistrableDomain : public testing::TestWithParam<DomainCase> {};
TEST_P(RegistrableDomain, Is) {
  EXPECT_EQ(registrable_domain(GetParam().host), GetParam().registrable);
}
INSTANTIATE_TEST_SUITE_P(
    Hosts, RegistrableDomain,
    testing::Values(DomainCase{"OneLabelBeforeTheSuffix", "www.ville.example", "ville.example"},
                    DomainCase{"Itself", "service-public.fr", "service-public.fr"},
                    DomainCase{"GouvFrIsASuffix", "gouv.fr", "gouv.fr"},
                    DomainCase{"UnderGouvFr", "www.impots.gouv.fr", "impots.gouv.fr"},
                    DomainCase{"UnknownSuffix", "a.b.intranet", "b.intranet"},
                    DomainCase{"OneLabel", "localhost", "localhost"},
                    DomainCase{"Punycode", "www.xn--bcher-kva.de", "xn--bcher-kva.de"},
                    DomainCase{"FinalDotStays", "www.ville.fr.", "ville.fr."},
                    DomainCase{"Ipv4", "192.0.2.17", "192.0.2.17"},
                    DomainCase{"Ipv6", "[2001:db8::1]", "[2001:db8::1]"}),
    [](const auto& test) { return test.param.name; });

struct SiteCase {
  std::string name;
  std::string a, b;
  bool same;
};
class SameSite : public testing::TestWithParam<SiteCase> {};
TEST_P(SameSite, Is) {
  EXPECT_EQ(same_site(*Url::parse(GetParam().a), *Url::parse(GetParam().b)), GetParam().same);
}
INSTANTIATE_TEST_SUITE_P(
    Hosts, SameSite,
    testing::Values(
        SiteCase{"SubdomainsOfOneTown", "https://www.ville.fr/", "http://media.ville.fr:8080/",
                 true},
        SiteCase{"TwoMinistries", "https://www.culture.gouv.fr/", "https://impots.gouv.fr/", false},
        SiteCase{"TheSuffixAndOneUnderIt", "https://gouv.fr/", "https://impots.gouv.fr/", false},
        SiteCase{"TwoAddresses", "http://192.0.2.1/", "http://198.51.2.1/", false},
        SiteCase{"OneAddress", "http://192.0.2.1/", "http://192.0.2.1:81/", true}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace vigie::crawler
