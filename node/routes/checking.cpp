#include "node/routes/checking.hpp"

#include <string>
#include <utility>

#include "node/actions/first_seen.hpp"
#include "node/actions/held_evidence.hpp"
#include "node/actions/trust_check.hpp"
#include "node/actions/verify_badge.hpp"

namespace waarmerk::node::routes {
namespace {

/// Evidence from the node's strand, for a verification that runs beside it.
class EvidenceAcross final : public actions::Evidence {
 public:
  /// Both outlive it.
  EvidenceAcross(const Strand& strand, actions::Evidence& evidence)
      : strand_(strand), evidence_(evidence) {}

  Task<actions::Answer<actions::DidEvidence>> find_did(did::Did did) override {
    co_return co_await strand_.run(evidence_.find_did(std::move(did)));
  }
  Task<actions::Answer<actions::ListEvidence>> find_status_list(
      credential::NeedStatusList need) override {
    co_return co_await strand_.run(evidence_.find_status_list(std::move(need)));
  }
  Task<actions::Answer<actions::DocumentEvidence>> find_document(
      credential::NeedDocument need) override {
    co_return co_await strand_.run(evidence_.find_document(std::move(need)));
  }

 private:
  const Strand& strand_;
  actions::Evidence& evidence_;
};

/// With what came along, where anything did. `verify` is verify_badge or verify_presentation.
template <class Machine, class Outcome>
Task<Outcome> judge(Services& services, Machine machine, std::vector<kit::Kit> brought,
                    Task<Outcome> (*verify)(Machine, actions::Evidence&, const Clock&)) {
  const auto& clock = services.ports.clock;
  EvidenceAcross evidence(services.strand, services.evidence);
  if (brought.empty()) co_return co_await verify(std::move(machine), evidence, clock);
  actions::HeldEvidence held(services.ports, services.policy);
  EvidenceAcross known(services.strand, held);
  actions::KitEvidence with_kits(std::move(brought), services.policy, clock, known, &evidence);
  co_return co_await verify(std::move(machine), with_kits, clock);
}

Task<bool> note(actions::Audit& audit, std::vector<credential::Verdict> verdicts) {
  for (const auto& verdict : verdicts) audit.note(verdict);
  co_return true;
}

/// Where the operator wants it.
Task<void> keep_decisions(Services& services, std::vector<credential::Verdict> verdicts) {
  if (services.audit == nullptr || !services.audit->is_on()) co_return;
  co_await services.strand.run(note(*services.audit, std::move(verdicts)));
}

Task<Result<credential::Verdict>> with_trust(Services& services, trust::Scope scope,
                                             credential::Verdict verdict) {
  auto added = actions::add_trust_check(services.trust, scope, verdict);
  if (!added) co_return failure_of(std::move(added));
  co_return verdict;
}

Task<Result<credential::PresentationVerdict>> with_trusts(Services& services,
                                                          std::vector<trust::Scope> scopes,
                                                          credential::PresentationVerdict verdict) {
  auto added = actions::add_trust_checks(services.trust, scopes, verdict);
  if (!added) co_return failure_of(std::move(added));
  co_return verdict;
}

Task<Result<std::optional<actions::Explanation>>> explain_here(Services& services,
                                                               trust::Scope scope,
                                                               credential::Verdict verdict) {
  co_return actions::explain_issuer(services.trust, scope, verdict);
}

}  // namespace

Task<Result<std::optional<actions::Explanation>>> explain_issuer(Services& services,
                                                                 trust::Scope scope,
                                                                 credential::Verdict verdict) {
  co_return co_await services.strand.run(
      explain_here(services, std::move(scope), std::move(verdict)));
}

Task<Result<credential::Verdict>> check_credential(Services& services, CheckOrder order) {
  credential::Verification verification(std::move(order.opened), order.options);
  auto verdict = co_await judge(services, std::move(verification), std::move(order.brought),
                                &actions::verify_badge);
  if (order.trusted_for) {
    CO_TRY(judged, co_await services.strand.run(
                       with_trust(services, std::move(*order.trusted_for), std::move(verdict))));
    verdict = std::move(judged);
  }
  services.metrics
      .counter({"waarmerk_verifications_total", "Badges verified, by outcome."},
               {{"outcome", std::string(credential::print_outcome(verdict.outcome))}})
      .add();
  co_await keep_decisions(services, {verdict});
  co_return verdict;
}

Task<Result<credential::PresentationVerdict>> check_presentation(
    Services& services, credential::PresentationVerification verification,
    std::vector<kit::Kit> brought, std::optional<std::vector<trust::Scope>> scopes) {
  auto verdict = co_await judge(services, std::move(verification), std::move(brought),
                                &actions::verify_presentation);
  if (scopes) {
    CO_TRY(judged, co_await services.strand.run(
                       with_trusts(services, std::move(*scopes), std::move(verdict))));
    verdict = std::move(judged);
  }
  co_await keep_decisions(services, verdict.credentials);
  co_return verdict;
}

std::unique_ptr<actions::Evidence> evidence_across(Services& services) {
  return std::make_unique<EvidenceAcross>(services.strand, services.evidence);
}

credential::FirstSeen seen_here(const Services& services, json::Value credential) {
  return [&store = services.ports.records.store, credential] {
    return actions::first_seen_here(store, credential).value_or(std::nullopt);
  };
}

bool may_hear_of_trust(const Services& services, const http::Request& request) {
  if (!services.trust.has_policy()) return false;
  return services.trust.tells_visitors() ||
         services.access.allow(request, scope::read, services.ports.clock.now()).has_value();
}

}  // namespace waarmerk::node::routes
