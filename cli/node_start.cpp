// `node start`: becomes waarmerkd, which stands beside this program.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/node_files.hpp"
#include "cli/passphrase.hpp"
#include "node/ops/secret_file.hpp"

namespace waarmerk::cli {
namespace {

/// A file without a name, in memory only, from which the node reads what was typed. It stays open
/// over the start, and goes with the node.
Result<std::string> hold_in_memory(const SecretBytes& secret) {
  const int descriptor = memfd_create("passphrase", 0);
  const auto view = secret.view();
  const bool is_held =
      descriptor >= 0 && fchmod(descriptor, S_IRUSR | S_IWUSR) == 0 &&
      write(descriptor, view.data(), view.size()) == static_cast<ssize_t>(view.size());
  if (!is_held) return fail(unwritable_file, "The passphrase cannot be handed to the node.");
  return "/proc/self/fd/" + std::to_string(descriptor);
}

Result<Exit> run(const Args& args, Workspace& workspace, Output& /*output*/) {
  TRY(files, find_node_files(args, workspace));
  Launch launch{.program = Workspace::neighbour("waarmerkd"),
                .words = {"--config", files.config_path.string()}};
  const bool is_told = !files.config.vault.passphrase_file.empty() ||
                       workspace.variable("CREDENTIALS_DIRECTORY").has_value();
  if (!is_told) {
    TRY(passphrase, find_passphrase("", args, workspace));
    TRY(path, hold_in_memory(passphrase));
    launch.more_environment.emplace_back("WAARMERK_VAULT_PASSPHRASE_FILE", path);
  }
  TRY_OK(workspace.become(launch));
  return Exit::done;
}

}  // namespace

Command node_start_command() {
  return {
      .name = "node start",
      .summary = "Run this organisation's node until it is stopped.",
      .examples = {{"node start --config library/waarmerk.toml", ""},
                   {"node start", "with the configuration that is found"}},
      .shape = {.options = with_node({})},
      .more =
          "It becomes waarmerkd, which logs to the standard error stream and stops on Ctrl-C.\n"
          "Where no passphrase file is configured the passphrase is asked for, and handed over\n"
          "in memory.\n",
      .run = run};
}

}  // namespace waarmerk::cli
