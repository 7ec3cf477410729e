#include "crawler/link_header.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/ascii.h"

namespace vigie::crawler {
namespace {

constexpr std::size_t kMaxLinks = 200;
constexpr std::string_view kSpace = " \t";

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::vector<HeaderLink> links() {
    while (at_ < text_.size() && links_.size() < kMaxLinks) {
      skip(" \t,");
      if (at_ < text_.size() && text_[at_] == '<') link();
      skip_to_comma();
    }
    return std::move(links_);
  }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip(std::string_view set) {
    at_ = std::min(text_.find_first_not_of(set, at_), text_.size());
  }

  void link() {
    const auto end = text_.find('>', at_);
    if (end == std::string_view::npos) {
      at_ = text_.size();
      return;
    }
    HeaderLink link{.target = std::string(strip_space(text_.substr(at_ + 1, end - at_ - 1)))};
    at_ = end + 1;
    bool has_rel = false;
    for (skip(kSpace); peek() == ';'; skip(kSpace)) {
      ++at_;
      auto [name, value] = parameter();
      if (name != "rel" || std::exchange(has_rel, true)) continue;
      for (const std::string_view rel : split_any(value, kSpace))
        link.rels.push_back(lower_case(rel));
    }
    links_.push_back(std::move(link));
  }

  std::pair<std::string, std::string> parameter() {
    skip(kSpace);
    const std::size_t begin = at_;
    at_ = std::min(text_.find_first_of(" \t=;,", at_), text_.size());
    std::string name = lower_case(text_.substr(begin, at_ - begin));
    skip(kSpace);
    if (peek() != '=') return {std::move(name), {}};
    ++at_;
    skip(kSpace);
    return {std::move(name), peek() == '"' ? quoted() : token()};
  }

  std::string token() {
    const std::size_t begin = at_;
    at_ = std::min(text_.find_first_of(";,", at_), text_.size());
    return std::string(strip_space(text_.substr(begin, at_ - begin)));
  }

  std::string quoted() {
    std::string value;
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      value.push_back(text_[at_]);
    }
    at_ = std::min(at_ + 1, text_.size());
    return value;
  }

  void skip_to_comma() {
    while (at_ < text_.size() && text_[at_] != ',') {
      if (text_[at_] == '"')
        quoted();
      else
        ++at_;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<HeaderLink> links_;
};

}  // namespace

std::vector<HeaderLink> parse_link_header(std::string_view value) { return Parser(value).links(); }

}  // namespace vigie::crawler
