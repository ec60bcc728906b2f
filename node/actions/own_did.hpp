// Our own did:webvh: begun, and changed, by whoever holds the vault. The node itself needs none of
// the keys that change it.
//
// The order of a change, so that a crash loses nothing and never forks the log
// (spec/decisions/0018): the new keys are in the vault first; then one durable batch has the line
// and all that follows from it (own_line); and only what is in the store is ever shown to anyone. A
// key that a crash left behind is found again by its name, which follows from the number of the
// entry.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/random.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "did/document_history.hpp"
#include "did/webvh_controller.hpp"
#include "node/actions/own_line.hpp"
#include "node/records/organisation.hpp"
#include "storage/key_vault.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::actions {

/// The epoch that the DID names has not begun on the feed yet.
inline constexpr ErrorCode epoch_waits{"did.epoch_waits", ErrorKind::conflict};
/// The history says that the DID does not move.
inline constexpr ErrorCode not_portable{"did.not_portable", ErrorKind::conflict};
/// The DID stands at this place already.
inline constexpr ErrorCode already_there{"did.already_there", ErrorKind::conflict};
/// One who watches is named twice, or there are too many.
inline constexpr ErrorCode bad_watchers{"did.bad_watchers", ErrorKind::invalid};
/// The document says so already.
inline constexpr ErrorCode mirrors_named{"did.mirrors_named", ErrorKind::conflict};
/// A time that is still to come cannot be when something happened.
inline constexpr ErrorCode time_to_come{"did.time_to_come", ErrorKind::invalid};

/// What the keys of a did:webvh are called in the vault: `update-2` signs the second entry of the
/// log, and `issuing-2` is the issuing key that this entry brought.
std::string update_key_name(std::uint32_t entry);
std::string issuing_key_name(std::uint32_t entry);
/// `feed-3` is the feed key that the third entry brought; the first is `feed`.
std::string feed_key_name(std::uint32_t entry);
/// Whether a key of this name is for the organisation's own use alone.
bool is_own_key_name(std::string_view name);

/// The DID of who publishes at `url`, and the first line of its log. The vault has `issuing-1`,
/// `feed`, `update-1` and `update-2`. Fails with did.malformed, did.bad_log, or as the vault does.
Result<did::BegunWebvh> begin_own_did(const std::string& url, const storage::KeyVault& vault,
                                      UnixTime now);

/// Our history as it is kept; nothing for a DID without one. Fails with did.bad_log where it should
/// be there and is not.
Result<std::optional<did::DocumentHistory>> load_own_history(
    const storage::View& store, const records::Organisation& organisation);

/// Whether this is a name of the organisation's DID, of now or of before.
bool is_name_of(const records::Organisation& organisation, std::string_view did);

/// The name of the key in the vault that issues now. The history decides where there is one: a
/// store from a backup may still name the key before.
std::string issuing_key_of(const storage::KeyVault& vault,
                           const records::Organisation& organisation,
                           const std::optional<did::DocumentHistory>& history);

/// The same of the key that signs our feed.
std::string feed_key_of(const storage::KeyVault& vault, const records::Organisation& organisation,
                        const std::optional<did::DocumentHistory>& history);

/// Whether the vault has the keys by which this history speaks now; of a DID that was deactivated
/// it needs none.
bool has_keys_of(const storage::KeyVault& vault, const did::DocumentHistory& history);

struct KeyChange {
  UnixTime now;
  /// Since when others may have the issuing keys that stood then and later: what these signed from
  /// then on is not to be believed.
  std::optional<UnixTime> compromised_since = {};
};

struct ChangedKey {
  did::Did did;
  std::string version_id;
  std::string key;  ///< the name of the new one in the vault
  LineState state = LineState::in_force;
};

/// A new issuing key in the place of the present one, and a new update key behind the one that is
/// used. Durable when it returns. Fails with did.fixed_keys, did.time_to_come, did.bad_log,
/// vault.no_such_key where the vault is older than the log, or as the vault and `place` do.
Result<ChangedKey> replace_issuing_key(OwnPlace& place, storage::KeyVault& vault,
                                       const KeyChange& change, Random& random);

struct OwnMove {
  std::string url;  ///< where others will reach the node, without a slash at the end
  UnixTime now;
};

/// Our DID ends, for good. The node serves it and closes its feed when it starts. Durable when it
/// returns; `key` stays empty. Fails with did.fixed_keys, did.deactivated, did.bad_log,
/// vault.no_such_key, or as the vault and `place` do.
Result<ChangedKey> deactivate_own_did(OwnPlace& place, const storage::KeyVault& vault,
                                      UnixTime now);

/// A new feed key and with it the next epoch of our feed, which the node begins when it starts: so
/// a feed that is forked, or whose key others may have, goes on. Durable when it returns. Fails
/// with did.fixed_keys, did.epoch_waits, did.bad_log, vault.no_such_key, or as the vault and
/// `place` do.
Result<ChangedKey> replace_feed_key(OwnPlace& place, storage::KeyVault& vault, UnixTime now,
                                    Random& random);

struct OwnWitnesses {
  did::WebvhWitnesses witnesses;  ///< none: nobody need confirm what comes after this line
  UnixTime now;
};

/// Who must confirm each line of our history from now on, this one too; where others are named
/// already, they must confirm this one. `key` stays empty. Fails with did.fixed_keys,
/// did.deactivated, did.bad_log for witnesses that no reader would accept, vault.no_such_key, or as
/// the vault and `place` do.
Result<ChangedKey> name_own_witnesses(OwnPlace& place, storage::KeyVault& vault,
                                      const OwnWitnesses& order, Random& random);

/// How many we name at the most, each of whom we tell of every change.
inline constexpr std::size_t own_watchers_max = 16;

struct OwnWatchers {
  std::vector<std::string> urls;  ///< none: nobody watches from now on
  UnixTime now;
};

/// Who watches our DID from now on: its resolvers may ask them, and we tell them of what changes
/// (did:webvh 1.0, "DID Watchers"). Durable when it returns; `key` stays empty. Fails with
/// did.address_refused for what is no web address, did.bad_watchers for one that is named twice or
/// too many of them, did.fixed_keys, did.deactivated, did.bad_log, vault.no_such_key, or as the
/// vault and `place` do.
Result<ChangedKey> name_own_watchers(OwnPlace& place, storage::KeyVault& vault,
                                     const OwnWatchers& order, Random& random);

struct OwnMirrors {
  std::vector<std::string> mirrors;  ///< as feed::mirrors_of gives them; none: nowhere else
  UnixTime now;
};

/// Where else our feed is served, as our document says it from now on. Durable when it returns;
/// `key` stays empty. Fails with did.mirrors_named, did.fixed_keys, did.deactivated, did.bad_log,
/// vault.no_such_key, or as the vault and `place` do.
Result<ChangedKey> name_own_mirrors(OwnPlace& place, storage::KeyVault& vault,
                                    const OwnMirrors& order, Random& random);

/// Our DID is called by another place from now on, `url`; its SCID, its keys and its feed stay, and
/// whatever it signed under the name before (did:webvh 1.0, "DID Portability"). Durable when it
/// returns; `key` stays empty. Fails with did.malformed, did.fixed_keys, did.not_portable,
/// did.already_there, did.deactivated, did.bad_log, vault.no_such_key, or as the vault and
/// `place` do.
Result<ChangedKey> move_own_did(OwnPlace& place, storage::KeyVault& vault, const OwnMove& move,
                                Random& random);

}  // namespace waarmerk::node::actions
