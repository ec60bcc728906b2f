#include "node/credential/form.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "crypto/proof/cryptosuite.hpp"
#include "node/credential/secure_jwt.hpp"

namespace waarmerk::node::credential {

std::vector<std::string_view> forms_of(keys::Algorithm algorithm) {
  std::vector<std::string_view> forms;
  for (const auto& suite : proof::all_suites()) {
    if (proof::expect_algorithm(suite, algorithm)) forms.push_back(suite.name);
  }
  if (proof::expect_algorithm(proof::ecdsa_sd_2023(), algorithm)) forms.push_back(for_holder);
  forms.push_back(vc_jwt);
  return forms;
}

Result<json::Document> secure_as(std::string_view form, const json::Document& unsecured,
                                 SecureOptions options, const keys::Signer& signer) {
  if (form == vc_jwt) {
    const JwtOptions jwt{.verification_method = std::move(options.verification_method),
                         .created = options.created};
    TRY(compact, secure_jwt(unsecured, jwt, signer));
    return envelop(compact, "vc+jwt");
  }
  options.cryptosuite = std::string(form);
  return secure(unsecured, options, signer);
}

}  // namespace waarmerk::node::credential
