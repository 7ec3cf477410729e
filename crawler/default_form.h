#ifndef VIGIE_CRAWLER_DEFAULT_FORM_H
#define VIGIE_CRAWLER_DEFAULT_FORM_H

#include <optional>
#include <string>

#include "crawler/dom/document.h"
#include "crawler/url.h"

namespace vigie::crawler {

// The URL that a GET form leads to when it is sent as it stands, absolute; nullopt when the form
// posts, has anything to type in or to choose a file with, or has no http(s) action. Only hidden
// fields, select, checkbox, radio and buttons are filled, with their defaults. Source: HTML
// Standard §4.10.21 (form submission), application/x-www-form-urlencoded. Fields that belong by a
// form attribute from elsewhere count too.
std::optional<std::string> default_form_url(const dom::Document& page, dom::NodeId form,
                                            const Url& base);

}  // namespace vigie::crawler

#endif
