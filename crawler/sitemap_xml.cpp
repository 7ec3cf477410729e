#include "crawler/sitemap_xml.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "crawler/ascii.h"
#include "crawler/marked_text.h"
#include "crawler/sitemap.h"
#include "crawler/xml_scanner.h"

namespace vigie::crawler {
namespace {

constexpr std::size_t kLongestDate = 64;

// The vocabulary of a format: which element is an entry, and which of its children say what.
struct Format {
  std::string_view root;
  Sitemap::Kind kind;
  std::string_view entry, loc, lastmod;
};
constexpr Format kFormats[] = {
    {"urlset", Sitemap::Kind::urlset, "url", "loc", "lastmod"},
    {"sitemapindex", Sitemap::Kind::index, "sitemap", "loc", "lastmod"},
    {"rss", Sitemap::Kind::feed, "item", "link", "pubDate"},
    {"RDF", Sitemap::Kind::feed, "item", "link", ""},
    {"feed", Sitemap::Kind::feed, "entry", "", "updated"},  // its link is an attribute
};

bool is_absolute_url(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://");
}

class Reader {
 public:
  explicit Reader(std::string_view text) : scanner_(text) {}

  Sitemap read() {
    while (!stopped_) handle(scanner_.next());
    return std::move(sitemap_);
  }

 private:
  void handle(const XmlEvent& event) {
    switch (event.kind) {
      case XmlEvent::Kind::start:
        return start(event);
      case XmlEvent::Kind::end:
        return end(event.name);
      case XmlEvent::Kind::text:
        return take_text(xml_text(event.text));
      case XmlEvent::Kind::cdata:
        return take_text(event.text);
      case XmlEvent::Kind::doctype:
        return refuse(contains_ignoring_case(event.text, "doctype html")
                          ? N_("the sitemap is a web page instead")
                          : N_("the sitemap has a DOCTYPE, which no sitemap needs"));
      case XmlEvent::Kind::finished:
      case XmlEvent::Kind::cut_off:
        return finish();
    }
  }

  void start(const XmlEvent& event) {
    ++depth_;
    const XmlName name = split_xml_name(event.name);
    if (format_ == nullptr)
      start_root(name);
    else if (entry_depth_ == 0 && depth_ <= kDeepestEntry && name.local == format_->entry)
      start_entry(event.name);
    else if (entry_depth_ != 0 && depth_ == entry_depth_ + 1)
      start_field(name, event.attributes);
    if (event.empty) end(event.name);
  }

  void start_root(const XmlName& name) {
    for (const Format& format : kFormats)
      if (equal_ignoring_case(format.root, name.local)) format_ = &format;
    root_prefix_ = name.prefix;
    if (format_ != nullptr)
      sitemap_.kind = format_->kind;
    else if (equal_ignoring_case(name.local, "html"))
      refuse(N_("the sitemap is a web page instead"));
    else
      refuse(N_("the outermost element of the sitemap is that of no sitemap and no feed"));
  }

  void start_entry(std::string_view name) {
    entry_name_ = name;
    entry_depth_ = depth_;
    entry_ = {};
    bare_text_.clear();
  }

  // Elements of extensions ("image:loc") have another prefix than the root.
  void start_field(const XmlName& name, std::string_view attributes) {
    if (!name.prefix.empty() && name.prefix != root_prefix_) return;
    if (!format_->loc.empty() && name.local == format_->loc)
      collect(entry_.loc);
    else if (!format_->lastmod.empty() && name.local == format_->lastmod)
      collect(entry_.lastmod);
    else if (format_->loc.empty() && name.local == "link")
      take_atom_link(attributes);
  }

  // Of several the first counts.
  void collect(std::string& field) {
    if (field.empty()) field_ = &field;
  }

  void take_text(std::string_view text) {
    if (entry_depth_ == 0) return;
    if (depth_ == entry_depth_)
      bare_text_ += text;
    else if (field_ != nullptr && depth_ == entry_depth_ + 1)
      *field_ += text;
  }

  // RFC 4287 §4.2.7: without rel it is "alternate", the page itself.
  void take_atom_link(std::string_view attributes) {
    if (!entry_.loc.empty()) return;
    if (xml_attribute(attributes, "rel").value_or("alternate") != "alternate") return;
    entry_.loc = xml_attribute(attributes, "href").value_or("");
  }

  void end(std::string_view name) {
    // Markup that is not well-formed within an entry must not cost the entries that follow.
    if (entry_depth_ != 0 && depth_ > entry_depth_ && name == entry_name_) depth_ = entry_depth_;
    if (entry_depth_ != 0 && depth_ == entry_depth_ + 1) field_ = nullptr;
    if (entry_depth_ != 0 && depth_ == entry_depth_) end_entry();
    if (depth_ > 0) --depth_;
  }

  void end_entry() {
    entry_depth_ = 0;
    field_ = nullptr;
    std::string_view loc = strip_space(entry_.loc);
    const std::string_view lastmod = strip_space(entry_.lastmod);
    // Some generators forget <loc>.
    if (loc.empty() && is_absolute_url(strip_space(bare_text_))) loc = strip_space(bare_text_);
    if (loc.empty()) return;
    if (sitemap_.entries.size() == kMaxSitemapUrls) {
      sitemap_.truncated = stopped_ = true;
      sitemap_.complaint = N_("the sitemap lists more than 50,000 URLs");
      return;
    }
    sitemap_.entries.push_back(
        {std::string(loc), std::string(lastmod.size() > kLongestDate ? "" : lastmod)});
  }

  void finish() {
    stopped_ = true;
    if (format_ == nullptr)
      refuse(N_("the sitemap holds no element"));
    else if (depth_ > 0)
      sitemap_.complaint = N_("the sitemap ends before its last end tag");
  }

  void refuse(const char* why) {
    sitemap_ = {};
    sitemap_.complaint = why;
    stopped_ = true;
  }

  static constexpr std::size_t kDeepestEntry = 3;  // rss, channel, item

  XmlScanner scanner_;
  Sitemap sitemap_;
  bool stopped_ = false;
  const Format* format_ = nullptr;
  std::string_view root_prefix_;
  std::string_view entry_name_;
  std::size_t depth_ = 0;        // open elements
  std::size_t entry_depth_ = 0;  // of the open entry; 0: none is open
  SitemapEntry entry_;
  std::string bare_text_;         // of the entry itself, outside its elements
  std::string* field_ = nullptr;  // of entry_, while its element is open
};

}  // namespace

Sitemap parse_xml_sitemap(std::string_view text) { return Reader(text).read(); }

}  // namespace vigie::crawler
