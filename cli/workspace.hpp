// Workspace: what a command may touch: files, the clock, chance, the network, the environment.
//
// The only place of the cli that constructs ports. What is heavy is made when it is first asked
// for, so that a command that needs no network or store does not wait for them.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "cli/console.hpp"
#include "crypto/base/clock.hpp"
#include "crypto/base/random.hpp"
#include "crypto/base/result.hpp"
#include "node/fetch/fetcher.hpp"
#include "node/task/task.hpp"
#include "storage/vault_seal.hpp"

namespace waarmerk::cli {

/// What the workspace stands in; tests give their own.
struct Surroundings {
  Console& console;
  /// A variable of the environment, or nothing where it is absent or empty.
  std::function<std::optional<std::string>(const std::string& name)> environment;
  const Clock* clock = nullptr;             ///< in the place of the system's
  node::fetch::Fetcher* network = nullptr;  ///< in the place of the real one
  storage::VaultCost vault_cost = {};       ///< of the key vaults that are made
};

enum class Loopback { refused, allowed };

class Workspace {
 public:
  explicit Workspace(Surroundings surroundings);
  ~Workspace();

  Console& console() const { return surroundings_.console; }
  UnixTime now() const;
  Random& random() { return random_; }
  storage::VaultCost vault_cost() const { return surroundings_.vault_cost; }
  std::optional<std::string> environment(const std::string& name) const {
    return surroundings_.environment(name);
  }

  /// The network behind the address guard; plain HTTP to this machine only where it is allowed.
  /// Fails with net.bad_tls_files.
  Result<node::fetch::Fetcher*> network(Loopback loopback);

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
};

}  // namespace waarmerk::cli
