// HolderProof: a wallet's JWT that proves the key which a credential is to be bound to (OpenID4VCI
// 1.0, proof type `jwt`).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "did/did.hpp"

namespace waarmerk::node::openid {

inline constexpr std::size_t proof_bytes_max = 32 << 10;
/// By how much the clock of a wallet may differ. The nonce says how old a proof is.
inline constexpr std::int64_t proof_skew_ms_max = 10 * minute_ms;

/// What a proof may be signed with, by the names of JOSE.
inline constexpr auto proof_algorithms =
    std::to_array<std::string_view>({"EdDSA", "Ed25519", "ES256", "ES384", "ES512"});
/// How a proof may name its key, as metadata says it.
inline constexpr auto binding_methods =
    std::to_array<std::string_view>({"did:key", "did:jwk", "jwk"});

struct ProofRules {
  std::string_view audience;  ///< the Credential Issuer Identifier
  UnixTime now;
};

struct HolderProof {
  did::Did holder;    ///< a did:key or did:jwk; of a bare `jwk` its did:jwk
  std::string nonce;  ///< which is for the caller to take, once
};

/// Fails with openid.invalid_proof.
Result<HolderProof> check_holder_proof(std::string_view jwt, const ProofRules& rules);

}  // namespace waarmerk::node::openid
