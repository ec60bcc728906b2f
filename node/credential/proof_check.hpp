// Proof check: whether what secures a document holds, and whose key it is.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "crypto/base/time.hpp"
#include "did/document.hpp"
#include "node/credential/key_lookup.hpp"
#include "node/credential/securing.hpp"
#include "node/credential/verdict.hpp"
#include "node/credential/verification.hpp"

namespace waarmerk::node::credential {

struct ProofRules {
  UnixTime now;
  did::Purpose purpose = did::Purpose::assertion_method;
  /// Whose key it must be: an issuer or a holder. Empty: whoever signed.
  std::string owner;
  std::string owner_name = {};
  Finding owner_good = Finding::issuer_good;
  IssuerCheck issuer_check = IssuerCheck::required;
  /// When it was signed, where the signature does not tell: what the document says of itself.
  std::optional<UnixTime> dated = {};
  FirstSeen first_seen = {};
  std::optional<std::string> challenge = {};
  std::optional<std::string> domain = {};
  jsonld::Contexts contexts = jsonld::Contexts::shipped();
  /// Takes each key that a proof was held against; may be nothing. Outlives the check.
  std::vector<UsedKey>* used = nullptr;
};

/// What must be known first, or the checks `proof` and `issuer`.
///
/// Each proof of a set must hold, as far as it can be checked, and one of them must be the owner's.
/// A proof that cannot be checked beside a good one of the owner is a warning.
using ProofAnswer = std::variant<did::Did, NeedDocument, std::vector<Check>>;

ProofAnswer check_proofs(const Secured& secured, const ProofRules& rules, const KnownDids& known);

}  // namespace waarmerk::node::credential
