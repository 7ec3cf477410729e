#include "cli/portal_file.h"

#include <stdio.h>  // NOLINT(modernize-deprecated-headers): fileno() is POSIX
#include <sys/stat.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <expected>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/message.h"
#include "cli/nearest.h"
#include "cli/options/asked.h"
#include "cli/options/given.h"
#include "cli/options/option.h"
#include "cli/source_lines.h"
#include "cli/system_error.h"
#include "crawler/marked_text.h"
#include "crawler/url.h"

namespace vigie::cli {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{256} * 1024;
constexpr std::size_t kMaxNameBytes = 200;
constexpr std::string_view kCommand = "audit";  // whose options the file holds
// Kept for later versions, so that a file written for one is not refused by this one.
constexpr std::array<std::string_view, 2> kReserved = {"thresholds", "accepted"};
constexpr const char* kUrlExample = "url = \"https://www.ville.example\"";

SourcePoint point(const toml::source_position& position) {
  return {position.line, position.column};
}

class Reader {
 public:
  Reader(std::string_view text, const std::string& path, bool everybody_can_read)
      : lines_(text, path),
        path_(path),
        folder_(std::filesystem::path(path).parent_path()),
        everybody_can_read_(everybody_can_read) {}

  PortalFile read(const toml::table& root);
  StartError not_toml(const toml::parse_error& error) const;

 private:
  Phrase mend_for(const toml::parse_error& error) const;
  void read_portal(const toml::table& table);
  void read_urls(const toml::node& node, std::string_view written);
  void add_url(const toml::node& node, std::string_view written);
  void read_options(std::string_view name, const toml::table& table);
  void read_option(const Option& option, const toml::node& node);
  void add_value(const Option& option, const toml::node& node);
  std::string value_of(const Option& option, const toml::node& node, const Given& given) const;
  StartError wrong_type(const Option& option, const Given& given,
                        const std::optional<std::string>& text) const;
  void refuse_open_secret(const Option& option, const Given& given) const;
  const Option* option_of(std::string_view table, std::string_view key) const;

  std::string source(const toml::node& node) const {
    return std::string(lines_.between(point(node.source().begin), point(node.source().end)));
  }
  StartError error_at(const toml::source_region& region, Phrase what, Phrase mend) const;
  StartError unknown(const toml::key& key, const char* text, std::string_view table,
                     const std::vector<std::string>& known) const;

