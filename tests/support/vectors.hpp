// The official test data, read from the folder that WAARMERK_VECTORS names.
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <optional>
#include <string>

namespace waarmerk::tests {

/// The path of `name` in the vectors, or nothing where the vectors are not on this machine.
std::optional<std::filesystem::path> vectors(const std::string& name);

/// The path of `name` in spec/.
std::filesystem::path spec(const std::string& name);

/// The whole of a file that must exist.
std::string read_file(const std::filesystem::path& path);

}  // namespace waarmerk::tests

/// Names the path of a vectors folder, or ends the test case and counts it as skipped.
#define VECTORS_OR_SKIP(name, folder)                                        \
  const auto name##_found = waarmerk::tests::vectors(folder);                \
  if (!name##_found) {                                                       \
    MESSAGE("skipped: no vectors folder " folder " (set WAARMERK_VECTORS)"); \
    return;                                                                  \
  }                                                                          \
  const std::filesystem::path& name = *name##_found
