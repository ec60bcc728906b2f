#include "tests/support/vectors.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace waarmerk::tests {

std::optional<std::filesystem::path> vectors(const std::string& name) {
  const char* named = std::getenv("WAARMERK_VECTORS");
  const std::filesystem::path root = named != nullptr ? named : WAARMERK_VECTORS_DEFAULT;
  auto path = root / name;
  if (!std::filesystem::exists(path)) return std::nullopt;
  return path;
}

std::filesystem::path spec(const std::string& name) {
  return std::filesystem::path(WAARMERK_SPEC) / name;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE_MESSAGE(file.good(), "cannot read " << path.string());
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace waarmerk::tests
