#include "cli/system_error.h"

#include <cerrno>
#include <cstring>

#include "crawler/marked_text.h"

namespace vigie::cli {

const char* cause_of(int error) {
  switch (error) {
    case ENOENT:
      return N_("it is not there");
    case EACCES:
    case EPERM:
      return N_("not permitted");
    case EISDIR:
      return N_("it is a folder");
    case ENOTDIR:
      return N_("a part of its path is no folder");
    case ENOSPC:
    case EDQUOT:
      return N_("no space left on the device");
    case EROFS:
      return N_("the file system is read-only");
    case EPIPE:
      return N_("whoever was to read it has gone");
    case EBADF:
      return N_("it is closed");
    default:
      return std::strerror(error);
  }
}

}  // namespace vigie::cli
