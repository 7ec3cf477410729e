#ifndef VIGIE_CLI_PORTAL_FILE_H
#define VIGIE_CLI_PORTAL_FILE_H

#include <string>
#include <string_view>
#include <vector>

#include "cli/message.h"
#include "cli/options/given.h"

namespace vigie::cli {

// What a portal file says (docs/portal-file.md): TOML, [portal] with name, url and start, and the
// options of `vigie audit`, each in the table of its theme.
struct PortalFile {
  std::string name;               // the url when the file gives none
  std::vector<std::string> urls;  // of the start pages, whole; the first is [portal] url
  std::vector<Given> given;       // options; their values are not read yet
  std::vector<Message> notes;     // what is accepted and does nothing in this version
};

// Reads at most 256 KiB. StartError, with line, column and a mend, for whatever is wrong with it:
// unreadable, no TOML, unknown table or key, a value of the wrong type, a secret in a file that
// everybody can read.
PortalFile read_portal_file(const std::string& path);

// The same on a text. `path` is for messages, and paths in the text are relative to its folder.
PortalFile parse_portal_file(std::string_view text, const std::string& path,
                             bool everybody_can_read = false);

}  // namespace vigie::cli

#endif
