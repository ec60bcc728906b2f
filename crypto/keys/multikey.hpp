// Multikey: a PublicKey to and from its multibase text, such as z6Mk… (cid 2.2.2).
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/keys/public_key.hpp"

namespace waarmerk::keys {

std::string print_multikey(const PublicKey& key);

/// Fails with key.malformed, or key.unsupported for a key of another kind.
Result<PublicKey> parse_multikey(std::string_view text);

}  // namespace waarmerk::keys
