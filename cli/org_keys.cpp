// `org rotate-key` and `org compromised`: a new issuing key, while the node does not run.
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/node_files.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/instance.hpp"
#include "node/actions/own_did.hpp"
#include "node/records/families.hpp"
#include "node/records/feeds.hpp"
#include "node/records/organisation.hpp"
#include "node/records/peers.hpp"
#include "storage/rocks_store.hpp"

namespace waarmerk::cli {
namespace {

namespace actions = node::actions;
namespace records = node::records;

Result<std::unique_ptr<storage::RocksStore>> open_store(const NodeFiles& files) {
  const std::vector<std::string> families(records::family_names.begin(),
                                          records::family_names.end());
  auto store = storage::RocksStore::open(files.store(), families);
  if (store || store.error().code != storage::locked_store) return store;
  return fail(storage::locked_store,
              "The node runs. Stop it, do this again, and start it: it takes a moment.");
}

/// A folder that comes from a backup may not know the last lines of its own history, and another
/// line in their place would fork it.
Result<void> expect_safe(const NodeFiles& files, const storage::RocksStore& store) {
  TRY(organisation, records::load_organisation(store));
  const auto did = did::Did::parse(organisation ? organisation->did : "");
  const bool has_entries =
      did && records::Feeds(store).head(node::feed::feed_id_of(*did)).has_value();
  TRY(instance, actions::read_instance({files.config.node.data_dir}, store, has_entries));
  TRY(peers, records::list_peers(store));
  if (node::feed::standing_at_start(instance, peers.size()) == node::feed::Standing::safe)
    return {};
  return fail(node::feed::not_safe,
              "This folder comes from a backup. Start its node first, so that it asks its peers "
              "what it has forgotten; then stop it and do this again.");
}

void show(const actions::ChangedKey& changed, Output& output) {
  if (output.form() == Form::json) {
    json::Writer writer;
    writer.begin_object()
        .member("did", changed.did.text())
        .member("versionId", changed.version_id)
        .member("issuingKey", changed.issuing_key)
        .end_object();
    output.line(writer.take());
    return;
  }
  output.facts({{"did", changed.did.text()},
                {"version", changed.version_id},
                {"issuing key", changed.issuing_key}});
}

Result<Exit> change(const Args& args, Workspace& workspace, Output& output,
                    std::optional<UnixTime> compromised_since) {
  TRY(files, find_node_files(args, workspace));
  TRY(store, open_store(files));
  TRY_OK(expect_safe(files, *store));
  TRY(vault, open_vault(args, workspace, files));
  TRY(changed, actions::replace_issuing_key(
                   *store, vault, {.now = workspace.now(), .compromised_since = compromised_since},
                   workspace.random()));
  show(changed, output);
  output.say("Keep a new copy of keys.vault: the old one cannot change this DID any more.");
  output.say("The node tells its peers when it starts again.");
  output.suggest("waarmerk node start --config " + files.config_path.string());
  return Exit::done;
}

Result<Exit> rotate(const Args& args, Workspace& workspace, Output& output) {
  return change(args, workspace, output, std::nullopt);
}

Result<Exit> compromised(const Args& args, Workspace& workspace, Output& output) {
  TRY(since, read_moment(args.get("--since")));
  return change(args, workspace, output, since);
}

constexpr Option passphrase_option{"--passphrase-file", "FILE", "where it is not configured"};

}  // namespace

Command org_rotate_key_command() {
  return {.name = "org rotate-key",
          .summary = "Give the organisation a new issuing key; its badges of before stay good.",
          .examples = {{"org rotate-key", "while the node does not run"}},
          .shape = {.options = with_node({passphrase_option})},
          .more =
              "A did:webvh keeps its history, so that everybody can see which key was good when.\n"
              "The key that changes the DID is replaced too, by the one that was committed to.\n",
          .run = rotate};
}

Command org_compromised_command() {
  return {.name = "org compromised",
          .summary = "Tell that others may have the issuing key, and take a new one.",
          .examples = {{"org compromised --since 2026-05-03", ""},
                       {"org compromised --since 2026-05-03T12:00:00Z", ""}},
          .shape = {.options = with_node(
                        {{"--since", "T", "a day or a moment, in UTC", true}, passphrase_option})},
          .more =
              "Badges that were signed before stay good. Those of after show a warning that\n"
              "names you: award them again, and revoke the old ones. Peers know it as soon as\n"
              "the node runs again.\n",
          .run = compromised};
}

}  // namespace waarmerk::cli
