#include "crawler/dom/html_parser.h"

#include <gumbo.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "crawler/dom/arena.h"
#include "crawler/dom/character_reference.h"
#include "crawler/dom/document.h"
#include "crawler/dom/document_builder.h"
#include "crawler/dom/gumbo_tree.h"
#include "crawler/dom/nesting_guard.h"
#include "crawler/dom/skeleton.h"

namespace vigie::dom {
namespace {

constexpr std::size_t kMostBytes = 0xF0000000;  // offsets are 32 bits wide
constexpr std::size_t kKeptArena = 64u << 20;
constexpr std::size_t kKeptSource = 4u << 20;  // memory is given back after a larger page

std::string_view without_bom(std::string_view source) {
  return source.starts_with("\xEF\xBB\xBF") ? source.substr(3) : source;
}

}  // namespace

struct HtmlParser::State {
  Arena arena;
  DocumentBuilder builder;
  Skeleton skeleton;

  GumboOutput& run_gumbo(std::string_view page);
  void parse_page();
  bool parse_skeleton(const ParseOptions& options);
};

void HtmlParser::State::parse_page() {
  const std::string_view page = without_bom(builder.source());
  const std::optional<std::string> bounded = with_bounded_references(page);
  const std::string_view read = bounded ? *bounded : page;
  copy_tree(run_gumbo(read), read, page, builder);
}

bool HtmlParser::State::parse_skeleton(const ParseOptions& options) {
  if (options.full_parse) return false;
  const std::string_view page = without_bom(builder.source());
  skeleton.make(page);
  if (!skeleton.exact()) return false;
  const std::optional<std::string> bounded = with_bounded_references(skeleton.text());
  const std::string_view read = bounded ? *bounded : skeleton.text();
  if (copy_tree(run_gumbo(read), read, skeleton, page, builder)) return true;
  builder.restart();
  arena.reset();
  return false;
}

GumboOutput& HtmlParser::State::run_gumbo(std::string_view page) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = [](void* userdata, std::size_t size) {
    return static_cast<Arena*>(userdata)->allocate(size);
  };
  options.deallocator = [](void*, void*) {};
  options.userdata = &arena;
  options.max_errors = 0;  // each error would keep a copy of all open elements: 493 MB for 40 KB
  return *gumbo_parse_with_options(&options, page.data(), page.size());
}

HtmlParser::HtmlParser() : state_(std::make_unique<State>()) {}
HtmlParser::~HtmlParser() = default;
HtmlParser::HtmlParser(HtmlParser&&) noexcept = default;
HtmlParser& HtmlParser::operator=(HtmlParser&&) noexcept = default;

Document HtmlParser::parse(std::string source, const ParseOptions& options) {
  if (source.size() > kMostBytes) source.resize(kMostBytes);
  const bool large = source.size() > kKeptSource;
  Guarded guarded = guard_nesting(std::move(source), options.max_elements);
  DocumentBuilder& builder = state_->builder;
  builder.begin(std::move(guarded.source));
  if (!state_->parse_skeleton(options)) state_->parse_page();
  if (guarded.dropped > 0) builder.set_dropped(guarded.dropped);
  Document document = builder.finish();
  state_->arena.reset();
  if (large || state_->arena.size() > kKeptArena) {
    state_->arena.trim();
    builder.trim();
  }
  return document;
}

Document parse_html(std::string source, const ParseOptions& options) {
  return HtmlParser().parse(std::move(source), options);
}

}  // namespace vigie::dom
