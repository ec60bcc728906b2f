#include "cli/workspace.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <exception>
#include <fstream>

#include "cli/error_codes.hpp"
#include "node/net/http_client.hpp"
#include "node/net/runtime.hpp"

namespace waarmerk::cli {
namespace {

/// What the coroutine names outlives it: drive() waits.
node::Task<void> run_and_stop(node::Task<void> task, node::net::Runtime& runtime,
                              std::exception_ptr& thrown) {
  try {
    co_await std::move(task);
  } catch (...) {
    thrown = std::current_exception();
  }
  runtime.stop();
}

/// An open file that is closed again.
class Opened {
 public:
  explicit Opened(const std::string& path)
      : descriptor_(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~Opened() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

std::unexpected<Error> cannot_read(const std::string& path, std::string_view why) {
  return fail(unreadable_file, "The file " + path + " cannot be read: " + std::string(why) + ".");
}

std::string_view reason_of(int number) {
  switch (number) {
    case ENOENT:
    case ENOTDIR: return "it is not there";
    case EACCES:
    case EPERM: return "it is not yours to read";
    case EISDIR: return "it is a folder";
    default: return "the system refuses";
  }
}

}  // namespace

Workspace::Workspace(Surroundings surroundings) : surroundings_(std::move(surroundings)) {}

Workspace::~Workspace() = default;

const Clock& Workspace::clock() const {
  static const node::net::SystemClock system;
  return surroundings_.clock != nullptr ? *surroundings_.clock : system;
}

std::optional<std::string> Workspace::variable(std::string_view name) const {
  const auto& all = environment();
  const auto found = std::ranges::find(all, name, &std::pair<std::string, std::string>::first);
  if (found == all.end() || found->second.empty()) return std::nullopt;
  return found->second;
}

Result<node::fetch::Fetcher*> Workspace::network(const NetworkOptions& wanted) {
  if (surroundings_.network != nullptr) return surroundings_.network;
  if (!network_) {
    node::net::HttpClient::Options options;
    options.plain_http_on_loopback = wanted.loopback == Loopback::allowed;
    options.ca_file = wanted.ca_file;
    TRY(client, node::net::HttpClient::make(std::move(options)));
    network_ = std::move(client);
  }
  return network_.get();
}

std::string_view Workspace::keep_text(std::string text) {
  return texts_.emplace_back(std::move(text));
}

void Workspace::drive(node::Task<void> task) {
  std::exception_ptr thrown;
  node::net::Runtime runtime({.threads = 1, .signals = false});
  node::net::spawn(runtime.executor(), run_and_stop(std::move(task), runtime, thrown));
  runtime.run();
  if (thrown) std::rethrow_exception(thrown);
}

Result<std::string> Workspace::read_file(const std::string& path, std::size_t bytes_max) const {
  if (path == "-") return console().read_input(bytes_max);
  const Opened file(path);
  if (file.descriptor() < 0) return cannot_read(path, reason_of(errno));
  std::string text;
  std::array<char, 16 * 1024> part;
  while (true) {
    const auto count = ::read(file.descriptor(), part.data(), part.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return cannot_read(path, reason_of(errno));
    if (count == 0) return text;
    text.append(part.data(), static_cast<std::size_t>(count));
    if (text.size() > bytes_max) return cannot_read(path, "it is too large");
  }
}

Result<void> Workspace::write_file(const std::filesystem::path& path, std::string_view text) const {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  if (file) return {};
  return fail(unwritable_file, "The file " + path.string() + " cannot be written.");
}

Result<void> Workspace::become(const Launch& launch) const {
  if (surroundings_.launch) {
    surroundings_.launch(launch);
    return {};
  }
  for (const auto& [name, value] : launch.more_environment) {
    setenv(name.c_str(), value.c_str(), 1);
  }
  std::vector<std::string> words{launch.program.string()};
  words.insert(words.end(), launch.words.begin(), launch.words.end());
  std::vector<char*> pointers;
  for (auto& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  execv(launch.program.c_str(), pointers.data());
  return fail(unreadable_file, "The program " + launch.program.string() + " cannot be started.");
}

std::filesystem::path Workspace::neighbour(std::string_view name) {
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::filesystem::path(name) : self.parent_path() / name;
}

}  // namespace waarmerk::cli
