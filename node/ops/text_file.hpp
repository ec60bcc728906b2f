// Files that the operator wrote, read whole and up to a limit.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace waarmerk::node::ops {

/// Nothing where the file cannot be read, or is longer.
std::optional<std::string> read_text_file(const std::string& path, std::size_t bytes_max);

}  // namespace waarmerk::node::ops