  SourceLines lines_;
  std::string path_;
  std::filesystem::path folder_;
  bool everybody_can_read_;
  PortalFile file_;
};

StartError Reader::error_at(const toml::source_region& region, Phrase what, Phrase mend) const {
  return StartError({.place = lines_.place(point(region.begin)),
                     .what = std::move(what),
                     .excerpt = lines_.excerpt(point(region.begin), point(region.end)),
                     .mend = std::move(mend)});
}

// {0}: the name as written; {1}: the table.
StartError Reader::unknown(const toml::key& key, const char* text, std::string_view table,
                           const std::vector<std::string>& known) const {
  std::string list;
  for (const std::string& name : known) list += (list.empty() ? "" : ", ") + name;
  Phrase mend{N_("known here: {0}"), {std::move(list)}};
  const std::vector<std::string_view> names(known.begin(), known.end());
  if (const std::string_view near = nearest(key.str(), names); !near.empty())
    mend = {N_("did you mean {0}?"), {std::string(near)}};
  for (const Option* option : options_of(kCommand))
    if (toml_key(*option) == key.str())
      mend = {N_("{0} belongs to [{1}]"), {std::string(key.str()), std::string(option->table)}};
  return error_at(key.source(), {text, {std::string(key.str()), std::string(table)}},
                  std::move(mend));
}

// The mend for what people most often write, found by what toml++ says of it.
Phrase Reader::mend_for(const toml::parse_error& error) const {
  const std::string_view description = error.description();
  const auto says = [&](std::string_view part) {
    return description.find(part) != description.npos;
  };
  const toml::source_position& at = error.source().begin;
  const std::string_view line = lines_.line(at.line);
  const std::size_t column = at.column;
  if (says("cannot redefine")) return {N_("each key and each table may stand once")};
  if (says("could not determine value type") || says("boolean"))
    return {N_("write texts in quotes, as in: {0}"), {kUrlExample}};
  if (says("expected '=', saw ':'")) return {N_("write key = value, as in: {0}"), {kUrlExample}};
  if (says("saw ','")) return {N_("write fractions with a point, as in: {0}"), {"delay = 0.5"}};
  if (says("unescaped control") && column > line.size())
    return {N_("end the text with a quote, as in: {0}"), {kUrlExample}};
  if (says("invalid utf-8")) return {N_("save the file as UTF-8")};
  return {N_("how to write it: docs/portal-file.md; to begin anew: vigie init URL")};
}

StartError Reader::not_toml(const toml::parse_error& error) const {
  constexpr std::string_view kPrefix = "Error while parsing ";
  std::string description(error.description());
  if (description.starts_with(kPrefix)) description.erase(0, kPrefix.size());
  return error_at(error.source(), {N_("this is not TOML: {0}"), {std::move(description)}},
                  mend_for(error));
}

PortalFile Reader::read(const toml::table& root) {
  std::vector<std::string> known = {"portal"};
  for (const Option* option : options_of(kCommand))
    if (!option->table.empty() && std::ranges::find(known, option->table) == known.end())
      known.emplace_back(option->table);

  for (const auto& [key, node] : root) {
    const std::string_view name = key.str();
    if (std::ranges::find(kReserved, name) != kReserved.end()) {
      file_.notes.push_back({.place = lines_.place(point(key.source().begin)),
                             .what = {N_("[{0}] does nothing yet: it comes with a later version"),
                                      {std::string(name)}}});
    } else if (std::ranges::find(known, name) == known.end()) {
      throw unknown(key, N_("there is no table or key {0} here"), {}, known);
    } else if (const toml::table* table = node.as_table(); table == nullptr) {
      throw error_at(
          key.source(), {N_("{0} is not a table"), {std::string(name)}},
          {N_("write it as [{0}], with its keys on the lines below"), {std::string(name)}});
    } else if (name == "portal") {
      read_portal(*table);
    } else {
      read_options(name, *table);
    }
  }
  if (file_.urls.empty())
    throw StartError({.place = path_,
                      .what = {N_("there is no url in [portal]")},
                      .mend = {N_("add it below [portal], as in: {0}"), {kUrlExample}}});
  if (file_.name.empty()) file_.name = file_.urls.front();
  return std::move(file_);
}

// `start` may be relative to `url`, so `url` comes first whatever the order in the file.
void Reader::read_portal(const toml::table& table) {
  for (const auto& [key, node] : table)
    if (key != "url" && key != "start" && key != "name")
      throw unknown(key, N_("there is no key {0} in [{1}]"), "portal", {"name", "url", "start"});
  if (const toml::node* url = table.get("url")) add_url(*url, "portal.url");
  if (const toml::node* start = table.get("start")) {
    if (file_.urls.empty())
      throw error_at(start->source(), {N_("there is no url in [portal]")},
                     {N_("as in: {0}"), {kUrlExample}});
    read_urls(*start, "portal.start");
  }
  const toml::node* name = table.get("name");
  if (name == nullptr) return;
  const std::optional<std::string> text = name->value_exact<std::string>();
  if (!text || text->empty() || text->size() > kMaxNameBytes)
    throw error_at(name->source(), {N_("{0} is {1}, not a name"), {"portal.name", source(*name)}},
                   {N_("as in: {0}"), {"name = \"Ville de Valmont\""}});
  file_.name = *text;
}

void Reader::read_urls(const toml::node& node, std::string_view written) {
  const toml::array* list = node.as_array();
  if (list == nullptr) return add_url(node, written);
  for (const toml::node& item : *list) add_url(item, written);
}

void Reader::add_url(const toml::node& node, std::string_view written) {
  const std::optional<std::string> text = node.value_exact<std::string>();
  std::optional<crawler::Url> base;
  if (!file_.urls.empty())
    if (const auto first = crawler::Url::parse(file_.urls.front())) base = *first;
  const auto url = text ? crawler::Url::parse(*text, base ? &*base : nullptr)
                        : std::unexpected(crawler::UrlError::invalid);
  if (!url)
    throw error_at(
        node.source(),
        {N_("{0} is {1}, not the URL of a web page"), {std::string(written), source(node)}},
        {N_("as in: {0}"), {base ? "start = [\"/\", \"/services/\"]" : kUrlExample}});
  // The first as written, for the report; the others are only known whole.
  file_.urls.push_back(base ? std::string(url->href()) : text.value_or(""));
}

const Option* Reader::option_of(std::string_view table, std::string_view key) const {
  for (const Option* option : options_of(kCommand))
    if (option->table == table && toml_key(*option) == key) return option;
  return nullptr;
}

void Reader::read_options(std::string_view name, const toml::table& table) {
  for (const auto& [key, node] : table) {
    if (const Option* option = option_of(name, key.str())) {
      read_option(*option, node);
      continue;
    }
    std::vector<std::string> known;
    for (const Option* option : options_of(kCommand))
      if (option->table == name) known.push_back(toml_key(*option));
    throw unknown(key, N_("there is no key {0} in [{1}]"), name, known);
  }
}

void Reader::read_option(const Option& option, const toml::node& node) {
  const toml::array* list = option.repeatable ? node.as_array() : nullptr;
  if (list == nullptr) return add_value(option, node);
  for (const toml::node& item : *list) add_value(option, item);
}

void Reader::add_value(const Option& option, const toml::node& node) {
  const toml::source_region& region = node.source();
  Given given{.option = &option,
              .value = source(node),
              .shown = source(node),
              .place = lines_.place(point(region.begin)),
              .written = std::string(option.table) + '.' + toml_key(option),
              .example = toml_example(option)};
  if (!option.secret) given.excerpt = lines_.excerpt(point(region.begin), point(region.end));
  given.value = value_of(option, node, given);
  refuse_open_secret(option, given);
  if (option.takes == Takes::path && !given.value.empty())
    given.value = (folder_ / given.value).lexically_normal().string();
  file_.given.push_back(std::move(given));
}

// The value as the command line would have it, when it has the right type.
std::string Reader::value_of(const Option& option, const toml::node& node,
                             const Given& given) const {
  const auto number = node.value_exact<std::int64_t>();
  const auto fraction = node.value_exact<double>();
  const auto text = node.value_exact<std::string>();
  const auto flag = node.value_exact<bool>();
  switch (option.takes) {
    case Takes::nothing:
      if (flag) return *flag ? "true" : "false";
      break;
    case Takes::whole_number:
      if (number) return std::to_string(*number);
      break;
    case Takes::seconds:
      if (number) return std::to_string(*number);
      if (fraction) return given.value;
      break;
    case Takes::size:
      if (number) return std::to_string(*number);
      if (text) return *text;
      break;
    case Takes::words:
    case Takes::path:
      if (text) return *text;
      if (flag && option.value_optional) return *flag ? "true" : "false";
      break;
  }
  throw wrong_type(option, given, text);
}

// The option's own complaint where it has one of the value as it is spelled, for it names the
// range.
StartError Reader::wrong_type(const Option& option, const Given& given,
                              const std::optional<std::string>& text) const {
  Complaint complaint{N_("{0} is {1}, not a text in quotes")};
  if (option.takes != Takes::words && option.takes != Takes::path) {
    Asked scratch;
    if (auto read = option.read(given.value, scratch); !read) complaint = std::move(read.error());
    const bool would_do = text && option.read(*text, scratch);
    if (text)
      complaint.mend = {N_("write it without quotes, as in: {0}"),
                        {would_do ? toml_key(option) + " = " + *text : given.example}};
  }
  return wrong_value(given, complaint);
}

// {1} of a secret is never shown.
void Reader::refuse_open_secret(const Option& option, const Given& given) const {
  if (!option.secret || option.table != "session" || !everybody_can_read_) return;
  if (given.value.find("${") != std::string::npos) return;
  throw StartError(
      {.place = given.place,
       .what = {N_("{0} holds a secret in a file that everybody can read"), {given.written}},
       .mend = {N_("write ${NAME} in its place and set that environment variable, "
                   "or run: chmod o-r {0}"),
                {path_}}});
}

std::string read_whole(const std::string& path, bool& everybody_can_read) {
  const auto refuse = [&](Phrase what) {
    return StartError(
        {.place = path,
         .what = std::move(what),
         .mend = {N_("to write a portal file: vigie init URL --output {0}"), {path}}});
  };
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                             std::fclose);
  struct stat status{};
  if (file == nullptr || fstat(fileno(file.get()), &status) != 0)
    throw refuse({N_("cannot be read: {0}"), {}, cause_of(errno)});
  everybody_can_read = (status.st_mode & S_IROTH) != 0;
  std::string text(kMaxBytes + 1, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), file.get()));
  if (std::ferror(file.get()) != 0) throw refuse({N_("cannot be read: {0}"), {}, cause_of(errno)});
  if (text.size() > kMaxBytes)
    throw refuse({N_("is longer than 256 KiB, which no portal file is")});
  return text;
}

}  // namespace

PortalFile parse_portal_file(std::string_view text, const std::string& path,
                             bool everybody_can_read) {
  Reader reader(text, path, everybody_can_read);
  toml::table root;
  try {
    root = toml::parse(text);
  } catch (const toml::parse_error& error) {
    throw reader.not_toml(error);
  }
  return reader.read(root);
}

PortalFile read_portal_file(const std::string& path) {
  bool everybody_can_read = false;
  const std::string text = read_whole(path, everybody_can_read);
  return parse_portal_file(text, path, everybody_can_read);
}

}  // namespace vigie::cli
