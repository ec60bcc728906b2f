#include "node/actions/signed_by.hpp"

#include <string>
#include <variant>
#include <vector>

#include "node/actions/known_did.hpp"
#include "node/credential/proof_check.hpp"

namespace waarmerk::node::actions {

Result<std::optional<credential::KnownDids>> check_signed_by(const storage::View& store,
                                                             const credential::Secured& secured,
                                                             const SignedClaim& claim) {
  TRY(issuer, did::Did::parse(claim.issuer));
  credential::KnownDids known;
  known.add(issuer, claim.document != nullptr ? Result<did::DocumentHistory>(*claim.document)
                                              : get_documents(store, issuer));
  const credential::ProofRules rules{.now = claim.at, .owner = std::string(claim.issuer)};
  const auto answer = credential::check_proofs(secured, rules, known);
  const auto* checks = std::get_if<std::vector<credential::Check>>(&answer);
  const auto decision = checks ? credential::decide(*checks) : credential::Decision{};
  // A key that others may have could hide what was revoked.
  const bool is_doubtful = decision.finding == credential::Finding::key_compromised;
  if (checks == nullptr || !credential::is_accepted(decision.outcome) || is_doubtful)
    return std::nullopt;
  return known;
}

}  // namespace waarmerk::node::actions
