# Warnings of every target of ours. Errors only in presets, so that a newer compiler does not break users.
add_library(vigie_warnings INTERFACE)
target_compile_options(vigie_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast
  # Every aggregate here has default member initialisers; naming only what differs is the point.
  -Wno-missing-field-initializers
  $<$<BOOL:${VIGIE_WERROR}>:-Werror>)
