#ifndef VIGIE_REPORTS_HISTORY_DATABASE_FILE_H
#define VIGIE_REPORTS_HISTORY_DATABASE_FILE_H

#include <chrono>
#include <cstdint>
#include <expected>
#include <memory>
#include <string>

#include "reports/history/database.h"
#include "reports/history/trouble.h"

namespace vigie::reports {

enum class OpenErrorKind : std::uint8_t {
  // Refused, the file untouched: the caller ends with 2.
  newer_schema,
  not_a_database,
  a_folder,
  corrupt,
  missing,  // only when it is to be read
  // Locked too long, read-only, no room, no permission: the caller goes on with a temporary history
  // and ends with 4.
  cannot_use,
};

struct OpenError {
  OpenErrorKind kind;
  Trouble trouble;
  bool refused() const { return kind != OpenErrorKind::cannot_use; }
};

namespace history {

enum class Access : std::uint8_t { write, read };

// Opens the history at `path`, makes it (and its folders) with Access::write, brings its schema up
// to date. What is no usable history is told before anything is written.
std::expected<std::shared_ptr<Database>, OpenError> open_file(const std::string& path,
                                                              Access access,
                                                              std::chrono::milliseconds patience);

// The same schema in a file of its own that nobody sees, or where there is no room for that, in
// memory.
std::shared_ptr<Database> open_temporary();
std::shared_ptr<Database> open_in_memory();

// A URI that SQLite reads as this path; `parameters` as in "mode=ro".
std::string uri_of(const std::string& path, const char* parameters);

Trouble trouble_of(const DatabaseError& error);

}  // namespace history
}  // namespace vigie::reports

#endif
