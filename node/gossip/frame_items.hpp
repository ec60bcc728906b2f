// What frames are made of, written as CBOR items and read from them. For frame*.cpp alone.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/encoding/cbor.hpp"
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

// frame_recon.cpp
encoding::Cbor body_of(const Recon& frame);
Result<Frame> read_recon(const encoding::Cbor& body);

// frame_witness.cpp
encoding::Cbor body_of(const witness::Snapshot& snapshot);
Result<Frame> read_snapshot(const encoding::Cbor& body);
encoding::Cbor body_of(const witness::Proof& proof);
Result<Frame> read_proof(const encoding::Cbor& body);

// frame_links.cpp
encoding::Cbor body_of(const Ihave& frame);
Result<Frame> read_ihave(const encoding::Cbor& body);
encoding::Cbor body_of(const Iwant& frame);
Result<Frame> read_iwant(const encoding::Cbor& body);
encoding::Cbor body_of(const PayloadRequest& frame);
encoding::Cbor body_of(const PayloadAnswer& frame);
Result<Frame> read_payloads(const encoding::Cbor& body);
encoding::Cbor body_of(const Peers& frame);
Result<Frame> read_peers(const encoding::Cbor& body);
encoding::Cbor body_of(const Bye& frame);
Result<Frame> read_bye(const encoding::Cbor& body);
encoding::Cbor body_of(const Subscribe& frame);
Result<Frame> read_subscribe(const encoding::Cbor& body);
encoding::Cbor body_of(const HeadsRequest& frame);
Result<Frame> read_heads_request(const encoding::Cbor& body);
encoding::Cbor body_of(const ProofRequest& frame);
Result<Frame> read_proof_request(const encoding::Cbor& body);

}  // namespace waarmerk::node::gossip
