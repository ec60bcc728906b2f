#include "node/gossip/head_answer.hpp"

#include <algorithm>
#include <cassert>
#include <utility>
#include <variant>

#include "crypto/encoding/cbor.hpp"
#include "node/gossip/frame.hpp"

namespace waarmerk::node::gossip {

using encoding::Cbor;

Bytes encode_head_answer(const feed::Header& head, std::span<const Bytes> proofs) {
  Bytes answer = to_bytes(feed::encode_header(head));
  if (proofs.empty()) return answer;
  Cbor::Array frames;
  for (const auto& proof : proofs.first(std::min(proofs.size(), head_proofs_max))) {
    frames.push_back(Cbor::bytes(proof));
  }
  const auto encoded = encoding::encode_cbor(Cbor::array(std::move(frames)));
  assert(encoded);
  append(answer, *encoded);
  return answer;
}

Result<std::vector<witness::Proof>> decode_head_proofs(ByteView answer) {
  std::vector<witness::Proof> proofs;
  if (answer.size() < feed::header_bytes) return fail(malformed, "An answer begins with a header.");
  if (answer.size() > head_answer_bytes_max) return fail(too_large, "An answer has 128 KiB.");
  const auto rest = answer.subspan(feed::header_bytes);
  if (rest.empty()) return proofs;
  const auto decoded = encoding::decode_cbor(rest);
  const auto* frames = decoded ? decoded->as_array() : nullptr;
  if (frames == nullptr) return fail(malformed, "Behind the header stands an array of proofs.");
  if (frames->size() > head_proofs_max) return fail(too_large, "There are 64 proofs at the most.");
  for (const auto& item : *frames) {
    const auto* bytes = item.as_bytes();
    if (bytes == nullptr) return fail(malformed, "A proof is a byte string.");
    TRY(frame, decode_frame(*bytes));
    auto* proof = std::get_if<witness::Proof>(&frame);
    if (proof == nullptr) return fail(malformed, "This frame is no proof.");
    proofs.push_back(std::move(*proof));
  }
  return proofs;
}

}  // namespace waarmerk::node::gossip
