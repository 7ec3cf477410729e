#ifndef VIGIE_CLI_MESSAGE_H
#define VIGIE_CLI_MESSAGE_H

#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "reports/locale/texts.h"

namespace vigie::cli {

// A text with its values, not translated yet. Values may be hostile.
struct Phrase {
  const char* text = nullptr;  // msgid
  std::vector<std::string> values = {};
  const char* cause = nullptr;  // msgid; when there is one, it is the last value
};

// What is said to a person on standard error: place first, then what, then how to mend it.
struct Message {
  std::string place;  // "portal.toml:12:13", "vigie audit", a URL; may be hostile
  Phrase what;        // lower case, no full stop
  std::vector<std::string> excerpt = {};  // lines of a file, escaped and laid out already
  Phrase mend = {};                       // may be missing
};

// The message in words, escaped for a terminal: "place: what\n  excerpt\n  mend\n".
std::string in_words(const Message& message, const reports::Texts& texts);

// A start that cannot be: a wrong command line or portal file. Nothing has been fetched or written.
// main() alone turns it into exit code 2.
class StartError : public std::exception {
 public:
  explicit StartError(Message message) : message_(std::move(message)) {}
  const Message& message() const { return message_; }
  const char* what() const noexcept override { return message_.what.text; }

 private:
  Message message_;
};

}  // namespace vigie::cli

#endif
