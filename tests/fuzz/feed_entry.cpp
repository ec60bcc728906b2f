// Any bytes as a header, a fork proof and each payload: what is read is written back as it was.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "node/feed/fork.hpp"
#include "node/feed/payload.hpp"

namespace waarmerk::node::feed {
namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void try_header(ByteView bytes) {
  const auto header = decode_header(bytes);
  if (!header) return;
  require(std::ranges::equal(encode_header(*header), bytes));
  require(lipmaa(header->seq) < header->seq);
  static_cast<void>(check_payload(*header, bytes));
}

void try_fork(ByteView bytes) {
  const auto proof = decode_fork_proof(bytes);
  if (proof) require(std::ranges::equal(encode_fork_proof(*proof), bytes));
}

void try_payloads(ByteView bytes) {
  const auto status = decode_status(bytes);
  if (status) require(std::ranges::equal(encode_status(*status).value(), bytes));
  const auto heartbeat = decode_heartbeat(bytes);
  if (heartbeat && *heartbeat)
    require(std::ranges::equal(encode_heartbeat(**heartbeat).value(), bytes));
  const auto snapshot = decode_did_snapshot(bytes);
  if (!snapshot) return;
  const auto again = encode_did_snapshot(snapshot->document.source().root(), snapshot->at);
  require(!again || decode_did_snapshot(*again).value().at == snapshot->at);
}

}  // namespace
}  // namespace waarmerk::node::feed

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const waarmerk::ByteView bytes{data, size};
  waarmerk::node::feed::try_header(bytes);
  waarmerk::node::feed::try_fork(bytes);
  waarmerk::node::feed::try_payloads(bytes);
  return 0;
}
