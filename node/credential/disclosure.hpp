// Disclosure: credentials of which their holder shows a part, with ecdsa-sd-2023.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/random.hpp"
#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/keys/signer.hpp"
#include "node/credential/issuance.hpp"

namespace waarmerk::node::credential {

/// JSON pointers to what a verifier needs to judge a credential at all, so that no holder may
/// withhold it (vc-jose-cose 3.2.1).
std::span<const std::string_view> always_shown();

/// What a holder of a credential can show parts of, and what they must show of it.
struct DisclosureOptions {
  SecureOptions secure;  ///< its cryptosuite is not looked at
  /// JSON pointers, beside which always_shown() holds for what is there.
  std::vector<std::string> mandatory_pointers = {};
};

/// The credential with a base proof, for its holder alone. Fails with what proof::add_base_proof
/// fails with.
Result<json::Document> secure_for_holder(const json::Document& unsecured,
                                         const DisclosureOptions& options,
                                         const keys::Signer& signer, Random& random);

/// The part of a credential that these JSON pointers choose, beside what must be shown, with a
/// proof that a verifier takes. Fails with what proof::derive_proof fails with.
Result<json::Document> show_part(const json::Document& secured,
                                 const std::vector<std::string>& pointers,
                                 const jsonld::Contexts& contexts = jsonld::Contexts::shipped());

}  // namespace waarmerk::node::credential
