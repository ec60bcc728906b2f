// Form: the ways in which a credential is secured, by the names that others ask for them.
#pragma once

#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/keys/signer.hpp"
#include "crypto/proof/selective_disclosure.hpp"
#include "node/credential/issuance.hpp"

namespace waarmerk::node::credential {

/// A JWS around the credential, in an EnvelopedVerifiableCredential (vc-jose-cose 3.1).
inline constexpr std::string_view vc_jwt = "vc-jwt";

/// A base proof, of which a holder derives others: see disclosure.hpp.
inline constexpr std::string_view for_holder = proof::ecdsa_sd_2023_name;

/// The forms for which a key of this algorithm serves: names of cryptosuites, and `vc-jwt`.
std::vector<std::string_view> forms_of(keys::Algorithm algorithm);

/// The credential in one of these forms but that for a holder. The suite of `options` is not looked
/// at. Fails with proof.unknown_suite, or as secure() and secure_jwt().
Result<json::Document> secure_as(std::string_view form, const json::Document& unsecured,
                                 SecureOptions options, const keys::Signer& signer);

}  // namespace waarmerk::node::credential
