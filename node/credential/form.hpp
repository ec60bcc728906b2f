// Form: the ways in which a credential is secured, by the names that others ask for them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/random.hpp"
#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/keys/signer.hpp"
#include "crypto/proof/selective_disclosure.hpp"
#include "node/credential/issuance.hpp"

namespace waarmerk::node::credential {

// Around the credential, in an EnvelopedVerifiableCredential (vc-jose-cose 3): a JWS, an SD-JWT and
// a COSE_Sign1.
inline constexpr std::string_view vc_jwt = "vc-jwt";
inline constexpr std::string_view vc_sd_jwt = "vc-sd-jwt";
inline constexpr std::string_view vc_cose = "vc-cose";

/// A base proof, of which a holder derives others: see disclosure.hpp.
inline constexpr std::string_view for_holder = proof::ecdsa_sd_2023_name;

/// The forms for which a key of this algorithm serves: names of cryptosuites, and the three above.
std::vector<std::string_view> forms_of(keys::Algorithm algorithm);

struct FormOptions {
  SecureOptions secure;  ///< its cryptosuite is not looked at
  /// For `ecdsa-sd-2023`: JSON pointers to what a holder must show, beside always_shown().
  std::vector<std::string> mandatory_pointers = {};
  /// For `vc-sd-jwt`: JSON pointers to what a holder may keep back.
  std::vector<std::string> disclosable_pointers = {};
};

/// The credential in one of these forms. Fails with proof.unknown_suite, or as secure(),
/// secure_for_holder(), secure_jwt(), secure_sd_jwt() and secure_cose().
Result<json::Document> secure_as(std::string_view form, const json::Document& unsecured,
                                 FormOptions options, const keys::Signer& signer, Random& random);

}  // namespace waarmerk::node::credential
