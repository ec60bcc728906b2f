#include "cli/own_store.hpp"

#include <memory>
#include <utility>

#include "cli/node_client.hpp"
#include "crypto/json/writer.hpp"
#include "did/did.hpp"
#include "node/actions/instance.hpp"
#include "node/feed/own_feed.hpp"
#include "node/records/feeds.hpp"
#include "node/records/organisation.hpp"

namespace waarmerk::cli {
namespace {

namespace actions = node::actions;
namespace records = node::records;

/// The node itself, which has the store.
class RunningNode final : public actions::OwnPlace {
 public:
  RunningNode(NodeClient node, DeskWish wish) : node_(std::move(node)), wish_(wish) {}

  Result<actions::OwnState> load() override {
    TRY(answer, node_.get("/v1/did"));
    return actions::read_own_state(answer);
  }
  Result<actions::LineState> save(const actions::OwnLine& line, UnixTime /*the node's*/) override {
    json::Writer body;
    body.begin_object().member("line", line.line).member("issuingKey", line.issuing_key);
    body.member("feedKey", line.feed_key);
    if (wish_.gives_up_lost) body.name("givesUpLost").boolean(true);
    TRY(answer, node_.post("/v1/did/lines", body.end_object().take()));
    return text_at(answer.root(), "state") == "waiting" ? actions::LineState::waiting
                                                        : actions::LineState::in_force;
  }

 private:
  NodeClient node_;
  DeskWish wish_;
};

}  // namespace

Result<void> expect_safe_folder(const NodeFiles& files, const storage::RocksStore& store) {
  TRY(organisation, records::load_organisation(store));
  const auto did = did::Did::parse(organisation ? organisation->did : "");
  const bool has_entries =
      did && records::Feeds(store).head(node::feed::feed_id_of(*did)).has_value();
  TRY(instance, actions::read_instance({files.config.node.data_dir}, store, has_entries));
  TRY(to_ask, actions::count_to_ask(store));
  if (node::feed::standing_at_start(instance, to_ask) == node::feed::Standing::safe) return {};
  return fail(node::feed::not_safe,
              "This folder comes from a backup. Start its node first, so that it asks its peers "
              "what it has forgotten; then stop it and do this again.");
}

Result<OwnDesk> find_own_desk(const Args& args, Workspace& workspace, DeskWish wish) {
  TRY(files, find_node_files(args, workspace));
  OwnDesk desk{.files = std::move(files), .store = nullptr, .place = nullptr};
  auto store = open_store(desk.files);
  if (!store && store.error().code != storage::locked_store) {
    return std::unexpected(store.error());
  }
  if (!store) {
    TRY(url, local_url(desk.files.config));
    desk.place = std::make_unique<RunningNode>(NodeClient(desk.files, url, workspace), wish);
    return desk;
  }
  desk.store = *std::move(store);
  if (!wish.gives_up_lost) TRY_OK(expect_safe_folder(desk.files, *desk.store));
  desk.place = std::make_unique<actions::OwnStore>(*desk.store);
  return desk;
}

void show_change(const actions::ChangedKey& changed, Output& output) {
  const bool waits = changed.state == actions::LineState::waiting;
  if (output.form() == Form::json) {
    json::Writer writer;
    writer.begin_object().member("did", changed.did.text());
    writer.member("versionId", changed.version_id);
    writer.member("state", waits ? "waiting" : "in_force").end_object();
    return output.line(writer.take());
  }
  output.facts({{"did", changed.did.text()},
                {"version", changed.version_id},
                {"state", waits ? "waiting for its witnesses" : "in force"}});
}

void say_after_change(const OwnDesk& desk, const actions::ChangedKey& changed, Output& output) {
  output.say("Keep a new copy of keys.vault: the old one cannot change this DID any more.");
  if (changed.state == actions::LineState::waiting) {
    output.say("The change waits for its witnesses, who are asked among the node's peers.");
  }
  if (desk.store == nullptr) {
    output.say("The node takes it up in a moment, and tells its peers.");
    return;
  }
  output.say("The node tells its peers when it starts again.");
  output.suggest("waarmerk node start --config " + desk.files.config_path.string());
}

}  // namespace waarmerk::cli
