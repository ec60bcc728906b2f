// The address of a peer: of a node, or of a web server that hands out a node's files.
#pragma once

#include <string>

#include "crypto/base/result.hpp"

namespace waarmerk::node::actions {

inline constexpr ErrorCode bad_peer{"peer.malformed", ErrorKind::invalid};

/// Reads the address of a peer: `https://host[:port][/path]`, without a slash or `/bot/1` at the
/// end. Fails with peer.malformed.
Result<std::string> read_peer_url(std::string url);

}  // namespace waarmerk::node::actions
