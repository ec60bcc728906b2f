// Opening: what is looked at and put right in a data folder before a node runs on it.
#pragma once

#include <optional>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "node/actions/publisher.hpp"
#include "node/feed/own_feed.hpp"
#include "node/ops/config.hpp"
#include "node/records/organisation.hpp"
#include "node/records/records.hpp"
#include "storage/key_vault.hpp"
#include "storage/store.hpp"

namespace waarmerk::node {

inline constexpr ErrorCode no_organisation{"node.no_organisation", ErrorKind::missing};
inline constexpr ErrorCode wrong_organisation{"node.wrong_organisation", ErrorKind::conflict};

/// Who the folder's node speaks for; the configuration may name it and its address otherwise. Fails
/// with node.no_organisation before `org init`, node.wrong_organisation where the configuration
/// names another DID, or as actions::read_own_mirrors does.
Result<records::Organisation> find_organisation(const storage::View& store,
                                                const ops::Config& config);

/// A folder that came from a backup does not know which places of its lists were given since, also
/// where there is no peer to ask how far its feed went: those lists take no more badges.
Result<void> retire_lists_of_backup(records::Records& records, const feed::InstanceLock& instance);

/// Peers that the configuration names become known ones. Fails as actions::read_peer_url does.
Result<void> adopt_configured_peers(storage::Store& store, const ops::Config& config, UnixTime now);

/// Takes up what our own feed tells of our DID and its history lacks (actions::mend_own_log), where
/// the vault has the keys of by then. True where anything was taken up. Fails as the store does.
Result<bool> mend_own_history(storage::Store& store, const storage::KeyVault& vault, UnixTime now);

/// Whether the history of our DID says more by now than `known` does, or our feed tells of more.
bool has_outgrown(const storage::View& store, const did::DocumentHistory& known);

/// Who has a history that is behind its own feed signs nothing (actions::expect_log_whole). The
/// reason, where there is one.
std::optional<Error> hold_back_where_behind(const storage::View& store,
                                            actions::Publisher& publisher, const did::Did& self);

}  // namespace waarmerk::node
