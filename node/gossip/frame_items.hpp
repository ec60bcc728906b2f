// What frames are made of: their bodies, written as CBOR and read from it. For frame*.cpp alone.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/encoding/cbor.hpp"
#include "crypto/encoding/cbor_writer.hpp"
#include "node/gossip/frame.hpp"

namespace waarmerk::node::gossip {

std::unexpected<Error> bad_frame(std::string detail);

/// The array at `key`, of at most `count_max` elements, borrowed from the body. Fails with
/// gossip.malformed or gossip.too_large.
Result<std::span<const encoding::Cbor>> read_array(const encoding::Cbor& body, std::uint64_t key,
                                                   std::size_t count_max);

/// Nothing is nullptr. Each fails with gossip.malformed.
Result<std::uint64_t> read_uint(const encoding::Cbor* item);
Result<ByteArray<32>> read_hash(const encoding::Cbor* item);
Result<ByteArray<16>> read_short(const encoding::Cbor* item);
Result<ByteArray<64>> read_signature(const encoding::Cbor* item);
/// Of at most 128 bytes.
Result<did::Did> read_did(const encoding::Cbor* item);
/// A time until the end of the year 9999.
Result<UnixTime> read_time(const encoding::Cbor* item);

/// A byte string each.
template <class Items>
void write_each(encoding::CborWriter& out, const Items& items) {
  out.array(items.size());
  for (const auto& item : items) out.bytes(item.value);
}
inline void write_time(encoding::CborWriter& out, UnixTime time) {
  out.uint(static_cast<std::uint64_t>(time.ms));
}

// frame_recon.cpp
void write(encoding::CborWriter& out, const Recon& frame);
Result<Frame> read_recon(const encoding::Cbor& body);

// frame_witness.cpp
void write(encoding::CborWriter& out, const witness::Snapshot& frame);
Result<Frame> read_snapshot(const encoding::Cbor& body);
void write(encoding::CborWriter& out, const witness::Proof& frame);
Result<Frame> read_proof(const encoding::Cbor& body);

// frame_links.cpp
void write(encoding::CborWriter& out, const Ihave& frame);
Result<Frame> read_ihave(const encoding::Cbor& body);
void write(encoding::CborWriter& out, const Iwant& frame);
Result<Frame> read_iwant(const encoding::Cbor& body);
void write(encoding::CborWriter& out, const PayloadRequest& frame);
void write(encoding::CborWriter& out, const PayloadAnswer& frame);
Result<Frame> read_payloads(const encoding::Cbor& body);
void write(encoding::CborWriter& out, const Peers& frame);
Result<Frame> read_peers(const encoding::Cbor& body);
void write(encoding::CborWriter& out, const Bye& frame);
Result<Frame> read_bye(const encoding::Cbor& body);
void write(encoding::CborWriter& out, const Subscribe& frame);
Result<Frame> read_subscribe(const encoding::Cbor& body);
void write(encoding::CborWriter& out, const HeadsRequest& frame);
Result<Frame> read_heads_request(const encoding::Cbor& body);
void write(encoding::CborWriter& out, const ProofRequest& frame);
Result<Frame> read_proof_request(const encoding::Cbor& body);
void write(encoding::CborWriter& out, const PayloadAbsent& frame);
Result<Frame> read_payload_absent(const encoding::Cbor& body);

}  // namespace waarmerk::node::gossip
