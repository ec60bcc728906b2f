#include "node/ops/secret_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace waarmerk::node::ops {
namespace {

constexpr std::size_t secret_bytes_max = 4096;

class Descriptor {
 public:
  explicit Descriptor(const std::string& path)
      : number_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

/// The size of what is read into `bytes`, which is one longer than what is allowed.
std::size_t read_all(int descriptor, Bytes& bytes) {
  std::size_t size = 0;
  while (size < bytes.size()) {
    const auto more = ::read(descriptor, bytes.data() + size, bytes.size() - size);
    if (more <= 0) break;
    size += static_cast<std::size_t>(more);
  }
  return size;
}

}  // namespace

Result<SecretBytes> read_secret_file(const std::string& path) {
  const Descriptor file(path);
  struct stat status{};
  if (file.number() < 0 || ::fstat(file.number(), &status) != 0) {
    return fail(bad_secret_file, "The secret file " + path + " cannot be read.");
  }
  if ((status.st_mode & S_IROTH) != 0) {
    return fail(bad_secret_file, "Everybody may read the secret file " + path + ".");
  }
  Bytes bytes(secret_bytes_max + 1);
  auto size = read_all(file.number(), bytes);
  const bool too_long = size > secret_bytes_max;
  if (size > 0 && bytes[size - 1] == '\n') --size;
  // The rest is already zero, and shrinking keeps the bytes where they will be wiped.
  bytes.resize(size);
  SecretBytes secret(std::move(bytes));
  if (too_long || size == 0) {
    return fail(bad_secret_file, "The secret file " + path + " is empty or too long.");
  }
  return secret;
}

Result<std::optional<SecretBytes>> find_secret(const std::string& path, const std::string& name,
                                               const Environment& environment) {
  auto from = path;
  if (from.empty()) {
    const auto folder = std::ranges::find(environment, "CREDENTIALS_DIRECTORY",
                                          &std::pair<std::string, std::string>::first);
    if (folder == environment.end()) return std::nullopt;
    from = folder->second + '/' + name;
    if (::access(from.c_str(), F_OK) != 0) return std::nullopt;
  }
  TRY(secret, read_secret_file(from));
  return std::move(secret);
}

}  // namespace waarmerk::node::ops
