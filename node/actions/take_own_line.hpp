// Taking up a change of our own DID while the node runs: who has the vault made the line.
#pragma once

#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "node/actions/own_line.hpp"
#include "node/actions/ports.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

/// Our DID changed, and what runs has its keys of before.
inline constexpr ErrorCode starts_anew{"node.starts_anew", ErrorKind::unavailable};
/// The change is one for a node that does not run.
inline constexpr ErrorCode needs_stop{"did.needs_stop", ErrorKind::conflict};

struct NewLine {
  std::string line;         ///< of did.jsonl, without its newline
  std::string issuing_key;  ///< its name in the vault from then on
};

/// On disk when it returns. In force, this node publishes nothing more: it has the keys of before,
/// and is to start anew. Fails with feed.not_safe, with did.needs_stop for a new feed key, as
/// keep_own_line does, or as the journal.
Task<Result<LineState>> take_own_line(Ports& ports, NewLine line);

/// Asks the witnesses of the line that waits, where one does, at these addresses of nodes, and
/// keeps what they say. True where it is in force now; then likewise. Fails as the store and the
/// journal do.
Task<Result<bool>> ask_did_witnesses(Ports& ports, std::vector<std::string> urls);

}  // namespace waarmerk::node::actions
