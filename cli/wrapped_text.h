#ifndef VIGIE_CLI_WRAPPED_TEXT_H
#define VIGIE_CLI_WRAPPED_TEXT_H

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::cli {

// What stands between "\n\n".
std::vector<std::string_view> paragraphs(std::string_view text);

// A paragraph that begins with a blank is a drawing or an example: it is shown as it stands.
bool is_verbatim(std::string_view paragraph);

// Every paragraph in lines of at most `width` columns, each line indented, an empty line between
// paragraphs. No-break spaces keep words together; a word longer than a line gets a line of its
// own.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width);

// Two columns: what a word is, and behind it (or on the next line, when it is long) what it means.
std::string two_columns(std::string_view term, std::string_view meaning, std::size_t indent,
                        std::size_t meaning_at, std::size_t width);

}  // namespace vigie::cli

#endif
