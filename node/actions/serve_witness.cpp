#include "node/actions/serve_witness.hpp"

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "node/gossip/decode_as.hpp"
#include "node/gossip/error_codes.hpp"
#include "node/gossip/head_answer.hpp"
#include "node/records/witnesses.hpp"
#include "node/witness/error_codes.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr std::string_view forever = "public, max-age=31536000, immutable";
constexpr std::string_view a_minute = "public, max-age=60";

gossip::Served cbor(Bytes bytes, std::string_view cache_control) {
  auto etag = '"' + gossip::print_hash(sha256(bytes)) + '"';
  return {.status = 200,
          .content_type = "application/cbor",
          .cache_control = std::string(cache_control),
          .etag = std::move(etag),
          .bytes = std::move(bytes)};
}

Result<did::Did> read_witness(std::string_view text) {
  auto did = did::Did::parse(text);
  if (!did || !witness::witness_key(*did)) {
    return fail(gossip::malformed, "A witness is a did:key of an Ed25519 key.");
  }
  return did;
}

Result<UnixTime> read_time(std::string_view text) {
  std::int64_t ms = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), ms);
  const bool is_whole = error == std::errc() && end == text.data() + text.size() && ms >= 0;
  if (!is_whole || (text.size() > 1 && text.front() == '0')) {
    return fail(gossip::malformed, "A time is a number of milliseconds.");
  }
  return UnixTime{ms};
}

std::unexpected<Error> not_held() {
  return fail(witness::not_listed, "This node does not hold that.");
}

}  // namespace

Result<std::vector<Bytes>> find_proofs(const records::Records& records, const WitnessRole* own,
                                       const feed::FeedId& feed) {
  std::vector<Bytes> frames;
  if (own != nullptr) {
    if (const auto proof = own->prove(feed)) frames.push_back(gossip::encode_frame(*proof));
  }
  const auto room = gossip::head_proofs_max - frames.size();
  TRY(others, records::list_proofs(records.store, feed, room));
  for (auto& frame : others) frames.push_back(std::move(frame));
  return frames;
}

Result<std::optional<witness::Proof>> find_proof(const records::Records& records,
                                                 const WitnessRole* own,
                                                 const mesh::SnapshotName& snapshot,
                                                 const feed::FeedId& feed) {
  std::optional<witness::Proof> found;
  if (own != nullptr && snapshot.witness == own->self()) {
    if (auto proof = own->prove(feed)) found = std::move(*proof);
  } else {
    TRY(kept, records::find_proof(records.store, feed, snapshot.witness));
    if (kept) found = gossip::decode_as<witness::Proof>(*kept);
  }
  if (found && found->snapshot.body.at != snapshot.at) found.reset();
  return found;
}

Result<gossip::Served> serve_snapshot(const records::Records& records, const WitnessRole* own,
                                      std::string_view witness) {
  TRY(name, read_witness(witness));
  if (own != nullptr && name == own->self()) {
    if (!own->latest()) return not_held();
    return cbor(gossip::encode_frame(*own->latest()), a_minute);
  }
  TRY(kept, records::find_snapshot(records.store, name));
  if (!kept) return not_held();
  return cbor(std::move(*kept), a_minute);
}

Result<gossip::Served> serve_proof(const records::Records& records, const WitnessRole* own,
                                   const ProofName& asked) {
  TRY(name, read_witness(asked.witness));
  TRY(time, read_time(asked.time));
  const auto feed = feed::parse_feed_id(asked.feed);
  if (!feed) return fail(gossip::malformed, "This names no feed.");
  TRY(proof, find_proof(records, own, {.witness = name, .at = time}, *feed));
  if (!proof) return not_held();
  return cbor(gossip::encode_frame(*proof), forever);
}

Result<gossip::Served> serve_head(const records::Records& records, const WitnessRole* own,
                                  std::string_view feed, gossip::Served plain) {
  const auto id = feed::parse_feed_id(feed);
  if (!id || plain.status != 200) return plain;
  TRY(proofs, find_proofs(records, own, *id));
  if (proofs.empty()) return plain;
  TRY(head, gossip::decode_head(plain.bytes));
  plain.bytes = gossip::encode_head_answer(head, proofs);
  plain.etag = '"' + gossip::print_hash(sha256(plain.bytes)) + '"';
  return plain;
}

}  // namespace waarmerk::node::actions
