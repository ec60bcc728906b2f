// Looking for a text in files, as somebody would who took the disk.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

#include "crypto/base/result.hpp"

namespace waarmerk::cli {

struct Scan {
  std::size_t files = 0;  ///< that were read
  std::size_t hits = 0;   ///< files that hold the text
};

/// Reads every file below the folder whole. Fails with cli.unreadable_file, also for a file that is
/// too large to be read.
Result<Scan> scan_folder(const std::filesystem::path& folder, std::string_view text);

}  // namespace waarmerk::cli
