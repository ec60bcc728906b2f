// `org rotate-key`, `org compromised` and `org heal-fork`: new keys, while the node runs or not.
#include <string>
#include <utility>

#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/node_files.hpp"
#include "cli/own_store.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/instance.hpp"
#include "node/actions/own_did.hpp"

namespace waarmerk::cli {
namespace {

namespace actions = node::actions;

/// What the key is for, as it is called in JSON and for people.
struct Role {
  std::string_view member;
  std::string_view words;
};
constexpr Role issuing_role{"issuingKey", "issuing key"};
constexpr Role feed_role{"feedKey", "feed key"};

void show(const actions::ChangedKey& changed, const Role& role, Output& output) {
  if (output.form() == Form::json) {
    json::Writer writer;
    writer.begin_object()
        .member("did", changed.did.text())
        .member("versionId", changed.version_id)
        .member(role.member, changed.key)
        .end_object();
    output.line(writer.take());
    return;
  }
  output.facts(
      {{"did", changed.did.text()}, {"version", changed.version_id}, {role.words, changed.key}});
}

Result<Exit> change(const Args& args, Workspace& workspace, Output& output,
                    std::optional<UnixTime> compromised_since) {
  TRY(desk, find_own_desk(args, workspace));
  TRY(vault, open_vault(args, workspace, desk.files));
  TRY(changed,
      actions::replace_issuing_key(*desk.place, vault,
                                   {.now = workspace.now(), .compromised_since = compromised_since},
                                   workspace.random()));
  show(changed, issuing_role, output);
  say_after_change(desk, changed, output);
  return Exit::done;
}

Result<Exit> rotate(const Args& args, Workspace& workspace, Output& output) {
  return change(args, workspace, output, std::nullopt);
}

Result<Exit> compromised(const Args& args, Workspace& workspace, Output& output) {
  TRY(since, read_moment(args.get("--since")));
  return change(args, workspace, output, since);
}

Result<Exit> heal(const Args& args, Workspace& workspace, Output& output) {
  const bool gives_up = args.has("--give-up-lost");
  TRY(desk, find_own_desk(args, workspace, {.gives_up_lost = gives_up}));
  TRY(own, desk.place->load());
  if (!own.is_forked && !gives_up) {
    return fail(not_forked,
                "The feed is not forked. Where peers cannot tell what was lost: --give-up-lost");
  }
  TRY(vault, open_vault(args, workspace, desk.files));
  TRY(changed, actions::replace_feed_key(*desk.place, vault, workspace.now(), workspace.random()));
  // Whatever was said before and is not here is given up: peers need not be asked for it. A node
  // that runs sees to that itself.
  const bool is_in_force = changed.state == actions::LineState::in_force;
  if (gives_up && is_in_force && desk.store != nullptr) {
    TRY_OK(
        actions::mark_instance({desk.files.config.node.data_dir}, *desk.store, workspace.random()));
  }
  show(changed, feed_role, output);
  say_after_change(desk, changed, output);
  return Exit::done;
}

Result<Exit> deactivate(const Args& args, Workspace& workspace, Output& output) {
  TRY(desk, find_own_desk(args, workspace));
  TRY(own, desk.place->load());
  if (own.organisation.did != args.get("DID")) {
    return fail(bad_usage, "This is not the DID of the organisation here.");
  }
  TRY(vault, open_vault(args, workspace, desk.files));
  TRY(changed, actions::deactivate_own_did(*desk.place, vault, workspace.now()));
  if (output.form() == Form::json) {
    json::Writer writer;
    writer.begin_object().member("did", changed.did.text());
    writer.member("versionId", changed.version_id).end_object();
    output.line(writer.take());
  } else {
    output.facts({{"did", changed.did.text()}, {"version", changed.version_id}});
  }
  if (desk.store == nullptr) {
    output.say("The node closes the feed in a moment, and tells its peers.");
    return Exit::done;
  }
  output.say("Start the node once more, so that it closes the feed and tells its peers.");
  output.suggest("waarmerk node start --config " + desk.files.config_path.string());
  return Exit::done;
}

constexpr Option passphrase_option{"--passphrase-file", "FILE", "where it is not configured"};

}  // namespace

Command org_rotate_key_command() {
  return {.name = "org rotate-key",
          .summary = "Give the organisation a new issuing key; its badges of before stay good.",
          .examples = {{"org rotate-key", "while the node runs or not"}},
          .shape = {.options = with_node({passphrase_option})},
          .more =
              "A did:webvh keeps its history, so that everybody can see which key was good when.\n"
              "The key that changes the DID is replaced too, by the one that was committed to.\n"
              "A node that runs takes the change up by itself: it starts anew within moments.\n",
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
              "the node has taken it up, within moments where it runs.\n",
          .run = compromised};
}

Command org_deactivate_command() {
  return {.name = "org deactivate",
          .summary = "End the organisation's DID for good; its badges of before stay good.",
          .examples = {{"org deactivate did:webvh:Qm...:school.example", ""}},
          .shape = {.operands = {{.name = "DID", .meaning = "the organisation's own, to be sure"}},
                    .options = with_node({passphrase_option})},
          .more =
              "This cannot be undone. The feed ends with it. To hand the status lists on first:\n"
              "waarmerk org appoint-custodian\n",
          .run = deactivate};
}

Command org_heal_fork_command() {
  return {.name = "org heal-fork",
          .summary = "Go on after the organisation's feed contradicted itself.",
          .examples = {{"org heal-fork", "while the node runs or not"},
                       {"org heal-fork --give-up-lost", "after a backup, where no peer answers"}},
          .shape = {.options = with_node(
                        {{"--give-up-lost", "", "go on without what only lost entries said"},
                         passphrase_option})},
          .more =
              "The DID names a new feed key, and with it a new epoch of the feed, which goes on\n"
              "behind what this node holds. That there were two stories stays known for ever,\n"
              "and what either of them revoked stays revoked.\n",
          .run = heal};
}

}  // namespace waarmerk::cli
