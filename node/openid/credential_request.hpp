// CredentialRequest: what a wallet asks for at the credential endpoint (OpenID4VCI 1.0 8.2), and at
// the deferred one.
#pragma once

#include <string>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"

namespace waarmerk::node::openid {

struct CredentialRequest {
  std::string configuration;   ///< `credential_configuration_id`, or the one of the identifier
  std::string proof;           ///< the one `jwt` among the `proofs`
  bool is_identified = false;  ///< by `credential_identifier`
};

/// What is not known is passed over, as the specification asks. Fails with
/// openid.invalid_credential_request, openid.unknown_credential_identifier, openid.invalid_proof
/// for proofs of another kind, none, or more than one, and with
/// openid.invalid_encryption_parameters for an answer that is to be encrypted: none is here.
Result<CredentialRequest> read_credential_request(const json::Document& body);

/// The `transaction_id` of a deferred credential request (9.1). Fails with
/// openid.invalid_credential_request or openid.invalid_encryption_parameters.
Result<std::string> read_deferred_request(const json::Document& body);

}  // namespace waarmerk::node::openid
