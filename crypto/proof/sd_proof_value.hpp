// The proof values of ecdsa-sd-2023: a base proof for the holder, and a proof derived from it for
// a verifier (vc-di-ecdsa 3.5.2 to 3.5.8).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/keys/public_key.hpp"

namespace waarmerk::proof {

/// A base proof where a derived one must stand: it would show all that its holder may withhold.
inline constexpr ErrorCode base_proof{"proof.base_proof", ErrorKind::invalid};

inline constexpr std::size_t statement_signatures_max = 1024;
inline constexpr std::size_t pointers_max = 256;

using EcdsaSignature = ByteArray<64>;  ///< r || s

/// What the issuer gives to the holder.
struct BaseProofValue {
  EcdsaSignature base_signature{};
  keys::PublicKey statement_key;                ///< P-256, made for this proof alone
  Secret<32> hmac_key;                          ///< of the labels of blank nodes
  std::vector<EcdsaSignature> signatures = {};  ///< of each statement that may be withheld
  std::vector<std::string> mandatory_pointers = {};
};

/// What the holder gives to a verifier.
struct DerivedProofValue {
  EcdsaSignature base_signature{};
  keys::PublicKey statement_key;
  std::vector<EcdsaSignature> signatures = {};
  /// Of the blank node that is called `c14n` and this index in the shown document, what its label
  /// was made of when it was signed. No two are equal.
  std::vector<Sha256> labels = {};
  /// Which lines were signed together, ascending.
  std::vector<std::uint64_t> mandatory_indexes = {};
};

/// Fails with proof.malformed, or with proof.too_complex for too many statements.
Result<BaseProofValue> parse_base_proof_value(std::string_view text);
Result<std::string> print_base_proof_value(const BaseProofValue& value);

/// Fails as parse_base_proof_value does, and with proof.base_proof for a base proof.
Result<DerivedProofValue> parse_derived_proof_value(std::string_view text);
Result<std::string> print_derived_proof_value(const DerivedProofValue& value);

/// The label that a blank node has in what was signed: `u` and base64url, without `_:`.
std::string print_blank_label(const Sha256& label);

/// What the base signature is over (vc-di-ecdsa 3.5.1).
Bytes sign_data(const Digest& proof_hash, const keys::PublicKey& statement_key,
                const Digest& mandatory_hash);

}  // namespace waarmerk::proof
