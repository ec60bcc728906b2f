#include "node/opening.hpp"

#include <utility>

#include "node/actions/mirrors.hpp"
#include "node/actions/own_did.hpp"
#include "node/actions/peer_url.hpp"
#include "node/records/peers.hpp"

namespace waarmerk::node {

Result<records::Organisation> find_organisation(const storage::View& store,
                                                const ops::Config& config) {
  TRY(found, records::load_organisation(store));
  if (!found) {
    return fail(no_organisation, "There is no organisation in " + config.node.data_dir +
                                     " yet: run 'waarmerk org init' first.");
  }
  if (!config.node.did.empty() && !actions::is_name_of(*found, config.node.did)) {
    return fail(wrong_organisation, "The store is of " + found->did +
                                        ", and the configuration names " + config.node.did + ".");
  }
  if (!config.node.name.empty()) found->name = config.node.name;
  if (!config.node.public_url.empty()) found->url = config.node.public_url;
  while (found->url.ends_with('/')) found->url.pop_back();
  TRY(mirrors, actions::read_own_mirrors(config.node.mirrors));
  found->mirrors = std::move(mirrors);
  return *found;
}

Result<void> retire_lists_of_backup(records::Records& records, const feed::InstanceLock& instance) {
  const bool is_same = instance.in_store && instance.in_store == instance.outside;
  if (is_same || !instance.has_own_entries) return {};
  storage::Batch rows;
  records.statuses.retire(rows);
  return records.store.write(rows, storage::Durability::durable);
}

Result<void> adopt_configured_peers(storage::Store& store, const ops::Config& config,
                                    UnixTime now) {
  storage::Batch rows;
  for (const auto& configured : config.peers.urls) {
    TRY(url, actions::read_peer_url(configured));
    TRY(known, records::find_peer(store, url));
    if (!known) records::save_peer(rows, {url, now});
  }
  return store.write(rows, storage::Durability::durable);
}

Result<bool> mend_own_history(storage::Store& store, const storage::KeyVault& vault, UnixTime now) {
  TRY(organisation, records::load_organisation(store));
  if (!organisation || !organisation->did.starts_with("did:webvh:")) return false;
  storage::Batch rows;
  TRY(history, actions::mend_own_log(store, rows, now));
  if (!history || !actions::has_keys_of(vault, *history)) return false;
  TRY_OK(store.write(rows, storage::Durability::durable));
  return true;
}

bool has_outgrown(const storage::View& store, const did::DocumentHistory& known) {
  const auto organisation = records::load_organisation(store);
  if (!organisation || !*organisation) return false;
  const auto whole = actions::expect_log_whole(store);
  if (!whole && whole.error().code == actions::log_behind) return true;
  const auto history = actions::load_own_history(store, **organisation);
  return history && *history && (*history)->versions().size() != known.versions().size();
}

std::optional<Error> hold_back_where_behind(const storage::View& store,
                                            actions::Publisher& publisher, const did::Did& self) {
  if (self.method() != "webvh") return std::nullopt;
  const auto whole = actions::expect_log_whole(store);
  if (whole) return std::nullopt;
  publisher.hold_back(whole.error());
  return whole.error();
}

}  // namespace waarmerk::node
