#include "reports/history/database_file.h"

#include <sqlite3.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <expected>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

#include "crawler/marked_text.h"
#include "reports/history/database.h"
#include "reports/history/migrations.h"
#include "reports/history/trouble.h"

namespace vigie::reports::history {
namespace {

namespace fs = std::filesystem;

// Up to this size every page is looked at before anything is written: 1 ms a megabyte.
constexpr std::uintmax_t kCheckWholeFile = std::uintmax_t{8} << 20;

OpenError refuse(OpenErrorKind kind, Trouble trouble) { return {kind, std::move(trouble)}; }

OpenError newer(std::int64_t version) {
  return refuse(OpenErrorKind::newer_schema,
                {N_("written by a newer version of Vigie (schema {0}; this one knows {1})"),
                 {std::to_string(version), std::to_string(newest_schema())},
                 N_("update Vigie, or name another file with --history")});
}

OpenError damaged(const std::string& detail) {
  return refuse(OpenErrorKind::corrupt,
                {N_("damaged ({0})"),
                 {detail},
                 N_("see what can be read with: vigie history check; then restore a copy, or name "
                    "another file with --history")});
}

OpenError foreign(const char* what) {
  return refuse(
      OpenErrorKind::not_a_database,
      {what, {}, N_("name another file with --history; nothing was written into this one")});
}

OpenError unusable(const DatabaseError& error) {
  return refuse(OpenErrorKind::cannot_use, trouble_of(error));
}

struct Header {  // sqlite.org/fileformat.html, §1.3
  bool is_sqlite = false;
  std::uint32_t page_size = 0, pages = 0, user_version = 0, application_id = 0;
  bool size_is_valid = false;
};

Header read_header(std::ifstream& file) {
  std::array<unsigned char, 100> bytes{};
  file.read(reinterpret_cast<char*>(bytes.data()), bytes.size());
  Header header;
  constexpr char kMagic[] = "SQLite format 3";
  header.is_sqlite = file.gcount() == static_cast<std::streamsize>(bytes.size()) &&
                     std::memcmp(bytes.data(), kMagic, sizeof kMagic) == 0;
  const auto word = [&bytes](std::size_t at) {
    return std::uint32_t{bytes[at]} << 24 | std::uint32_t{bytes[at + 1]} << 16 |
           std::uint32_t{bytes[at + 2]} << 8 | std::uint32_t{bytes[at + 3]};
  };
  header.page_size = static_cast<std::uint32_t>(bytes[16] << 8 | bytes[17]);
  if (header.page_size == 1) header.page_size = 65536;
  header.pages = word(28);
  header.user_version = word(60);
  header.application_id = word(68);
  header.size_is_valid = word(24) == word(92);
  return header;
}

bool has_bytes(const std::string& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  return !error && size > 0;
}

// What the file says of itself, without SQLite and its locks.
std::optional<OpenError> refuse_by_header(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return refuse(OpenErrorKind::cannot_use,
                  {N_("cannot be read: {0}"), {std::strerror(errno)}, ""});
  const Header header = read_header(file);
  if (!header.is_sqlite) return foreign(N_("not a history: no SQLite database"));
  const bool ours = header.application_id == static_cast<std::uint32_t>(kApplicationId);
  if (!ours && header.application_id != 0)
    return foreign(N_("not a history: a database of another program"));
  if (ours && header.user_version > static_cast<std::uint32_t>(newest_schema()))
    return newer(header.user_version);
  // While a log is there, the file may be shorter than it says.
  if (header.size_is_valid && !has_bytes(path + "-wal") &&
      fs::file_size(path) < std::uintmax_t{header.page_size} * header.pages)
    return damaged("shorter than its header says");
  return std::nullopt;
}

// What SQLite says of it, while nothing is written: neither into the file nor beside it.
std::optional<OpenError> refuse_by_contents(const std::string& path,
                                            std::chrono::milliseconds patience) {
  const bool has_log = has_bytes(path + "-wal");
  Database file(uri_of(path, has_log ? "mode=ro" : "immutable=1"),
                SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, patience);
  sqlite3_db_config(file.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  sqlite3_db_config(file.handle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  const std::int64_t version = file.integer("PRAGMA user_version");
  if (version > newest_schema()) return newer(version);
  const std::int64_t tables = file.integer("SELECT COUNT(*) FROM sqlite_schema");
  if (version == 0 && tables > 0)
    return foreign(N_("not a history: a database of another program"));
  if (fs::file_size(path) > kCheckWholeFile) return std::nullopt;
  Statement check(file, "PRAGMA quick_check(1)");
  Statement::Rows rows = check.query();
  if (rows.next() && rows.text(0) != "ok") return damaged(rows.string(0));
  return std::nullopt;
}

bool says_damaged(const DatabaseError& error) {
  return (error.code & 0xff) == SQLITE_CORRUPT || (error.code & 0xff) == SQLITE_NOTADB;
}

std::optional<OpenError> refusal(const std::string& path, std::chrono::milliseconds patience) {
  if (auto error = refuse_by_header(path)) return error;
  // Read without locks, a file that another process is writing may look damaged once.
  for (int attempt = 1;; ++attempt) {
    std::optional<OpenError> error;
    try {
      error = refuse_by_contents(path, patience);
    } catch (const DatabaseError& failure) {
      error = says_damaged(failure) ? damaged(failure.what()) : unusable(failure);
    }
    if (!error || error->kind != OpenErrorKind::corrupt || attempt == 3) return error;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
}

void prepare(Database& database) {
  sqlite3_db_config(database.handle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(database.handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  // 4 MB of pages at most; freed pages are not written over, which Debian's build does by default.
  database.run(
      "PRAGMA cache_size = -4096; PRAGMA secure_delete = FAST; PRAGMA cell_size_check = ON");
}

// Leaving rollback mode asks for the whole file at once, and SQLite does not wait for that.
void use_log(Database& database, std::chrono::milliseconds patience) {
  const auto give_up = std::chrono::steady_clock::now() + patience;
  for (;;) {
    try {
      database.run("PRAGMA journal_mode = WAL");
      break;
    } catch (const DatabaseError& error) {
      if ((error.code & 0xff) != SQLITE_BUSY || std::chrono::steady_clock::now() > give_up) throw;
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }
  // Safe against the death of the process; the last commits may be lost with the power.
  database.run("PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000");
}

std::shared_ptr<Database> open_to_write(const std::string& path,
                                        std::chrono::milliseconds patience) {
  auto database =
      std::make_shared<Database>(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, patience);
  if (sqlite3_db_readonly(database->handle(), "main") == 1)
    throw DatabaseError(SQLITE_READONLY, "attempt to write a readonly database");
  prepare(*database);
  use_log(*database, patience);
  migrate(*database);
  return database;
}

std::shared_ptr<Database> open_to_read(const std::string& path,
                                       std::chrono::milliseconds patience) {
  const bool untouched = !has_bytes(path + "-wal");
  try {
    auto database = std::make_shared<Database>(path, SQLITE_OPEN_READWRITE, patience);
    prepare(*database);
    if (database->integer("PRAGMA user_version") < newest_schema()) migrate(*database);
    return database;
  } catch (const DatabaseError&) {
    // A read-only folder: SQLite cannot put its lock file there.
    if (!untouched) throw;
    auto database = std::make_shared<Database>(uri_of(path, "immutable=1"),
                                               SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, patience);
    prepare(*database);
    database->integer("SELECT COUNT(*) FROM sqlite_schema");
    return database;
  }
}

std::shared_ptr<Database> new_schema(const char* path) {
  auto database =
      std::make_shared<Database>(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI,
                                 std::chrono::milliseconds(0));
  prepare(*database);
  database->run("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF");
  migrate(*database);
  return database;
}

}  // namespace

std::expected<std::shared_ptr<Database>, OpenError> open_file(const std::string& path,
                                                              Access access,
                                                              std::chrono::milliseconds patience) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::is_directory(status))
    return std::unexpected(
        refuse(OpenErrorKind::a_folder,
               {N_("a folder, not a file"), {}, N_("name a file with --history")}));
  if (fs::exists(status) && !fs::is_regular_file(status))
    return std::unexpected(foreign(N_("not a history: no regular file")));
  if (access == Access::read && !has_bytes(path))
    return std::unexpected(
        refuse(OpenErrorKind::missing, {N_("there is no such history"),
                                        {},
                                        N_("vigie audit writes one; name it with --history")}));
  if (!fs::exists(status) && fs::path(path).has_parent_path())
    fs::create_directories(fs::path(path).parent_path(), error);  // else opening it will say why
  try {
    if (has_bytes(path))
      if (auto refused = refusal(path, patience)) return std::unexpected(*refused);
    return access == Access::write ? open_to_write(path, patience) : open_to_read(path, patience);
  } catch (const DatabaseError& failure) {
    return std::unexpected(says_damaged(failure) ? damaged(failure.what()) : unusable(failure));
  }
}

std::shared_ptr<Database> open_in_memory() { return new_schema(":memory:"); }

std::shared_ptr<Database> open_temporary() {
  try {
    return new_schema("");
  } catch (const DatabaseError&) {
    return open_in_memory();
  }
}

std::string uri_of(const std::string& path, const char* parameters) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string uri = path.starts_with('/') ? "file://" : "file:";
  for (const char c : path) {
    if (c != '%' && c != '?' && c != '#') {
      uri.push_back(c);
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    uri.push_back('%');
    uri.push_back(kHex[byte >> 4]);
    uri.push_back(kHex[byte & 0xfU]);
  }
  return uri + "?" + parameters;
}

Trouble trouble_of(const DatabaseError& error) {
  switch (error.code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {N_("locked by another program for too long"), {}, N_("see who holds it with: fuser")};
    case SQLITE_READONLY:
      return {
          N_("read-only"), {}, N_("let Vigie write there, or name another file with --history")};
    case SQLITE_FULL:
      return {N_("no space left on the device"),
              {},
              N_("make room, or name another file with --history")};
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return {N_("cannot be opened or written"),
              {},
              N_("let Vigie write there, or name another file with --history")};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {N_("damaged ({0})"),
              {error.what()},
              N_("see what can be read with: vigie history check")};
    default:
      return {N_("cannot be used: {0}"), {error.what()}, ""};
  }
}

}  // namespace vigie::reports::history
