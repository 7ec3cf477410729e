#include "cli/message.h"

#include <string>
#include <vector>

#include "reports/formats/terminal_text.h"
#include "reports/locale/texts.h"

namespace vigie::cli {
namespace {

std::string spoken(const Phrase& phrase, const reports::Texts& texts) {
  std::vector<std::string> values;
  values.reserve(phrase.values.size() + 1);
  for (const std::string& value : phrase.values) values.push_back(reports::terminal_text(value));
  if (phrase.cause != nullptr) values.emplace_back(texts.translate(phrase.cause));
  return texts.format(phrase.text, values);
}

}  // namespace

std::string in_words(const Message& message, const reports::Texts& texts) {
  std::string words = reports::terminal_text(message.place);
  if (!words.empty()) words += ": ";
  words += spoken(message.what, texts) + '\n';
  for (const std::string& line : message.excerpt) words += "  " + line + '\n';
  if (message.mend.text != nullptr) words += "  " + spoken(message.mend, texts) + '\n';
  return words;
}

}  // namespace vigie::cli
