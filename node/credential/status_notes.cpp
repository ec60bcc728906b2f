#include "node/credential/status_notes.hpp"

#include "node/credential/sentences.hpp"

namespace waarmerk::node::credential {

void add_notes(StatusFindings& findings, const Provenance& from, const StatusRules& rules) {
  const auto issuer = say_party(rules.issuer_name, rules.issuer);
  if (!from.custodian.empty()) {
    findings.checks.push_back(
        make_check(Finding::status_continued, {{"custodian", from.custodian}, {"issuer", issuer}}));
  }
  if (from.issuer.liveness == Liveness::closed && from.last_heard) {
    findings.checks.push_back(
        make_check(Finding::issuer_closed, {{"issuer", issuer}, {"time", *from.last_heard}}));
  }
}

}  // namespace waarmerk::node::credential
