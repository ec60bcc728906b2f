#include "cli/own_store.hpp"

#include "did/did.hpp"
#include "node/actions/instance.hpp"
#include "node/feed/own_feed.hpp"
#include "node/records/feeds.hpp"
#include "node/records/organisation.hpp"
#include "node/records/peers.hpp"

namespace waarmerk::cli {
namespace {

namespace records = node::records;

}  // namespace

Result<void> expect_safe_folder(const NodeFiles& files, const storage::RocksStore& store) {
  TRY(organisation, records::load_organisation(store));
  const auto did = did::Did::parse(organisation ? organisation->did : "");
  const bool has_entries =
      did && records::Feeds(store).head(node::feed::feed_id_of(*did)).has_value();
  TRY(instance, node::actions::read_instance({files.config.node.data_dir}, store, has_entries));
  TRY(peers, records::list_peers(store));
  if (node::feed::standing_at_start(instance, peers.size()) == node::feed::Standing::safe)
    return {};
  return fail(node::feed::not_safe,
              "This folder comes from a backup. Start its node first, so that it asks its peers "
              "what it has forgotten; then stop it and do this again.");
}

void say_after_change(const NodeFiles& files, Output& output) {
  output.say("Keep a new copy of keys.vault: the old one cannot change this DID any more.");
  output.say("The node tells its peers when it starts again.");
  output.suggest("waarmerk node start --config " + files.config_path.string());
}

}  // namespace waarmerk::cli
