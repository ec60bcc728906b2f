// Files that are replaced whole or not at all, and the lock around doing so.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::storage {

inline constexpr ErrorCode file_missing{"storage.file_missing", ErrorKind::missing};
inline constexpr ErrorCode file_failed{"storage.file_failed", ErrorKind::internal};
inline constexpr ErrorCode file_exposed{"storage.file_exposed", ErrorKind::denied};

/// The bytes of a file that nobody but its owner may read or write. Fails with
/// storage.file_missing, storage.file_exposed where its mode lets others in, storage.too_large, or
/// storage.file_failed (also where it is no plain file).
Result<Bytes> load_private_file(const std::filesystem::path& path, std::size_t bytes_max);

/// Makes or replaces a file with mode 0600 and the owner that it had. After a crash at any moment
/// it holds the old bytes or the new, and the new once this has returned. Follows a symbolic link.
/// Fails with storage.full, storage.file_missing where there is no such folder, or
/// storage.file_failed.
Result<void> save_private_file(const std::filesystem::path& path, ByteView bytes);

/// Makes or replaces a file that anybody may read, mode 0644. Whoever reads it gets the old bytes
/// or the new; what the machine keeps where it crashes is not waited for. Fails likewise.
Result<void> save_public_file(const std::filesystem::path& path, ByteView bytes);

/// Such a file, written bit by bit. What was there stays until the new one is whole, and for good
/// where this is let go before.
class PublicFile {
 public:
  /// Fails as save_public_file().
  static Result<PublicFile> begin(std::filesystem::path path);

  PublicFile(PublicFile&&) noexcept;
  PublicFile& operator=(PublicFile&&) noexcept;
  ~PublicFile();

  /// Both fail as save_public_file(); nothing is written after finish().
  Result<void> write(ByteView bytes);
  Result<void> finish();

 private:
  class Beside;
  explicit PublicFile(std::unique_ptr<Beside> beside);

  std::unique_ptr<Beside> beside_;
};

/// Held while a file of `folder` is read, changed and saved, so that two processes do not undo each
/// other's change.
class FolderLock {
 public:
  /// Fails with storage.locked where another holds it, or storage.file_failed.
  static Result<FolderLock> take(const std::filesystem::path& folder);

  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&&) = delete;
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

}  // namespace waarmerk::storage
