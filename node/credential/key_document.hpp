// Key documents: a key that a URL leads to, as Open Badges in JWTs name it (ob_v3p0, integrity).
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/keys/public_key.hpp"

namespace waarmerk::node::credential {

inline constexpr ErrorCode bad_key_document{"credential.bad_key_document", ErrorKind::invalid};

inline constexpr std::size_t key_document_bytes_max = 256 << 10;

/// Whether a key may be asked for at this URL: http or https, with a host.
bool is_key_url(std::string_view url);

/// The URL to ask: without its fragment.
std::string key_document_url(std::string_view url);

/// Whether both are https URLs of one host and port, so that who speaks at one speaks at the other.
bool is_same_origin(std::string_view left, std::string_view right);

/// The key that `url` names in the text found there: a JWK, a JWK Set (by `kid`, or its only key),
/// a verification method, or a document that has the method. Fails with
/// credential.bad_key_document, key.malformed or key.unsupported.
Result<keys::PublicKey> read_key_document(std::string_view text, std::string_view url);

}  // namespace waarmerk::node::credential
