// Mirrors: where else a feed is served, as the DID document of its issuer says (spec/wire/feed.md
// 3). They are asked where the issuer's own node does not answer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "did/did.hpp"
#include "node/actions/ports.hpp"
#include "node/feed/chain.hpp"
#include "node/task/task.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::actions {

/// One is named twice, or there are too many.
inline constexpr ErrorCode bad_mirrors{"did.bad_mirrors", ErrorKind::invalid};

/// Reads the mirrors of our own feed as an operator writes them, with or without `/bot/1` at the
/// end; as a DID document names them. Fails with did.bad_mirrors, peer.malformed or
/// did.address_refused.
Result<std::vector<std::string>> read_own_mirrors(const std::vector<std::string>& urls);

/// Mirrors as a DID document names them, each as the address of a peer.
std::vector<std::string> addresses_of(const std::vector<std::string>& mirrors);

/// The addresses of the mirrors that the newest document held of this DID names; none where nothing
/// is held.
std::vector<std::string> find_mirrors(const storage::View& store, const did::Did& did);

// What one question about a list may take.
inline constexpr std::size_t mirrors_asked_max = 3;
inline constexpr std::size_t mirror_blocks_max = 4;  ///< of 64 entries, the newest first
inline constexpr std::size_t mirror_lists_max = 16;
inline constexpr std::int64_t mirror_wait_ms = 15 * second_ms;  ///< after which nothing is begun
inline constexpr int mirror_timeout_ms = 5'000;                 ///< of one request

/// The head of a feed as a mirror has it; nothing where it has none, or one that `is_signed` does
/// not let pass. `mirror` is its address.
Task<std::optional<feed::Header>> get_head_of_mirror(fetch::Fetcher& fetcher, std::string mirror,
                                                     feed::FeedId feed,
                                                     feed::SignatureCheck is_signed);

/// The status list of `issuer` for this URL that was last on its feed, by what one of its mirrors
/// has of that. Each entry that is looked at was signed by the issuer's feed; the list itself is
/// for the reader to judge.
Task<std::optional<std::string>> find_list_at_mirrors(Ports& ports, did::Did issuer,
                                                      std::string url);

}  // namespace waarmerk::node::actions
