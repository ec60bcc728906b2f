#include "cli/demo_scan.hpp"

#include <fstream>
#include <string>
#include <system_error>

#include "cli/error_codes.hpp"

namespace waarmerk::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t file_bytes_max = 256 << 20;

std::unexpected<Error> unreadable(const fs::path& path) {
  return fail(unreadable_file, path.string() + " cannot be searched.");
}

}  // namespace

Result<Scan> scan_folder(const fs::path& folder, std::string_view text) {
  Scan scan;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end;
       at.increment(error)) {
    if (!at->is_regular_file(error)) continue;
    const auto size = at->file_size(error);
    std::ifstream file(at->path(), std::ios::binary);
    if (!fs::exists(at->path())) continue;  // a store throws away what it has rewritten
    if (error || !file || size > file_bytes_max) return unreadable(at->path());
    std::string bytes(size, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(size));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    ++scan.files;
    if (bytes.contains(text)) ++scan.hits;
  }
  if (error) return unreadable(folder);
  return scan;
}

}  // namespace waarmerk::cli
