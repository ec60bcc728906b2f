// Workspace: what a command may touch: files, the clock, chance, the network, the environment.
//
// The only place of the cli that constructs ports. What is heavy is made when it is first asked
// for, so that a command that needs no network or store does not wait for them.
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/console.hpp"
#include "crypto/base/clock.hpp"
#include "crypto/base/random.hpp"
#include "crypto/base/result.hpp"
#include "crypto/jose/password_jwe.hpp"
#include "node/fetch/fetcher.hpp"
#include "node/ops/config.hpp"
#include "node/task/task.hpp"
#include "storage/vault_seal.hpp"

namespace waarmerk::cli {

/// Another program, to run in the place of this one.
struct Launch {
  std::filesystem::path program;
  std::vector<std::string> words;  ///< without the program's own name
  node::ops::Environment more_environment = {};
};

/// What the workspace stands in; tests give their own.
struct Surroundings {
  Console& console;
  node::ops::Environment environment = {};
  const Clock* clock = nullptr;                     ///< in the place of the system's
  node::fetch::Fetcher* network = nullptr;          ///< in the place of the real one
  storage::VaultCost vault_cost = {};               ///< of the key vaults that are made
  std::int64_t book_rounds = jose::rounds_default;  ///< of the badge books that are written
  std::function<void(const Launch&)> launch = {};   ///< in the place of becoming it
};

enum class Loopback { refused, allowed };

struct NetworkOptions {
  Loopback loopback = Loopback::refused;  ///< plain HTTP to this machine
  std::string ca_file = {};               ///< authorities to believe beside the system's
};

class Workspace {
 public:
  explicit Workspace(Surroundings surroundings);
  ~Workspace();

  Console& console() const { return surroundings_.console; }
  const Clock& clock() const;
  UnixTime now() const { return clock().now(); }
  Random& random() { return random_; }
  storage::VaultCost vault_cost() const { return surroundings_.vault_cost; }
  std::int64_t book_rounds() const { return surroundings_.book_rounds; }
  const node::ops::Environment& environment() const { return surroundings_.environment; }
  /// A variable of the environment, or nothing where it is absent or empty.
  std::optional<std::string> variable(std::string_view name) const;

  /// The network behind the address guard. Fails with net.bad_tls_files.
  Result<node::fetch::Fetcher*> network(const NetworkOptions& options);

  /// A text that lives as long as the workspace, such as an error code that a node answered.
  std::string_view keep_text(std::string text);

  /// Drives a task to its end.
  template <class T>
  T run(node::Task<T> task) {
    std::optional<T> outcome;
    drive(keep(std::move(task), outcome));
    return std::move(*outcome);
  }

  /// The whole of a file; `-` is the standard input. Fails with cli.unreadable_file, also where it
  /// is larger than `bytes_max`.
  Result<std::string> read_file(const std::string& path, std::size_t bytes_max) const;
  /// Makes or replaces a file that anybody may read. Fails with cli.unwritable_file.
  Result<void> write_file(const std::filesystem::path& path, std::string_view text) const;

  /// Becomes another program: comes back only where that cannot be. Fails with
  /// cli.unreadable_file.
  Result<void> become(const Launch& launch) const;
  /// The program `name` beside this one, where it is installed.
  static std::filesystem::path neighbour(std::string_view name);

 private:
  /// Both outlive the coroutine: run() waits for it.
  template <class T>
  static node::Task<void> keep(node::Task<T> task, std::optional<T>& outcome) {
    outcome.emplace(co_await std::move(task));
  }
  static void drive(node::Task<void> task);

  Surroundings surroundings_;
  SystemRandom random_;
  std::unique_ptr<node::fetch::Fetcher> network_;
  std::deque<std::string> texts_;
};

}  // namespace waarmerk::cli
