#include "storage/file_tree.hpp"

#include <algorithm>
#include <fstream>
#include <system_error>
#include <utility>

#include "storage/durable_file.hpp"
#include "storage/store.hpp"

namespace waarmerk::storage {
namespace {

std::unexpected<Error> failed(const std::filesystem::path& path, const std::error_code& error) {
  return fail(file_failed, path.string() + ": " + error.message());
}

}  // namespace

Result<std::filesystem::path> FileTree::place(const std::string& path) const {
  const std::filesystem::path relative(path);
  const bool climbs = std::ranges::any_of(
      relative, [](const auto& part) { return part.empty() || part == "." || part == ".."; });
  if (path.empty() || relative.is_absolute() || climbs) {
    return fail(file_failed, "This path does not stay below its folder: " + path);
  }
  return root_ / relative;
}

bool FileTree::has(const std::string& path) const {
  const auto file = place(path);
  std::error_code error;
  return file && std::filesystem::is_regular_file(*file, error);
}

Result<std::optional<Bytes>> FileTree::read(const std::string& path, std::size_t bytes_max) const {
  TRY(file, place(path));
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return std::nullopt;
  const auto size = std::filesystem::file_size(file, error);
  if (error) return failed(file, error);
  if (size > bytes_max) return fail(too_large, file.string() + " is too large.");
  std::ifstream stream(file, std::ios::binary);
  Bytes bytes(size);
  stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
  if (!stream) return fail(file_failed, file.string() + " cannot be read.");
  return bytes;
}

Result<void> FileTree::write(const std::string& path, ByteView bytes) {
  TRY(file, place(path));
  std::error_code error;
  std::filesystem::create_directories(file.parent_path(), error);
  if (error) return failed(file.parent_path(), error);
  return save_public_file(file, bytes);
}

Result<void> FileTree::erase(const std::string& path) {
  TRY(file, place(path));
  std::error_code error;
  std::filesystem::remove(file, error);
  if (error) return failed(file, error);
  return {};
}

Result<std::vector<std::string>> FileTree::list(const std::string& folder) const {
  TRY(place_of, place(folder));
  std::vector<std::string> names;
  std::error_code error;
  if (!std::filesystem::exists(place_of, error)) return names;
  std::filesystem::directory_iterator entries(place_of, error);
  for (; !error && entries != std::filesystem::directory_iterator(); entries.increment(error)) {
    names.push_back(entries->path().filename().string());
  }
  if (error) return failed(place_of, error);
  std::ranges::sort(names);
  return names;
}

}  // namespace waarmerk::storage
