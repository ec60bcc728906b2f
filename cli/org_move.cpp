// `org move-domain`: the organisation's did:webvh goes to another address, with all that it signed.
#include <utility>

#include "cli/commands.hpp"
#include "cli/config_text.hpp"
#include "cli/error_codes.hpp"
#include "cli/own_store.hpp"
#include "crypto/json/writer.hpp"
#include "did/address_rules.hpp"
#include "node/actions/own_did.hpp"
#include "node/ops/config.hpp"
#include "node/ops/text_file.hpp"
#include "storage/durable_file.hpp"

namespace waarmerk::cli {
namespace {

constexpr std::size_t config_bytes_max = 1 << 20;

Result<std::string> read_url(const Args& args) {
  std::string url(args.get("URL"));
  while (url.ends_with('/')) url.pop_back();
  const auto parsed = did::parse_fetch_url(url, {.plain_http_on_loopback = true});
  if (parsed) return url;
  return fail(bad_usage, "The URL cannot be used: " + parsed.error().detail);
}

/// Whether the configuration says the new address now, by our hand or already.
bool tell_config(const NodeFiles& files, const std::string& url) {
  if (files.config.node.public_url.empty() || files.config.node.public_url == url) return true;
  const auto text = node::ops::read_text_file(files.config_path.string(), config_bytes_max);
  if (!text) return false;
  const auto changed = change_setting(*text, {"node", "public_url", url});
  if (!changed) return false;
  const auto read = node::ops::parse_config(*changed, {});
  if (!read || read->node.public_url != url) return false;
  return storage::save_private_file(files.config_path, bytes_of(*changed)).has_value();
}

void show(const node::actions::ChangedKey& moved, const std::string& url, Output& output) {
  if (output.form() == Form::json) {
    json::Writer writer;
    writer.begin_object()
        .member("did", moved.did.text())
        .member("versionId", moved.version_id)
        .member("url", url);
    output.line(writer.end_object().take());
    return;
  }
  output.facts({{"did", moved.did.text()}, {"version", moved.version_id}, {"url", url}});
}

Result<Exit> move(const Args& args, Workspace& workspace, Output& output) {
  TRY(url, read_url(args));
  TRY(desk, find_own_desk(args, workspace));
  TRY(vault, open_vault(args, workspace, desk.files));
  TRY(moved, node::actions::move_own_did(*desk.place, vault, {.url = url, .now = workspace.now()},
                                         workspace.random()));
  show(moved, url, output);
  if (!tell_config(desk.files, url)) {
    output.say("Change node.public_url in the configuration to " + url + " before it starts.");
  }
  output.say(
      "Badges of before stay good, and their status lists stay at their addresses: keep the");
  output.say("old address in front of the node as long as you can.");
  say_after_change(desk, moved, output);
  return Exit::done;
}

}  // namespace

Command org_move_domain_command() {
  return {
      .name = "org move-domain",
      .summary = "Take the organisation's did:webvh to another address; badges stay good.",
      .examples = {{"org move-domain https://badges.town.example", ""}},
      .shape = {.operands = {{.name = "URL", .meaning = "where others will reach the node"}},
                .options =
                    with_node({{"--passphrase-file", "FILE", "where it is not configured"}})},
      .more =
          "The DID is called by the new address, and keeps its history, keys and feed; the\n"
          "name before stays known as one of its names. Who holds a badge of before needs to\n"
          "do nothing. Peers hear of it by the feed, and follow: keep the old address in front\n"
          "of the node until they did.\n",
      .run = move};
}

}  // namespace waarmerk::cli
