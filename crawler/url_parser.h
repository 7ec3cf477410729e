#ifndef VIGIE_CRAWLER_URL_PARSER_H
#define VIGIE_CRAWLER_URL_PARSER_H

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

#include "crawler/url.h"

namespace vigie::crawler {

// The basic URL parser of the URL Standard (§4.4), less what http(s) never needs: its states become
// one pass that writes the serialised URL straight away. Only Url::parse uses it.
class UrlParser {
 public:
  static std::expected<Url, UrlError> parse(std::string_view input, const Url* base);

 private:
  using Step = std::expected<void, UrlError>;

  explicit UrlParser(const Url* base) : base_(base) {}
  Step read(std::string_view input);
  Step read_relative(std::string_view rest);
  Step read_authority(std::string_view scheme, std::string_view rest);
  void read_credentials(std::string_view credentials);
  Step read_host_and_port(std::string_view host_and_port);
  void read_path(std::string_view rest);  // after the '/' that begins it
  void read_query_and_fragment(std::string_view rest);
  void append_segments(std::string_view path);
  void take_authority_of_base();
  std::expected<Url, UrlError> finish();

  const Url* base_;
  std::string out_;
  std::size_t scheme_end_ = 0, username_end_ = 0, host_start_ = 0, host_end_ = 0, path_start_ = 0;
  std::size_t query_start_ = std::string::npos, fragment_start_ = std::string::npos;
};

}  // namespace vigie::crawler

#endif
