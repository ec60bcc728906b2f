#include "node/credential/secure_cose.hpp"

#include <string>

#include "crypto/cose/sign1.hpp"
#include "crypto/encoding/base64.hpp"
#include "node/credential/securing.hpp"

namespace waarmerk::node::credential {

Result<Bytes> secure_cose(const json::Document& unsecured, const JwtOptions& options,
                          const keys::Signer& signer) {
  TRY(kind, kind_of(unsecured));
  cose::Sign1Options headers{.type = "application/" + kind + "+cose",
                             .content_type = "application/" + kind,
                             .key_id = options.verification_method};
  headers.claims.issued = options.created;
  if (!options.challenge.empty()) headers.claims.nonce = options.challenge;
  if (!options.domain.empty()) headers.claims.audience = {options.domain};
  return cose::sign_sign1(bytes_of(unsecured.text()), headers, signer);
}

Result<json::Document> envelop_cose(std::string_view sign1) {
  TRY(opened, open(sign1));
  if (!opened.cose) return fail(not_a_credential, "This is no COSE_Sign1.");
  TRY(kind, kind_of(opened.document));
  const bool is_binary = cose::is_sign1(bytes_of(sign1));
  const auto text = is_binary ? encoding::encode_base64(bytes_of(sign1)) : std::string(sign1);
  const auto end = text.find_last_not_of(" \t\r\n") + 1;
  const auto start = text.find_first_not_of(" \t\r\n");
  return envelop(text.substr(start, end - start), kind + "+cose;base64");
}

}  // namespace waarmerk::node::credential
