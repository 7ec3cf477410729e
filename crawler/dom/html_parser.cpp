#include "crawler/dom/html_parser.h"

#include <gumbo.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "crawler/dom/arena.h"
#include "crawler/dom/bounded_gumbo.h"
#include "crawler/dom/character_reference.h"
#include "crawler/dom/document.h"
#include "crawler/dom/document_builder.h"
#include "crawler/dom/gumbo_tree.h"
#include "crawler/dom/nesting_guard.h"
#include "crawler/dom/skeleton.h"
#include "crawler/dom/strict_tree.h"

namespace vigie::dom {
namespace {

constexpr std::size_t kMostBytes = 0xF0000000;  // offsets are 32 bits wide
constexpr std::size_t kTooCostly = 8;  // of a page made to be slow, this part is tried next
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

  enum class Outcome : std::uint8_t { done, too_costly, not_the_same };

  bool parse_strictly(std::string& source, const ParseOptions& options);
  Outcome parse(const ParseOptions& options);
  Outcome parse_skeleton();
  Outcome parse_page();
  const GumboOutput* tree_of(std::string_view page);
  Document finished(bool large);
};

const GumboOutput* HtmlParser::State::tree_of(std::string_view page) {
  arena.reset();
  return run_gumbo(page, usual_work(page.size()), arena);
}

HtmlParser::State::Outcome HtmlParser::State::parse_page() {
  const std::string_view page = without_bom(builder.source());
  const std::optional<std::string> bounded = with_bounded_references(page);
  const std::string_view read = bounded ? *bounded : page;
  const GumboOutput* const tree = tree_of(read);
  if (tree == nullptr) return Outcome::too_costly;
  copy_tree(*tree, read, page, builder);
  return Outcome::done;
}

HtmlParser::State::Outcome HtmlParser::State::parse_skeleton() {
  const std::string_view page = without_bom(builder.source());
  skeleton.make(page);
  if (!skeleton.exact()) return Outcome::not_the_same;
  const std::optional<std::string> bounded = with_bounded_references(skeleton.text());
  const std::string_view read = bounded ? *bounded : skeleton.text();
  const GumboOutput* const tree = tree_of(read);
  if (tree == nullptr) return Outcome::too_costly;
  if (copy_tree(*tree, read, skeleton, page, builder)) return Outcome::done;
  builder.restart();
  return Outcome::not_the_same;
}

HtmlParser::State::Outcome HtmlParser::State::parse(const ParseOptions& options) {
  if (!options.full_parse)
    if (const Outcome outcome = parse_skeleton(); outcome != Outcome::not_the_same) return outcome;
  return parse_page();
}

bool HtmlParser::State::parse_strictly(std::string& source, const ParseOptions& options) {
  builder.begin(std::move(source));
  if (options.full_parse || !options.strict_tree) return false;
  return build_strict_tree(without_bom(builder.source()), options.max_elements, builder);
}

Document HtmlParser::State::finished(bool large) {
  Document document = builder.finish();
  arena.reset();
  if (large || arena.size() > kKeptArena) {
    arena.trim();
    builder.trim();
  }
  return document;
}

HtmlParser::HtmlParser() : state_(std::make_unique<State>()) {}
HtmlParser::~HtmlParser() = default;
HtmlParser::HtmlParser(HtmlParser&&) noexcept = default;
HtmlParser& HtmlParser::operator=(HtmlParser&&) noexcept = default;

Document HtmlParser::parse(std::string source, const ParseOptions& options) {
  if (source.size() > kMostBytes) source.resize(kMostBytes);
  const bool large = source.size() > kKeptSource;
  DocumentBuilder& builder = state_->builder;
  if (state_->parse_strictly(source, options)) return state_->finished(large);
  source = builder.take_source();
  std::size_t dropped = 0;
  for (std::size_t most = options.max_elements;;) {
    Guarded guarded = guard_nesting(std::move(source), most);
    dropped += guarded.dropped;
    const std::size_t kept = guarded.elements;
    builder.begin(std::move(guarded.source));
    if (state_->parse(options) == State::Outcome::done) break;
    most = kept / kTooCostly;
    source = kept > 0 ? builder.take_source() : std::string();
  }
  if (dropped > 0) builder.set_dropped(dropped);
  return state_->finished(large);
}

Document parse_html(std::string source, const ParseOptions& options) {
  return HtmlParser().parse(std::move(source), options);
}

}  // namespace vigie::dom
