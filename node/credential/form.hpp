// Form: the ways in which a credential is secured, by the names that others ask for them.
#pragma once

#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/keys/signer.hpp"
#include "node/credential/issuance.hpp"

namespace waarmerk::node::credential {

/// A JWS around the credential, in an EnvelopedVerifiableCredential (vc-jose-cose 3.1).
inline constexpr std::string_view vc_jwt = "vc-jwt";

/// The forms for which a key of this algorithm serves: names of cryptosuites, and `vc-jwt`.
std::vector<std::string_view> forms_of(keys::Algorithm algorithm);

/// The credential in one of these forms. The suite of `options` is not looked at. Fails with
/// proof.unknown_suite, or as secure() and secure_jwt().
Result<json::Document> secure_as(std::string_view form, const json::Document& unsecured,
                                 SecureOptions options, const keys::Signer& signer);

}  // namespace waarmerk::node::credential
