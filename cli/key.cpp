// `key list` and `key passphrase`: the vault of this node's signing keys. The node need not run.
#include <utility>

#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/node_files.hpp"
#include "cli/passphrase.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/keys/multikey.hpp"
#include "did/did_key.hpp"
#include "node/ops/secret_file.hpp"
#include "storage/durable_file.hpp"
#include "storage/key_vault.hpp"

namespace waarmerk::cli {
namespace {

void print_json(const storage::VaultEntry& entry, Output& output) {
  json::Writer writer;
  writer.begin_object()
      .member("name", entry.name)
      .member("publicKeyMultibase", keys::print_multikey(entry.public_key))
      .member("algorithm", keys::jose_name(entry.public_key.algorithm()))
      .member("created", print_time(entry.created))
      .end_object();
  output.line(writer.take());
}

Result<Exit> list(const Args& args, Workspace& workspace, Output& output) {
  TRY(files, find_node_files(args, workspace));
  TRY(entries, storage::list_vault(files.vault()));
  std::vector<std::vector<std::string>> rows;
  for (const auto& entry : entries) {
    if (output.form() == Form::json) print_json(entry, output);
    rows.push_back({entry.name, std::string(keys::jose_name(entry.public_key.algorithm())),
                    keys::print_multikey(entry.public_key), print_time(entry.created)});
  }
  if (output.form() != Form::json) {
    output.table({"NAME", "SIGNS", "PUBLIC KEY", "CREATED"}, rows);
  }
  return Exit::done;
}

Result<SecretBytes> new_passphrase(const Args& args, Workspace& workspace) {
  const auto file = args.find("--new-passphrase-file");
  return file ? node::ops::read_secret_file(*file) : ask_new_passphrase(args, workspace);
}

Result<Exit> change(const Args& args, Workspace& workspace, Output& output) {
  TRY(files, find_node_files(args, workspace));
  const auto given = args.find("--passphrase-file");
  TRY(old_one,
      find_passphrase(given.value_or(files.config.vault.passphrase_file), args, workspace));
  TRY(vault, storage::KeyVault::open(files.vault(), old_one));
  TRY(new_one, new_passphrase(args, workspace));
  TRY_OK(vault.change_passphrase(new_one, workspace.vault_cost(), workspace.random()));
  output.say("The keys are sealed anew. A copy of the old keys.vault still opens with the old");
  output.say("passphrase, so throw such copies away, and make new ones.");
  if (!files.config.vault.passphrase_file.empty()) {
    output.say("The configuration names a passphrase file; see that it holds the new one: " +
               files.config.vault.passphrase_file);
  }
  return Exit::done;
}

}  // namespace

Command key_list_command() {
  return {
      .name = "key list",
      .summary = "List the signing keys: names and public parts.",
      .examples = {{"key list", ""}, {"key list --json", ""}},
      .shape = {.options = with_node({})},
      .more = "It reads the file keys.vault alone, and needs neither the node nor a passphrase.\n",
      .run = list};
}

Command key_passphrase_command() {
  return {.name = "key passphrase",
          .summary = "Change the passphrase of the signing keys.",
          .examples = {{"key passphrase", "both are asked for"},
                       {"key passphrase --new-passphrase-file new.txt", ""}},
          .shape = {.options = with_node(
                        {{"--passphrase-file", "FILE", "the old one, where it is not configured"},
                         {"--new-passphrase-file", "FILE", "the new one, instead of typing it"}})},
          .run = change};
}

}  // namespace waarmerk::cli
