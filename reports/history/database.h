#ifndef VIGIE_REPORTS_HISTORY_DATABASE_H
#define VIGIE_REPORTS_HISTORY_DATABASE_H

#include <sqlite3.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace vigie::reports::history {

// What SQLite refused: a full disk, a lock held too long, a damaged page. Thrown inside this folder
// only, since any statement may fail and one place (RunStore, History) answers for all of them.
struct DatabaseError : std::runtime_error {
  DatabaseError(int sqlite_code, const std::string& what)
      : std::runtime_error(what), code(sqlite_code) {}
  int code;  // SQLite's extended result code
};

// One connection to SQLite. Used by one thread at a time.
class Database {
 public:
  // `path` as SQLite reads it: "" is a temporary file of its own, deleted when closed, ":memory:"
  // none at all.
  Database(const std::string& path, int flags, std::chrono::milliseconds patience);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void run(const char* sql);  // one or more statements without parameters or rows
  std::int64_t integer(const char* sql);
  sqlite3* handle() const { return handle_; }
  std::int64_t last_id() const { return sqlite3_last_insert_rowid(handle_); }
  std::int64_t changes() const { return sqlite3_changes64(handle_); }
  [[noreturn]] void fail(int code) const;

 private:
  sqlite3* handle_ = nullptr;
};

// BEGIN IMMEDIATE now; rolled back when left without commit(). Inside another one it does nothing.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& database_;
  bool open_;
};

// A prepared statement. Text and blobs are bound without a copy: they must live until the statement
// is reset, which Rows and run() see to.
class Statement {
 public:
  Statement(Database& database, const char* sql);
  ~Statement() { sqlite3_finalize(handle_); }
  Statement(Statement&& other) noexcept
      : database_(other.database_), handle_(std::exchange(other.handle_, nullptr)) {}
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  Statement& operator=(Statement&&) = delete;

  // The rows of one execution; resets the statement when it goes.
  class Rows {
   public:
    explicit Rows(Statement& statement) : statement_(statement) {}
    ~Rows() { sqlite3_reset(statement_.handle_); }
    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;

    bool next();  // false after the last row
    std::int64_t integer(int column) const {
      return sqlite3_column_int64(statement_.handle_, column);
    }
    double real(int column) const { return sqlite3_column_double(statement_.handle_, column); }
    bool is_null(int column) const {
      return sqlite3_column_type(statement_.handle_, column) == SQLITE_NULL;
    }
    std::string_view text(int column) const;  // or a blob; until next()
    std::string string(int column) const { return std::string(text(column)); }
    std::optional<double> optional_real(int column) const;

   private:
    Statement& statement_;
  };

  template <typename... Values>
  Rows query(const Values&... values) {
    int at = 0;
    (bind(++at, values), ...);
    return Rows(*this);
  }
  // For statements without rows.
  template <typename... Values>
  void run(const Values&... values) {
    Rows rows = query(values...);
    rows.next();
  }
  // The first row's first column.
  template <typename... Values>
  std::optional<std::int64_t> integer(const Values&... values) {
    Rows rows = query(values...);
    if (!rows.next() || rows.is_null(0)) return std::nullopt;
    return rows.integer(0);
  }
  // For statements with many parameters: these, then run() without any.
  void set(int at, std::int64_t value) { bind(at, value); }
  int parameters() const { return sqlite3_bind_parameter_count(handle_); }

 private:
  void bind(int at, std::int64_t value);
  void bind(int at, int value) { bind(at, std::int64_t{value}); }
  void bind(int at, bool value) { bind(at, std::int64_t{value}); }
  void bind(int at, std::uint32_t value) { bind(at, std::int64_t{value}); }
  void bind(int at, double value);
  void bind(int at, std::string_view text);
  void bind(int at, const std::string& text) { bind(at, std::string_view(text)); }
  void bind(int at, const char* text) { bind(at, std::string_view(text)); }
  void bind(int at, std::span<const std::byte> blob);
  template <typename Value>
  void bind(int at, const std::optional<Value>& value) {
    if (value)
      bind(at, *value);
    else
      check(sqlite3_bind_null(handle_, at));
  }
  void check(int code) {
    if (code != SQLITE_OK) database_.fail(code);
  }

  Database& database_;
  sqlite3_stmt* handle_ = nullptr;
};

std::span<const std::byte> blob(std::string_view bytes);

}  // namespace vigie::reports::history

#endif
