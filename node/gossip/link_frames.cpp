#include "node/gossip/link_frames.hpp"

#include <string_view>

#include "crypto/base/big_endian.hpp"

namespace waarmerk::node::gossip {

namespace {

constexpr std::string_view peer_domain{"bot/peer/1\0", 11};

}  // namespace

Bytes signed_bytes(const PeerRecord& record) {
  Bytes message = to_bytes(bytes_of(peer_domain));
  for (const std::string_view text :
       {std::string_view(record.did.text()), std::string_view(record.endpoint)}) {
    append(message, bytes_of(text));
    message.push_back(0);
  }
  append_big_endian(message, static_cast<std::uint64_t>(record.at.ms));
  return message;
}

}  // namespace waarmerk::node::gossip
