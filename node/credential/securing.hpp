// Securing: one door to a badge file: JSON with Data Integrity, a compact JWS, an SD-JWT, a
// COSE_Sign1, or a picture with one of these in it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/cose/sign1.hpp"
#include "crypto/jose/jws.hpp"
#include "crypto/jose/sd_jwt.hpp"
#include "crypto/json/document.hpp"

namespace waarmerk::node::credential {

inline constexpr ErrorCode not_a_credential{"credential.unreadable", ErrorKind::invalid};
inline constexpr ErrorCode unsupported_format{"credential.unsupported_format", ErrorKind::invalid};

inline constexpr std::size_t file_bytes_max = 4 << 20;

/// A badge, presentation or status list as it came, opened but not verified.
struct Secured {
  json::Document document;       ///< what was secured
  std::optional<jose::Jws> jws;  ///< where this and `cose` are absent: Data Integrity, inside it
  std::optional<cose::Sign1> cose = {};
  /// The payload of a JWT of VC 1.1, out of whose claims the document was put together.
  std::optional<json::Document> old_claims = {};
  /// Of an SD-JWT, whose document has in it what is disclosed.
  std::optional<jose::Disclosed> disclosed = {};

  explicit Secured(json::Document plain) : document(std::move(plain)) {}

  /// What the envelope says that it holds, such as `vc+jwt`; may be empty.
  std::string_view media_type() const {
    return jws ? std::string_view(jws->type) : cose ? std::string_view(cose->type) : "";
  }
  /// What secures it, in a word for people.
  std::string_view form() const;
  /// Where the registered claims of the JWS stand.
  json::Value claims() const { return old_claims ? old_claims->root() : document.root(); }
};

/// Opens a JSON object, a compact JWS (vc-jose-cose 3.1, or a JWT of VC 1.1), an SD-JWT
/// (vc-jose-cose 3.2, or SD-JWT VC; compact or flattened), a COSE_Sign1 (vc-jose-cose 3.3; as
/// bytes, tagged, or in base64), or an EnvelopedVerifiableCredential or -Presentation around one;
/// white space around a text is ignored. Of a PNG or SVG image, what is baked into it; of the text
/// of a QR code on paper, the badge that it holds. Fails with credential.unreadable,
/// credential.unsupported_format, credential.malformed, credential.bad_paper, or what image::unbake
/// or json::parse fails with.
Result<Secured> open(std::string_view file);
/// Opens a compact JWS of exactly this `typ`, such as a status list token. Fails with
/// credential.unreadable, credential.unsupported_format or what json::parse fails with.
Result<Secured> open_token(std::string_view text, std::string_view type);
/// The same for a value inside a document, such as a credential in a presentation; a string is a
/// compact form. What is opened shares `whole`, and lives on without it.
Result<Secured> open(const json::Document& whole, json::Value value);

}  // namespace waarmerk::node::credential
