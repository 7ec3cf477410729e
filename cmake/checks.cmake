# What tests/run checks beside building, by hand: cmake --build build/asan --target format|lint
add_custom_target(format COMMAND ${PROJECT_SOURCE_DIR}/.ci/format USES_TERMINAL VERBATIM)
add_custom_target(lint COMMAND ${PROJECT_SOURCE_DIR}/.ci/lint ${PROJECT_BINARY_DIR} USES_TERMINAL VERBATIM)
