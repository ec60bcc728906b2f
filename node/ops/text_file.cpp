#include "node/ops/text_file.hpp"

#include <fstream>
#include <ios>

namespace waarmerk::node::ops {

std::optional<std::string> read_text_file(const std::string& path, std::size_t bytes_max) {
  std::ifstream file(path, std::ios::binary);
  std::string text(bytes_max + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad() || !file.eof()) return std::nullopt;
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

}  // namespace waarmerk::node::ops
