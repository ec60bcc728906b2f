// Folder: a folder of a benchmark's own, gone when it ends.
#pragma once

#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace waarmerk::bench {

class Folder {
 public:
  Folder() {
    auto path = (std::filesystem::temp_directory_path() / "waarmerk-bench-XXXXXX").string();
    if (::mkdtemp(path.data()) == nullptr) std::abort();
    path_ = path;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace waarmerk::bench
