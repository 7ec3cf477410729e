#ifndef VIGIE_REPORTS_LOCALE_TEXTS_H
#define VIGIE_REPORTS_LOCALE_TEXTS_H

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "probes/measure.h"

namespace vigie::reports {

enum class Language : std::uint8_t { english, french };

// Of "fr", "fr_FR.UTF-8", "fr-CA", "en_GB"; "C" and "POSIX" are English. Nullopt: one we do not
// speak.
std::optional<Language> language_of(std::string_view tag);
// LANGUAGE, LC_ALL, LC_MESSAGES, LANG, as gettext reads them; English when they name nothing we
// speak.
Language language_of_environment();

// What a person reads, in one language: texts marked N_() (crawler/marked_text.h), numbers, dates.
// The French texts are compiled into the program, so that no system locale is needed. Cheap to
// copy, immutable, thread-safe.
class Texts {
 public:
  explicit Texts(Language language) : language_(language) {}
  Language language() const { return language_; }
  std::string_view tag() const { return language_ == Language::french ? "fr" : "en"; }

  // The translation, or the msgid itself where there is none (also in English). The view lives as
  // long as the program, or as the msgid where that is returned.
  std::string_view translate(std::string_view msgid) const;

  // The translation with {0}, {1} … replaced by the values in one pass: a value that itself holds
  // "{0}" stays as it is, and a position without a value stays visible as "{1}". Nothing is
  // escaped: that is the business of whoever writes a format.
  std::string format(std::string_view msgid, std::span<const std::string> values) const;
  std::string format(std::string_view msgid, std::initializer_list<std::string_view> values) const;

  // plural(N_("{0} page", "{0} pages"), n): {0} is n written by number().
  std::string plural(std::string_view one, std::string_view many, std::uint64_t n) const;
  std::string plural(std::string_view one, std::string_view many, std::uint64_t n,
                     std::initializer_list<std::string_view> values) const;

  // Spaces inside what follows do not break. English "1,234.5", French "1 234,5"; at most so many
  // decimals, none written needlessly. Not a number: "–".
  std::string number(double value, int decimals = 1) const;
  std::string count(std::uint64_t value) const;
  // Of a ratio: 0.051 is "5.1%", French "5,1 %"
  std::string percent(double ratio, int decimals = 1) const;
  // "412 ms", "1.25 s", "2 min 5 s", "3 h 12 min"
  std::string duration(double milliseconds) const;
  // Powers of 1,000 as browsers' tools count: "980 B", "12.3 kB"; French "980 o", "12,3 ko"
  std::string size(double bytes) const;
  // A value with its unit as duration(), size(), number() … write it.
  std::string quantity(double value, probes::Unit unit) const;

  // UTC milliseconds since 1970, shown in this machine's time zone: "24 November 2026",
  // "24 November 2026, 14:05 UTC+1"; French "24 novembre 2026 à 14 h 05 (UTC+1)". 0: "–".
  std::string date(std::int64_t ms) const;
  std::string date_time(std::int64_t ms) const;

 private:
  Language language_;
};

// "2026-11-24T13:05:00.000Z", for machines. Empty for 0.
std::string iso_time(std::int64_t ms);

// The pattern with {0}, {1} … replaced in one pass, as Texts::format does.
std::string fill(std::string_view pattern, std::span<const std::string_view> values);

}  // namespace vigie::reports

#endif
