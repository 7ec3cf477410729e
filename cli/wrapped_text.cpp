#include "cli/wrapped_text.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reports/formats/terminal_text.h"

namespace vigie::cli {
namespace {

std::vector<std::string_view> words_of(std::string_view paragraph) {
  std::vector<std::string_view> words;
  for (std::size_t from = 0; from < paragraph.size();) {
    const std::size_t end = paragraph.find_first_of(" \n", from);
    if (end != from) words.push_back(paragraph.substr(from, end - from));
    if (end == std::string_view::npos) break;
    from = end + 1;
  }
  return words;
}

std::string filled(std::string_view paragraph, std::size_t indent, std::size_t width) {
  std::string lines;
  std::string line(indent, ' ');
  std::size_t used = indent;
  for (const std::string_view word : words_of(paragraph)) {
    const std::size_t columns = reports::columns(word);
    if (used > indent && used + 1 + columns > width) {
      lines += line + '\n';
      line.assign(indent, ' ');
      used = indent;
    }
    if (used > indent) {
      line += ' ';
      ++used;
    }
    line += word;
    used += columns;
  }
  return lines + line + '\n';
}

}  // namespace

std::vector<std::string_view> paragraphs(std::string_view text) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = text.find("\n\n");
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 2);
  }
  return parts;
}

bool is_verbatim(std::string_view paragraph) { return paragraph.starts_with(' '); }

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
  std::string lines;
  for (const std::string_view paragraph : paragraphs(text)) {
    if (!lines.empty()) lines += '\n';
    lines += is_verbatim(paragraph) ? std::string(indent, ' ') + std::string(paragraph) + '\n'
                                    : filled(paragraph, indent, width);
  }
  return lines;
}

std::string two_columns(std::string_view term, std::string_view meaning, std::size_t indent,
                        std::size_t meaning_at, std::size_t width) {
  std::string lines = std::string(indent, ' ') + std::string(term);
  const std::size_t used = indent + reports::columns(term);
  std::string text = wrapped(meaning, meaning_at, width);
  if (used + 2 > meaning_at) return lines + '\n' + text;
  text.erase(0, used);
  return lines + text;
}

}  // namespace vigie::cli
