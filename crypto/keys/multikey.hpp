// Multikey: a PublicKey to and from its multibase text, such as z6Mk… (cid 2.2.2).
//
// RSA keys are those of did:key: cid names no Multikey for them.
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/keys/public_key.hpp"

namespace waarmerk::keys {

/// The bytes inside the text: the multicodec of the key's kind, then its point.
Bytes encode_multikey(const PublicKey& key);

std::string print_multikey(const PublicKey& key);

/// Fails with key.malformed, or key.unsupported for a key of another kind.
Result<PublicKey> parse_multikey(std::string_view text);

}  // namespace waarmerk::keys
