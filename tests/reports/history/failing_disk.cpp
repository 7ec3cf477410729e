// A VFS (sqlite.org/vfs.html) that hands everything to the system's, but for what is to fail.
#include "tests/reports/history/failing_disk.h"

#include <sqlite3.h>

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

namespace vigie::reports::testing {
namespace {

struct Plan {
  std::string folder;
  int left = 0;  // operations until the one that fails
  int code = SQLITE_OK;
  bool for_good = false, failed = false;
} plan;

sqlite3_vfs* system_vfs = nullptr;
sqlite3_vfs failing_vfs;

struct File {
  sqlite3_file base;
  bool watched;
  sqlite3_file real;  // and what follows it, as long as the system's files are
};

sqlite3_file* real(sqlite3_file* file) { return &reinterpret_cast<File*>(file)->real; }

bool fails(sqlite3_file* file) {
  if (!reinterpret_cast<File*>(file)->watched) return false;
  if (plan.failed && plan.for_good) return true;
  if (plan.left <= 0 || --plan.left > 0) return false;
  return plan.failed = true;
}

int close_file(sqlite3_file* file) { return real(file)->pMethods->xClose(real(file)); }
int read_file(sqlite3_file* file, void* to, int size, sqlite3_int64 at) {
  return real(file)->pMethods->xRead(real(file), to, size, at);
}
int write_file(sqlite3_file* file, const void* from, int size, sqlite3_int64 at) {
  return fails(file) ? plan.code : real(file)->pMethods->xWrite(real(file), from, size, at);
}
int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  return fails(file) ? SQLITE_IOERR_TRUNCATE : real(file)->pMethods->xTruncate(real(file), size);
}
int sync_file(sqlite3_file* file, int flags) {
  return fails(file) ? SQLITE_IOERR_FSYNC : real(file)->pMethods->xSync(real(file), flags);
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
  return real(file)->pMethods->xFileSize(real(file), size);
}
int lock_file(sqlite3_file* file, int lock) {
  return real(file)->pMethods->xLock(real(file), lock);
}
int unlock_file(sqlite3_file* file, int lock) {
  return real(file)->pMethods->xUnlock(real(file), lock);
}
int check_lock(sqlite3_file* file, int* held) {
  return real(file)->pMethods->xCheckReservedLock(real(file), held);
}
int control(sqlite3_file* file, int operation, void* argument) {
  return real(file)->pMethods->xFileControl(real(file), operation, argument);
}
int sector_size(sqlite3_file* file) { return real(file)->pMethods->xSectorSize(real(file)); }
int characteristics(sqlite3_file* file) {
  return real(file)->pMethods->xDeviceCharacteristics(real(file));
}
int shm_map(sqlite3_file* file, int region, int size, int extend, void volatile** to) {
  return real(file)->pMethods->xShmMap(real(file), region, size, extend, to);
}
int shm_lock(sqlite3_file* file, int offset, int n, int flags) {
  return real(file)->pMethods->xShmLock(real(file), offset, n, flags);
}
void shm_barrier(sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); }
int shm_unmap(sqlite3_file* file, int remove) {
  return real(file)->pMethods->xShmUnmap(real(file), remove);
}

const sqlite3_io_methods kMethods = {
    2,         close_file,  read_file,  write_file, truncate_file, sync_file,       file_size,
    lock_file, unlock_file, check_lock, control,    sector_size,   characteristics, shm_map,
    shm_lock,  shm_barrier, shm_unmap,  nullptr,    nullptr};

int open_file(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* out_flags) {
  auto* opened = reinterpret_cast<File*>(file);
  opened->base.pMethods = nullptr;
  opened->watched = path != nullptr && std::string_view(path).starts_with(plan.folder);
  const int code = system_vfs->xOpen(system_vfs, path, real(file), flags, out_flags);
  if (real(file)->pMethods != nullptr) opened->base.pMethods = &kMethods;
  return code;
}

}  // namespace

FailingDisk::FailingDisk(const std::string& folder, int nth, int code, bool for_good) {
  plan = {folder, nth, code, for_good, false};
  if (system_vfs == nullptr) {
    system_vfs = sqlite3_vfs_find(nullptr);
    failing_vfs = *system_vfs;  // its other functions do not look at the vfs they are given
    failing_vfs.zName = "failing-disk";
    failing_vfs.szOsFile = static_cast<int>(offsetof(File, real)) + system_vfs->szOsFile;
    failing_vfs.xOpen = open_file;
  }
  sqlite3_vfs_register(&failing_vfs, 1);
}

FailingDisk::~FailingDisk() {
  plan = {};
  sqlite3_vfs_register(system_vfs, 1);
}

bool FailingDisk::failed() const { return plan.failed; }

}  // namespace vigie::reports::testing
