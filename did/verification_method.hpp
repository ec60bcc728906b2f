// VerificationMethod: a key in a DID document, and the purposes it may serve (cid 2.2, 2.3).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/keys/public_key.hpp"
#include "did/did.hpp"

namespace waarmerk::did {

enum class Purpose {
  authentication,
  assertion_method,
  key_agreement,
  capability_invocation,
  capability_delegation
};

inline constexpr std::array all_purposes{Purpose::authentication, Purpose::assertion_method,
                                         Purpose::key_agreement, Purpose::capability_invocation,
                                         Purpose::capability_delegation};

/// The member's name in a document: `assertionMethod`.
std::string_view print_purpose(Purpose purpose);
std::optional<Purpose> parse_purpose(std::string_view name);

/// A key in a document. `key` is absent where the key is of a kind that we cannot use; the method
/// then still has a name.
struct VerificationMethod {
  std::string id;  ///< always absolute: a DID URL
  std::string type;
  std::string controller;
  std::optional<keys::PublicKey> key;
  std::optional<UnixTime> expires = {};  ///< from then on nothing it signed is to be believed
  std::optional<UnixTime> revoked = {};  ///< the same, and known only afterwards

  /// Whether `time` is before both ends.
  bool is_valid_at(UnixTime time) const;
};

/// `#key-1` in the document of `base` as `base#key-1`; an absolute DID URL as it is. Fails with
/// did.malformed.
Result<DidUrl> absolute_url(const Did& base, std::string_view reference);

/// Reads Multikey, JsonWebKey, JsonWebKey2020, Ed25519VerificationKey2020 (publicKeyMultibase) and
/// 2018 (publicKeyBase58). A key of another type, or on another curve, is kept without its key. A
/// broken key, one written twice, and one whose secret stands beside it are refused. Fails with
/// did.bad_document, did.malformed or a code of json.
Result<VerificationMethod> read_verification_method(const json::Reader& reader, const Did& base);

}  // namespace waarmerk::did
