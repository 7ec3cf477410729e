#ifndef VIGIE_CLI_SYSTEM_ERROR_H
#define VIGIE_CLI_SYSTEM_ERROR_H

namespace vigie::cli {

// What an errno means, as a msgid where it is one that people meet, else in the C library's words.
const char* cause_of(int error);

}  // namespace vigie::cli

#endif
