// Taking up a change of our own DID while the node runs: who has the vault made the line.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "node/actions/own_line.hpp"
#include "node/actions/ports.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

/// Our DID changed, and what runs has its keys of before.
inline constexpr ErrorCode starts_anew{"node.starts_anew", ErrorKind::unavailable};
/// A new feed key is for a feed that contradicts itself, or whose lost entries are given up.
inline constexpr ErrorCode keeps_feed_key{"did.keeps_feed_key", ErrorKind::conflict};

struct NewLine {
  std::string line = {};         ///< of did.jsonl, without its newline
  std::string issuing_key = {};  ///< its name in the vault from then on
  std::string feed_key = {};     ///< likewise; empty: as before
  /// What our feed said and is not here is given up: peers need not tell of it first.
  bool gives_up_lost = false;
};

/// On disk when it returns. In force, this node publishes nothing more: it has the keys of before,
/// and is to start anew. Fails with feed.not_safe, with did.keeps_feed_key, as keep_own_line does,
/// or as the journal.
Task<Result<LineState>> take_own_line(Ports& ports, NewLine line);

/// How many are asked at a time.
inline constexpr std::size_t witnesses_asked_max = 8;

/// Asks the witnesses of the line that waits, where one does, at these addresses of nodes, and
/// keeps what they say. True where it is in force now; then likewise. Fails as the store and the
/// journal do.
Task<Result<bool>> ask_did_witnesses(Ports& ports, std::vector<std::string> urls);

}  // namespace waarmerk::node::actions
