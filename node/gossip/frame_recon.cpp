// Recon: its body, written and read.
#include <utility>

#include "node/gossip/frame_items.hpp"

namespace waarmerk::node::gossip {

using encoding::Cbor;

void write(encoding::CborWriter& out, const Recon& frame) {
  out.map(4).uint(1).uint(frame.session).uint(2).uint(frame.round);
  out.uint(3).bytes(frame.message);
  write_each(out.uint(4), frame.wanted);
}

Result<Frame> read_recon(const Cbor& body) {
  Recon frame;
  TRY(session, read_uint(body.find(1)));
  TRY(round, read_uint(body.find(2)));
  if (round == 0 || round > recon_rounds_max) return bad_frame("a round is between 1 and 8");
  const auto* message = body.find(3);
  if (message == nullptr || message->as_bytes() == nullptr)
    return bad_frame("a message is a byte string");
  if (message->as_bytes()->size() > recon::message_bytes_limit)
    return fail(too_large, "a message of a reconciliation has at most 256 KiB");
  TRY(wanted, read_array(body, 4, recon_wanted_max));
  frame.session = session;
  frame.round = round;
  frame.message = *message->as_bytes();
  for (const auto& item : wanted) {
    TRY(id, read_hash(&item));
    frame.wanted.emplace_back(id);
  }
  return frame;
}

}  // namespace waarmerk::node::gossip
