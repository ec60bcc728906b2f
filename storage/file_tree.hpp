// FileTree: a folder of files for everybody, such as a web server hands out.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::storage {

/// A path is `folder/name`, relative, without `.` and `..`; one that is not is refused with
/// storage.file_failed.
class FileTree {
 public:
  explicit FileTree(std::filesystem::path root) : root_(std::move(root)) {}

  bool has(const std::string& path) const;
  /// Nothing where there is no such file. Fails with storage.too_large or storage.file_failed.
  Result<std::optional<Bytes>> read(const std::string& path, std::size_t bytes_max) const;
  /// Makes the folders that are not there. Fails as save_public_file().
  Result<void> write(const std::string& path, ByteView bytes);
  /// A file that is not there is gone already. Fails with storage.file_failed.
  Result<void> erase(const std::string& path);
  /// The names of the files in a folder, in order; none where there is no such folder. Fails with
  /// storage.file_failed.
  Result<std::vector<std::string>> list(const std::string& folder) const;

 private:
  Result<std::filesystem::path> place(const std::string& path) const;

  std::filesystem::path root_;
};

}  // namespace waarmerk::storage
