// Disclosing: an SD-JWT VC shown claim by claim: what goes out is what was asked for, and its
// holder is told which claims those are (RFC 9901, SD-JWT VC, OpenID4VP 1.0 6.4.1).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/jose/key_binding.hpp"
#include "crypto/keys/signer.hpp"

namespace waarmerk::node::wallet {

/// A claim as its holder is told of it.
struct ToldClaim {
  std::string name;   ///< `given_name`, `address.city`, `skills.0`
  std::string value;  ///< a text as it is, a time as RFC 3339, anything else as JSON
};

/// What of a credential goes out.
struct Part {
  std::string text;  ///< the SD-JWT with these disclosures alone, without a key binding
  std::vector<ToldClaim> shown = {};
  std::vector<std::string> withheld = {};  ///< names of claims that its holder keeps back
};

/// The part that JSON pointers choose: what stands there with all that is in it, what that lies in,
/// and what the issuer lets nobody keep back. Fails with sd_jwt.*, also where a pointer leads
/// nowhere.
Result<Part> choose_part(std::string_view sd_jwt, const std::vector<std::string>& pointers);

/// Signed by its holder for this audience and nonce. Fails with sd_jwt.* or as the signer does.
Result<std::string> bind_part(const Part& part, const jose::KeyBinding& binding,
                              const keys::Signer& holder);

}  // namespace waarmerk::node::wallet
