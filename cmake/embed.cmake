# vigie_embed(TARGET NAMESPACE::SYMBOL FILE): the file's bytes as `extern const std::string_view SYMBOL`,
# so that the program needs no data file at run time. Declare it where it is used.
function(vigie_embed target symbol file)
  cmake_path(ABSOLUTE_PATH file OUTPUT_VARIABLE path)
  string(REPLACE "::" "_" flat "${symbol}")
  string(REGEX REPLACE "::[^:]*$" "" namespace "${symbol}")
  string(REGEX REPLACE "^.*::" "" name "${symbol}")
  set(assembly "${CMAKE_CURRENT_BINARY_DIR}/${flat}.S")
  set(source "${CMAKE_CURRENT_BINARY_DIR}/${flat}.cpp")
  file(CONFIGURE OUTPUT "${assembly}" @ONLY CONTENT [[
.section .rodata
.global embedded_@flat@
.global embedded_@flat@_end
embedded_@flat@:
.incbin "@path@"
embedded_@flat@_end:
.byte 0
.section .note.GNU-stack,"",%progbits
]])
  file(CONFIGURE OUTPUT "${source}" @ONLY CONTENT [[
#include <string_view>
extern "C" const char embedded_@flat@[];
extern "C" const char embedded_@flat@_end[];
namespace @namespace@ {
extern const std::string_view @name@;
const std::string_view @name@{embedded_@flat@,
                              static_cast<std::size_t>(embedded_@flat@_end - embedded_@flat@)};
}  // namespace @namespace@
]])
  set_source_files_properties("${assembly}" PROPERTIES OBJECT_DEPENDS "${path}")
  target_sources(${target} PRIVATE "${assembly}" "${source}")
endfunction()
