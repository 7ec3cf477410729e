#ifndef VIGIE_CRAWLER_DOM_TEXT_RUN_H
#define VIGIE_CRAWLER_DOM_TEXT_RUN_H

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "crawler/dom/character_reference.h"
#include "crawler/dom/document_builder.h"
#include "crawler/dom/document_parts.h"

namespace vigie::dom {

// A text of the Document that is put together from pieces of the page: a view of the page while it
// reads as it is written.
class TextRun {
 public:
  // `page` stands in the builder's source.
  TextRun(std::string_view page, DocumentBuilder& builder);

  void add(std::size_t begin, std::size_t end, Written as);
  void finish(std::size_t at);  // where what follows begins; nothing when nothing was added

  // Where Gumbo says a text begins: of a carriage return and line feed, it sees the second.
  std::size_t begin_of_text(std::size_t place) const;
  SourceRange range(std::size_t begin, std::size_t end) const;  // of the page, in the source

 private:
  std::string_view page_;
  std::uint32_t base_;  // of the page in the source
  DocumentBuilder& builder_;
  std::string_view plain_;  // else it is
  std::string decoded_;
  std::size_t begin_ = 0;
  bool open_ = false;
};

}  // namespace vigie::dom

#endif
