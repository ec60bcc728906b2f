// did:jwk: a DID that is a JWK in base64url, and expands to its own document.
#pragma once

#include "crypto/base/result.hpp"
#include "crypto/keys/public_key.hpp"
#include "did/did.hpp"
#include "did/document.hpp"

namespace waarmerk::did {

/// `did:jwk:eyJ…` of this key; its one method is `#0`.
Did did_jwk_of(const keys::PublicKey& key);

/// One JsonWebKey2020 method `#0` for each purpose that the JWK's `use` leaves open. A key on
/// another curve gives a document whose method has no key. Fails with did.malformed, also for a JWK
/// that holds a private part.
Result<DidDocument> resolve_did_jwk(const Did& did);

}  // namespace waarmerk::did
