#include "node/credential/form.hpp"

#include <algorithm>
#include <utility>

#include "crypto/proof/cryptosuite.hpp"
#include "node/credential/disclosure.hpp"
#include "node/credential/secure_cose.hpp"
#include "node/credential/secure_jwt.hpp"
#include "node/credential/secure_sd_jwt.hpp"

namespace waarmerk::node::credential {
namespace {

Result<json::Document> as_jwt(const json::Document& unsecured, const SecureOptions& options,
                              const keys::Signer& signer) {
  TRY(compact,
      secure_jwt(unsecured,
                 {.verification_method = options.verification_method, .created = options.created},
                 signer));
  return envelop(compact, "vc+jwt");
}

Result<json::Document> as_sd_jwt(const json::Document& unsecured, FormOptions options,
                                 const keys::Signer& signer, Random& random) {
  const SdJwtOptions sd{.verification_method = std::move(options.secure.verification_method),
                        .created = options.secure.created,
                        .disclosable = std::move(options.disclosable_pointers)};
  TRY(compact, secure_sd_jwt(unsecured, sd, signer, random));
  return envelop(compact, "vc+sd-jwt");
}

Result<json::Document> as_cose(const json::Document& unsecured, const SecureOptions& options,
                               const keys::Signer& signer) {
  TRY(sign1,
      secure_cose(unsecured,
                  {.verification_method = options.verification_method, .created = options.created},
                  signer));
  return envelop_cose(text_of(sign1));
}

}  // namespace

std::vector<std::string_view> forms_of(keys::Algorithm algorithm) {
  std::vector<std::string_view> forms;
  for (const auto& suite : proof::all_suites()) {
    if (proof::expect_algorithm(suite, algorithm)) forms.push_back(suite.name);
  }
  if (proof::expect_algorithm(proof::ecdsa_sd_2023(), algorithm)) forms.push_back(for_holder);
  forms.insert(forms.end(), {vc_jwt, vc_sd_jwt, vc_cose});
  return forms;
}

Result<json::Document> secure_as(std::string_view form, const json::Document& unsecured,
                                 FormOptions options, const keys::Signer& signer, Random& random) {
  if (form == vc_jwt) return as_jwt(unsecured, options.secure, signer);
  if (form == vc_sd_jwt) return as_sd_jwt(unsecured, std::move(options), signer, random);
  if (form == vc_cose) return as_cose(unsecured, options.secure, signer);
  if (form == for_holder) {
    const DisclosureOptions disclosure{.secure = std::move(options.secure),
                                       .mandatory_pointers = std::move(options.mandatory_pointers)};
    return secure_for_holder(unsecured, disclosure, signer, random);
  }
  options.secure.cryptosuite = std::string(form);
  return secure(unsecured, options.secure, signer);
}

}  // namespace waarmerk::node::credential
