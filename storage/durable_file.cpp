#include "storage/durable_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>
#include <utility>

#include "storage/store.hpp"

namespace waarmerk::storage {

namespace {

std::unexpected<Error> failed(const std::filesystem::path& path, int error) {
  const bool full = error == ENOSPC || error == EDQUOT;
  const auto code = error == ENOENT ? file_missing : full ? full_disk : file_failed;
  return fail(code, path.string() + ": " + std::generic_category().message(error));
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }

  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

Result<void> check_private(const std::filesystem::path& path, const struct stat& status) {
  if (!S_ISREG(status.st_mode)) return fail(file_failed, path.string() + " is no plain file.");
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return fail(file_exposed, path.string() + " is open to others; its mode must be 0600.");
  }
  return {};
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
  const auto folder = path.parent_path();
  return folder.empty() ? "." : folder;
}

/// A file beside its place, gone again unless it was renamed to there.
class FileBeside {
 public:
  explicit FileBeside(const std::filesystem::path& place)
      : name_(place.string() + ".XXXXXX"), file_(mkostemp(name_.data(), O_CLOEXEC)) {}
  FileBeside(const FileBeside&) = delete;
  FileBeside& operator=(const FileBeside&) = delete;
  ~FileBeside() {
    if (file_.is_open() && !renamed_) unlink(name_.c_str());
  }

  bool is_open() const { return file_.is_open(); }

  /// A service's file that root replaces stays the service's.
  bool take_owner_of(const std::filesystem::path& place) const {
    struct stat old;
    if (stat(place.c_str(), &old) != 0) return errno == ENOENT;
    if (old.st_uid == geteuid() && old.st_gid == getegid()) return true;
    return fchown(file_.number(), old.st_uid, old.st_gid) == 0;
  }

  bool write_all(ByteView bytes) const {
    while (!bytes.empty()) {
      const auto written = write(file_.number(), bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return false;
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
  }

  bool reach_disk() const { return fsync(file_.number()) == 0; }

  bool let_others_read() const { return fchmod(file_.number(), 0644) == 0; }

  bool rename_to(const std::filesystem::path& place) {
    renamed_ = rename(name_.c_str(), place.c_str()) == 0;
    return renamed_;
  }

 private:
  std::string name_;
  Descriptor file_;
  bool renamed_ = false;
};

}  // namespace

Result<Bytes> load_private_file(const std::filesystem::path& path, std::size_t bytes_max) {
  // O_NONBLOCK: opening a named pipe must not wait for somebody to write to it.
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status;
  if (!file.is_open() || fstat(file.number(), &status) != 0) return failed(path, errno);
  TRY_OK(check_private(path, status));
  Bytes bytes(bytes_max + 1);
  std::size_t count = 0;
  while (count < bytes.size()) {
    const auto more = read(file.number(), bytes.data() + count, bytes.size() - count);
    if (more < 0 && errno == EINTR) continue;
    if (more < 0) return failed(path, errno);
    if (more == 0) break;
    count += static_cast<std::size_t>(more);
  }
  if (count > bytes_max) return fail(too_large, path.string() + " is too large.");
  bytes.resize(count);
  return bytes;
}

Result<void> save_private_file(const std::filesystem::path& path, ByteView bytes) {
  std::error_code unresolved;
  auto place = std::filesystem::weakly_canonical(path, unresolved);
  if (unresolved) place = path;
  FileBeside beside(place);
  const Descriptor folder(open(folder_of(place).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  const bool saved = beside.is_open() && folder.is_open() && beside.take_owner_of(place) &&
                     beside.write_all(bytes) && beside.reach_disk() && beside.rename_to(place) &&
                     fsync(folder.number()) == 0;
  if (!saved) return failed(path, errno);
  return {};
}

class PublicFile::Beside {
 public:
  explicit Beside(std::filesystem::path place) : place_(std::move(place)), file_(place_) {}

  Result<void> begin() { return checked(file_.is_open() && file_.let_others_read()); }
  Result<void> write(ByteView bytes) { return checked(file_.write_all(bytes)); }
  Result<void> finish() { return checked(file_.rename_to(place_)); }

 private:
  Result<void> checked(bool done) const {
    if (!done) return failed(place_, errno);
    return {};
  }

  std::filesystem::path place_;
  FileBeside file_;
};

PublicFile::PublicFile(std::unique_ptr<Beside> beside) : beside_(std::move(beside)) {}
PublicFile::PublicFile(PublicFile&&) noexcept = default;
PublicFile& PublicFile::operator=(PublicFile&&) noexcept = default;
PublicFile::~PublicFile() = default;

Result<PublicFile> PublicFile::begin(std::filesystem::path path) {
  auto beside = std::make_unique<Beside>(std::move(path));
  TRY_OK(beside->begin());
  return PublicFile(std::move(beside));
}

Result<void> PublicFile::write(ByteView bytes) { return beside_->write(bytes); }
Result<void> PublicFile::finish() { return beside_->finish(); }

Result<void> save_public_file(const std::filesystem::path& path, ByteView bytes) {
  TRY(file, PublicFile::begin(path));
  TRY_OK(file.write(bytes));
  return file.finish();
}

Result<FolderLock> FolderLock::take(const std::filesystem::path& folder) {
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return failed(folder, errno);
  FolderLock lock(descriptor);
  if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno != EWOULDBLOCK) return failed(folder, errno);
  return fail(locked_store, "Another process is changing a file in " + folder.string() + ".");
}

FolderLock::FolderLock(FolderLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace waarmerk::storage
