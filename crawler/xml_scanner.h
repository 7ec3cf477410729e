#ifndef VIGIE_CRAWLER_XML_SCANNER_H
#define VIGIE_CRAWLER_XML_SCANNER_H

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::crawler {

struct XmlEvent {
  enum class Kind : std::uint8_t {
    start,     // name, attributes, empty
    end,       // name
    text,      // text, raw: see xml_text()
    cdata,     // text, as it is
    doctype,   // or any other declaration; text: how it begins
    finished,  // the text is over
    cut_off,   // the text ends within markup
  } kind = Kind::finished;
  std::string_view name;        // with its prefix
  std::string_view attributes;  // raw: see xml_attribute()
  std::string_view text;
  bool empty = false;  // <name/>: no end event follows
};

// The markup of an XML text in the order it stands there; views into it. Comments and processing
// instructions are passed over. It checks nothing, resolves nothing and never fails: for lists of
// URLs that strangers write. Linear.
class XmlScanner {
 public:
  explicit XmlScanner(std::string_view text) : rest_(text) {}
  XmlEvent next();

 private:
  XmlEvent markup();
  XmlEvent tag();
  bool skip(std::string_view begin, std::string_view end);  // false: the end does not come
  std::string_view rest_;
};

// Character data with the five predefined and the numeric references resolved; others stay as they
// stand, and so does a bare '&', which authors put into URLs.
std::string xml_text(std::string_view raw);

// The attribute's value, references resolved.
std::optional<std::string> xml_attribute(std::string_view attributes, std::string_view name);

struct XmlName {
  std::string_view prefix, local;
};
XmlName split_xml_name(std::string_view name);  // "image:loc"

}  // namespace vigie::crawler

#endif
