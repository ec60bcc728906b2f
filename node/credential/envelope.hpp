// Envelope: a credential or presentation in a JWS, an SD-JWT or a COSE_Sign1, made and checked with
// a key that is given, and not one that has to be found (vc-jose-cose 3).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/random.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "crypto/keys/public_key.hpp"
#include "crypto/keys/signer.hpp"

namespace waarmerk::node::credential {

enum class EnvelopeForm { jose, sd_jwt, cose };
enum class EnvelopeContent { credential, presentation };

struct EnvelopeKind {
  EnvelopeForm form;
  EnvelopeContent content;
};

struct SealOptions {
  std::string verification_method;            ///< `kid`
  std::vector<std::string> disclosable = {};  ///< of an SD-JWT: JSON pointers
  std::optional<UnixTime> signed_at = {};     ///< `iat`
};

/// The envelope as text: a compact JWS, an SD-JWT, or a COSE_Sign1 in base64 without padding. Fails
/// with credential.malformed for a document of another kind, or one with a member that neither the
/// data model nor a context defines; a context that has a word for every name defines none. Else as
/// secure_jwt, secure_sd_jwt or secure_cose.
Result<std::string> seal(const json::Document& unsecured, EnvelopeKind kind,
                         const SealOptions& options, const keys::Signer& signer, Random& random);

/// What is inside, where it is of this kind, well formed, and signed with this key, and the time is
/// between those that the signature names. The credentials in a presentation are not opened: each
/// has a key of its own. Fails with credential.unreadable, credential.unsupported_format,
/// credential.malformed, envelope.out_of_date, or as read_signatures and verify_signature.
Result<json::Document> unseal(std::string_view text, EnvelopeKind kind, const keys::PublicKey& key,
                              UnixTime now);

inline constexpr ErrorCode out_of_date{"envelope.out_of_date", ErrorKind::invalid};

}  // namespace waarmerk::node::credential
