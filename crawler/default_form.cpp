#include "crawler/default_form.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/ascii.h"
#include "crawler/dom/document.h"
#include "crawler/dom/tag.h"
#include "crawler/url.h"

namespace vigie::crawler {
namespace {

constexpr std::size_t kMaxFields = 200;
using Field = std::pair<std::string, std::string>;

// application/x-www-form-urlencoded, URL Standard §5.2.
void append_encoded(std::string& to, std::string_view text) {
  constexpr std::string_view kPlain = "*-._";
  constexpr std::string_view kHex = "0123456789ABCDEF";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool alphanumeric =
        (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (alphanumeric || kPlain.contains(c))
      to.push_back(c);
    else if (c == ' ')
      to.push_back('+');
    else
      to.append({'%', kHex[byte >> 4], kHex[byte & 15]});
  }
}

// The select's value as a browser sends it: the selected options, else the first that is not
// disabled.
std::vector<std::string> selected_values(const dom::Document& page, dom::NodeId select) {
  std::vector<std::string> chosen;
  std::optional<std::string> first;
  for (dom::NodeId node = select + 1; node < page.subtree_end(select); ++node) {
    if (!page.is(node, dom::Tag::option) || page.has_attribute(node, "disabled")) continue;
    const auto value = page.attribute(node, "value");
    std::string text = value ? std::string(*value) : collapse_space(page.text_content(node));
    if (!first) first = text;
    if (page.has_attribute(node, "selected")) chosen.push_back(std::move(text));
  }
  if (page.has_attribute(select, "multiple")) return chosen;
  if (!chosen.empty()) return {chosen.back()};
  return first ? std::vector{*first} : std::vector<std::string>{};
}

enum class Typed : bool { no, yes };

// Adds what the field sends by default; yes when a person would have to type, draw or pick a file.
Typed add_field(const dom::Document& page, dom::NodeId node, std::vector<Field>& fields) {
  const auto tag = page.tag(node);
  if (tag == dom::Tag::textarea || tag == dom::Tag::object) return Typed::yes;
  const std::string name(page.attribute(node, "name").value_or(""));
  if (tag == dom::Tag::select) {
    if (!name.empty() && !page.has_attribute(node, "disabled"))
      for (std::string& value : selected_values(page, node))
        fields.emplace_back(name, std::move(value));
    return Typed::no;
  }
  if (tag != dom::Tag::input) return Typed::no;
  const std::string type = lower_case(page.attribute(node, "type").value_or("text"));
  const bool button = type == "submit" || type == "button" || type == "reset" || type == "image";
  if (button) return Typed::no;
  const bool choice = type == "checkbox" || type == "radio";
  if (!choice && type != "hidden") return Typed::yes;
  if (name.empty() || page.has_attribute(node, "disabled")) return Typed::no;
  if (choice && !page.has_attribute(node, "checked")) return Typed::no;
  fields.emplace_back(name, page.attribute(node, "value").value_or(choice ? "on" : ""));
  return Typed::no;
}

bool belongs(const dom::Document& page, dom::NodeId node, dom::NodeId form,
             std::string_view form_id) {
  if (const auto owner = page.attribute(node, "form")) return !form_id.empty() && *owner == form_id;
  return node > form && node < page.subtree_end(form);
}

// nullopt when there is something to type in.
std::optional<std::vector<Field>> default_fields(const dom::Document& page, dom::NodeId form) {
  const std::string_view id = page.attribute(form, "id").value_or("");
  std::vector<Field> fields;
  for (const dom::Tag tag : {dom::Tag::input, dom::Tag::select, dom::Tag::textarea}) {
    for (const dom::NodeId node : page.elements(tag)) {
      if (!belongs(page, node, form, id)) continue;
      if (add_field(page, node, fields) == Typed::yes || fields.size() > kMaxFields)
        return std::nullopt;
    }
  }
  return fields;
}

}  // namespace

std::optional<std::string> default_form_url(const dom::Document& page, dom::NodeId form,
                                            const Url& base) {
  const auto method = page.attribute(form, "method");
  if (method && !equal_ignoring_case(*method, "get")) return std::nullopt;
  const auto action = Url::parse(page.attribute(form, "action").value_or(""), &base);
  if (!action) return std::nullopt;
  const auto fields = default_fields(page, form);
  if (!fields) return std::nullopt;

  const std::string_view href = action->href();
  std::string url(href.substr(0, href.find_first_of("?#")));
  url.push_back('?');
  for (const auto& [name, value] : *fields) {
    if (url.back() != '?') url.push_back('&');
    append_encoded(url, name);
    url.push_back('=');
    append_encoded(url, value);
  }
  return url;
}

}  // namespace vigie::crawler
