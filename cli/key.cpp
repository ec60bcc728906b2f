// `key list`, `key add` and `key passphrase`: the vault of the signing keys. No node need run.
#include <utility>

#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/node_files.hpp"
#include "cli/passphrase.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/keys/multikey.hpp"
#include "did/did_key.hpp"
#include "node/actions/own_did.hpp"
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

Result<keys::Algorithm> read_algorithm(const std::string& name) {
  if (name == "ed25519") return keys::Algorithm::ed25519;
  if (name == "p256") return keys::Algorithm::p256;
  if (name == "p384") return keys::Algorithm::p384;
  if (name == "p521") return keys::Algorithm::p521;
  return fail(bad_usage, "--algorithm is ed25519, p256, p384 or p521.");
}

Result<Exit> add(const Args& args, Workspace& workspace, Output& output) {
  TRY(algorithm, read_algorithm(args.find("--algorithm").value_or("ed25519")));
  if (node::actions::is_own_key_name(args.get("NAME"))) {
    return fail(bad_usage, "Names such as issuing-2, update-2 and feed are the organisation's.");
  }
  TRY(files, find_node_files(args, workspace));
  TRY(vault, open_vault(args, workspace, files));
  const auto key = keys::SecretKey::generate(algorithm, workspace.random());
  TRY_OK(vault.add(args.get("NAME"), key, workspace.now(), workspace.random()));
  const auto did = did::did_key_of(vault.entries().back().public_key).text();
  if (output.form() == Form::json) {
    json::Writer writer;
    writer.begin_object().member("name", args.get("NAME")).member("did", did).end_object();
    output.line(writer.take());
  } else {
    output.fields({args.get("NAME"), did});
  }
  output.say("The node takes it up when it starts again: GET /issuers lists what it signs.");
  return Exit::done;
}

Result<SecretBytes> new_passphrase(const Args& args, Workspace& workspace) {
  const auto file = args.find("--new-passphrase-file");
  return file ? node::ops::read_secret_file(*file) : ask_new_passphrase(args, workspace);
}

Result<Exit> change(const Args& args, Workspace& workspace, Output& output) {
  TRY(files, find_node_files(args, workspace));
  TRY(vault, open_vault(args, workspace, files));
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

Command key_add_command() {
  return {.name = "key add",
          .summary = "Add a signing key that stands for itself, as a did:key.",
          .examples = {{"key add p256 --algorithm p256", ""}},
          .shape = {.operands = {{.name = "NAME", .meaning = "a name of a-z, 0-9 and -"}},
                    .options =
                        with_node({{"--algorithm", "NAME", "ed25519 (usual), p256, p384 or p521"},
                                   {"--passphrase-file", "FILE", "where it is not configured"}})},
          .more =
              "The organisation issues with its own key, lists and records. A key that is added\n"
              "signs what it is given and keeps nothing: for conformance suites and trials.\n",
          .run = add};
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
