#ifndef VIGIE_REPORTS_HISTORY_CONTENTS_CODEC_H
#define VIGIE_REPORTS_HISTORY_CONTENTS_CODEC_H

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/page_contents.h"
#include "reports/history/codec.h"

namespace vigie::reports::history {

// The bounds of what is kept of hostile texts, bytes.
inline constexpr std::size_t kMaxHref = 2048, kMaxSelector = 2048, kMaxText = 8192;

// What was read of a page as bytes; equal contents give equal bytes.
std::string encode(const crawler::PageContents& contents);
// Nullopt of bytes that encode() did not write.
std::optional<crawler::PageContents> decode_contents(std::string_view bytes);

void encode(Encoder& out, const std::vector<crawler::ResourceUse>& uses);
std::vector<crawler::ResourceUse> decode_uses(Decoder& in);

// Only facts and resources, which lie in front of the links.
struct ContentsHead {
  crawler::PageFacts facts;
  std::vector<crawler::ResourceUse> resources;
};
std::optional<ContentsHead> decode_head(std::string_view bytes);

}  // namespace vigie::reports::history

#endif
