// did:key: a DID that is a public key, and expands to its own document (did:key 3.1).
#pragma once

#include "crypto/base/result.hpp"
#include "crypto/keys/public_key.hpp"
#include "did/did.hpp"
#include "did/document.hpp"

namespace waarmerk::did {

/// `did:key:z6Mk…` of this key.
Did did_key_of(const keys::PublicKey& key);
/// `did:key:z6Mk…#z6Mk…`, the one method of that DID.
DidUrl did_key_method_of(const keys::PublicKey& key);

/// One Multikey method for authentication, assertion and both capabilities; for X25519, key
/// agreement alone. No X25519 key is derived from an Ed25519 one. A key of a known kind that we
/// cannot use gives a document whose method has no key. Fails with did.malformed
/// or did.wrong_key_length.
Result<DidDocument> resolve_did_key(const Did& did);

}  // namespace waarmerk::did
