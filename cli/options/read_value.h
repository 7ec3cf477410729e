#ifndef VIGIE_CLI_OPTIONS_READ_VALUE_H
#define VIGIE_CLI_OPTIONS_READ_VALUE_H

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/options/option.h"

namespace vigie::cli {

// Readers of values, for the options' own. Each wants the whole text to be the value.

std::expected<std::int64_t, Complaint> read_whole_number(std::string_view text, std::int64_t least,
                                                         std::int64_t most);
std::expected<std::chrono::milliseconds, Complaint> read_seconds(std::string_view text,
                                                                 std::string_view least,
                                                                 std::string_view most);
// Bytes: "512", "64K", "10M", "1G" (powers of 1,024).
std::expected<std::size_t, Complaint> read_size(std::string_view text, std::string_view least,
                                                std::string_view most);
std::expected<bool, Complaint> read_flag(std::string_view text);  // true or false
// The index of the word.
std::expected<std::size_t, Complaint> read_choice(std::string_view text,
                                                  std::span<const std::string_view> choices);
// "NAME: VALUE" as an HTTP header field. ${NAME} stands for that environment variable.
std::expected<std::pair<std::string, std::string>, Complaint> read_header(std::string_view text);
// A file that can be read; a folder.
std::expected<std::string, Complaint> read_file(std::string_view text);
std::expected<std::string, Complaint> read_folder(std::string_view text);

// The parts between commas, blanks around them taken off.
std::vector<std::string_view> split_list(std::string_view text);

// Puts a value where it belongs, or hands the complaint on.
template <typename Value, typename Target>
std::expected<void, Complaint> store(std::expected<Value, Complaint> value, Target& target) {
  if (!value) return std::unexpected(std::move(value.error()));
  target = static_cast<Target>(*std::move(value));
  return {};
}

// For the options that say no.
inline std::expected<void, Complaint> store_not(std::expected<bool, Complaint> value,
                                                bool& target) {
  if (value) value = !*value;
  return store(std::move(value), target);
}

}  // namespace vigie::cli

#endif
