#include "cli/options/read_value.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <expected>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "cli/nearest.h"
#include "cli/options/option.h"
#include "cli/system_error.h"
#include "crawler/marked_text.h"

namespace vigie::cli {
namespace {

template <typename Number>
std::optional<Number> number_of(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<std::chrono::milliseconds> milliseconds_of(std::string_view text) {
  // from_chars also reads "inf", "nan" and "1e9".
  if (text.find_first_not_of("0123456789.") != std::string_view::npos) return std::nullopt;
  const std::optional<double> seconds = number_of<double>(text);
  if (!seconds || *seconds > 1e9) return std::nullopt;
  return std::chrono::milliseconds(std::llround(*seconds * 1000));
}

std::optional<std::size_t> bytes_of(std::string_view text) {
  constexpr std::string_view kSuffixes = "KMG";
  std::size_t factor = 1;
  if (!text.empty()) {
    const char last = text.back() >= 'a' ? static_cast<char>(text.back() - 'a' + 'A') : text.back();
    const std::size_t suffix = kSuffixes.find(last);
    if (suffix != std::string_view::npos) {
      factor = std::size_t{1} << (10 * (suffix + 1));
      text.remove_suffix(1);
    }
  }
  const std::optional<std::size_t> number = number_of<std::size_t>(text);
  if (!number || *number > std::numeric_limits<std::size_t>::max() / factor) return std::nullopt;
  return *number * factor;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t";
  const std::size_t from = text.find_first_not_of(kBlanks);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(kBlanks) - from + 1);
}

bool is_variable_name(std::string_view name) {
  if (name.empty() || (name.front() >= '0' && name.front() <= '9')) return false;
  return name.find_first_not_of(
             "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") ==
         std::string_view::npos;
}

// RFC 9110 §5.6.2.
bool is_token(std::string_view text) {
  return !text.empty() && text.find_first_not_of(
                              "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                              "!#$%&'*+-.^_`|~") == std::string_view::npos;
}

bool has_control_character(std::string_view text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return true;
  return false;
}

// The text with every ${NAME} replaced by what the environment has.
std::expected<std::string, Complaint> expand(std::string_view text) {
  std::string expanded;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t at = text.find("${", from);
    expanded += text.substr(from, at - from);
    if (at == std::string_view::npos) break;
    const std::size_t end = text.find('}', at);
    const std::string name(text.substr(at + 2, end == std::string_view::npos ? end : end - at - 2));
    if (end == std::string_view::npos || !is_variable_name(name))
      return std::unexpected(
          Complaint{N_("{0} has a ${ that no variable's name and } follow"), {}});
    const char* value = std::getenv(name.c_str());
    if (value == nullptr || *value == '\0')
      return std::unexpected(
          Complaint{N_("{0} needs the environment variable {2}, which is not set"),
                    {name},
                    {N_("set it before you start vigie, as in: export {0}=…"), {name}}});
    expanded += value;
    from = end + 1;
  }
  return expanded;
}

Complaint unreadable(int error) {
  return {N_("{0} is {1}, which cannot be read: {2}"), {}, {}, cause_of(error)};
}

}  // namespace

std::expected<std::int64_t, Complaint> read_whole_number(std::string_view text, std::int64_t least,
                                                         std::int64_t most) {
  const std::optional<std::int64_t> number = number_of<std::int64_t>(text);
  if (number && *number >= least && *number <= most) return *number;
  return std::unexpected(Complaint{N_("{0} is {1}, not a whole number from {2} to {3}"),
                                   {std::to_string(least), std::to_string(most)}});
}

std::expected<std::chrono::milliseconds, Complaint> read_seconds(std::string_view text,
                                                                 std::string_view least,
                                                                 std::string_view most) {
  const auto time = milliseconds_of(text);
  if (time && *time >= milliseconds_of(least) && *time <= milliseconds_of(most)) return *time;
  return std::unexpected(Complaint{N_("{0} is {1}, not a number of seconds from {2} to {3}"),
                                   {std::string(least), std::string(most)}});
}

std::expected<std::size_t, Complaint> read_size(std::string_view text, std::string_view least,
                                                std::string_view most) {
  const auto bytes = bytes_of(text);
  if (bytes && *bytes >= bytes_of(least) && *bytes <= bytes_of(most)) return *bytes;
  return std::unexpected(
      Complaint{N_("{0} is {1}, not a size from {2} to {3} (bytes, or with K, M or G)"),
                {std::string(least), std::string(most)}});
}

std::expected<bool, Complaint> read_flag(std::string_view text) {
  if (text == "true") return true;
  if (text == "false") return false;
  return std::unexpected(Complaint{N_("{0} is {1}, not true or false")});
}

std::expected<std::size_t, Complaint> read_choice(std::string_view text,
                                                  std::span<const std::string_view> choices) {
  std::string list;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (choices[i] == text) return i;
    list += (i == 0 ? "" : ", ") + std::string(choices[i]);
  }
  Complaint complaint{N_("{0} is {1}, not one of: {2}"), {list}};
  if (const std::string_view near = nearest(text, choices); !near.empty())
    complaint.mend = {N_("did you mean {0}?"), {std::string(near)}};
  return std::unexpected(std::move(complaint));
}

std::expected<std::pair<std::string, std::string>, Complaint> read_header(std::string_view text) {
  const std::size_t colon = text.find(':');
  const std::string_view name = trimmed(text.substr(0, colon));
  if (colon == std::string_view::npos || !is_token(name))
    return std::unexpected(Complaint{N_("{0} is not a header field, “NAME: VALUE”")});
  std::expected<std::string, Complaint> value = expand(trimmed(text.substr(colon + 1)));
  if (!value) return std::unexpected(std::move(value.error()));
  if (has_control_character(*value))
    return std::unexpected(Complaint{N_("{0} has a control character in its value")});
  return std::pair{std::string(name), *std::move(value)};
}

std::expected<std::string, Complaint> read_file(std::string_view text) {
  std::string path(text);
  struct stat status{};
  if (stat(path.c_str(), &status) != 0) return std::unexpected(unreadable(errno));
  if (S_ISDIR(status.st_mode)) return std::unexpected(unreadable(EISDIR));
  if (access(path.c_str(), R_OK) != 0) return std::unexpected(unreadable(errno));
  return path;
}

std::expected<std::string, Complaint> read_folder(std::string_view text) {
  std::string path(text);
  struct stat status{};
  if (stat(path.c_str(), &status) != 0) return std::unexpected(unreadable(errno));
  if (!S_ISDIR(status.st_mode)) return std::unexpected(unreadable(ENOTDIR));
  return path;
}

std::vector<std::string_view> split_list(std::string_view text) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t comma = text.find(',');
    parts.push_back(trimmed(text.substr(0, comma)));
    if (comma == std::string_view::npos) return parts;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace vigie::cli
