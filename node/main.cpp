// waarmerkd: one organisation's node.
#include <fmt/core.h>

#include <cstdio>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "node/node.hpp"
#include "node/ops/config.hpp"
#include "node/ops/notify.hpp"
#include "node/ops/secret_file.hpp"
#include "node/signals_held.hpp"

namespace {

using namespace waarmerk;

constexpr std::string_view help = R"(Usage: waarmerkd --config FILE

Runs one organisation's node until SIGTERM. SIGHUP reads the TLS certificate, the policy of trust
and its hierarchies again.

  --config FILE     the configuration; 'waarmerk org init' writes one
  --check           read the configuration, open nothing, and end
  --print-config    print every key with its meaning and default
  --version
  --help

The passphrase of the vault comes from the file that [vault] passphrase_file names, or from the
systemd credential "vault-passphrase". It is never a flag and never in the environment.
)";

constexpr int exit_usage = 2;
constexpr int exit_failed = 1;

int report(const Error& error) {
  fmt::print(stderr, "waarmerkd: {} ({})\n", error.detail, error.code.name);
  return exit_failed;
}

Result<node::NodeOptions> read_options(const std::string& config_path) {
  const auto environment = node::ops::system_environment();
  TRY(config, node::ops::load_config(config_path, environment));
  TRY(passphrase,
      node::ops::find_secret(config.vault.passphrase_file, "vault-passphrase", environment));
  if (!passphrase) {
    return fail(node::ops::bad_secret_file,
                "The vault's passphrase is missing: name its file in [vault] passphrase_file.");
  }
  return node::NodeOptions{.config = std::move(config),
                           .passphrase = std::move(*passphrase),
                           .notifier = node::ops::Notifier(environment)};
}

/// A change of our DID ends a node and begins the next, with the keys that the vault has by then.
int run(const std::string& config_path, bool check_only) {
  std::optional<node::SignalsHeld> between;  // two nodes
  for (;;) {
    auto options = read_options(config_path);
    if (!options) return report(options.error());
    if (check_only) return 0;
    auto node = node::Node::open(std::move(*options));
    if (!node) return report(node.error());
    between.reset();
    (*node)->run();
    if (!(*node)->is_to_start_anew()) return 0;
    between.emplace();
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::span<char*> words(argv + 1, static_cast<std::size_t>(argc - 1));
  std::string config_path;
  bool check_only = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (word == "--help" || word == "-h") return fmt::print("{}", help), 0;
    if (word == "--version") return fmt::print("waarmerkd {}\n", WAARMERK_VERSION), 0;
    if (word == "--print-config") {
      return fmt::print("{}", node::ops::print_default_config()), 0;
    }
    if (word == "--check") {
      check_only = true;
    } else if (word == "--config" && i + 1 < words.size()) {
      config_path = words[++i];
    } else {
      fmt::print(stderr, "waarmerkd: unknown or incomplete word '{}'\n\n{}", word, help);
      return exit_usage;
    }
  }
  if (config_path.empty()) {
    fmt::print(stderr, "waarmerkd: name the configuration with --config\n\n{}", help);
    return exit_usage;
  }
  return run(config_path, check_only);
}
