#ifndef VIGIE_REPORTS_HTML_VIEW_H
#define VIGIE_REPORTS_HTML_VIEW_H

#include <kainjow/mustache.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "reports/formats/writer.h"
#include "reports/html/digest.h"

namespace vigie::reports::html {

using kainjow::mustache::data;

// What templates read. The library escapes & < > " ' of every {{value}}; what steers (bidi
// controls, escape sequences) is made visible here. A template looks a missing key up in what
// surrounds it, so every key that a section names is always set: absent is false.
class View {
 public:
  View() : object_(data::type::object) {}

  // Texts of ours, or made of ours and hostile values.
  View& text(const char* key, std::string_view value);
  // False, hence skipped by {{#key}}, where there is nothing to say.
  View& optional(const char* key, std::string_view value);
  View& flag(const char* key, bool value);
  // False when it is empty; beside it {{#has_key}} says so once, not for each item.
  View& list(const char* key, data list);
  View& view(const char* key, View value);
  data take() { return std::move(object_); }

 private:
  data object_;
};

data empty_list();
void append(data& list, View item);

// Everything that the parts of the report are made from.
struct Source {
  const Report& report;
  PageDigest pages;
  ResourceDigest resources;
  std::vector<RuleFindings> findings;
  std::vector<probes::Measure> measures;
};

// {href, label}: a link to a page or a resource. href is absent unless it is an absolute http or
// https URL; the label leaves out the portal's own origin.
View url_view(const Source& source, const std::string& url);

// "broken-link" as an id that may stand in HTML and in a fragment, whatever it holds.
std::string anchor(std::string_view prefix, std::string_view rule);

// The parts, one for each template.
View summary_view(const Source& source);
View findings_view(const Source& source);
View load_view(const Source& source);
View pages_view(const Source& source);
View resources_view(const Source& source);
View change_view(const Source& source);
View method_view(const Source& source);

}  // namespace vigie::reports::html

#endif
