// What a list, or a store, says of a badge of one issuer, and how that is judged.
#pragma once

#include <doctest/doctest.h>

#include <variant>

#include "node/credential/status_check.hpp"
#include "tests/support/badge_builder.hpp"

namespace waarmerk::tests {

inline const TestParty& list_issuer() {
  static const auto party = TestParty::with_key(1);
  return party;
}

inline node::credential::StatusRules list_rules() {
  return {
      .now = badge_now, .time = badge_now, .issuer = list_issuer().did, .issuer_name = "Library"};
}

inline node::credential::StatusFindings judge_list(
    const node::credential::ListEvidence& evidence,
    const node::credential::StatusRules& rules = list_rules()) {
  auto answer = node::credential::check_status(evidence, rules, {});
  REQUIRE(std::holds_alternative<node::credential::StatusFindings>(answer));
  return std::get<node::credential::StatusFindings>(answer);
}

inline node::credential::Finding found_in_list(
    const node::credential::ListEvidence& evidence,
    const node::credential::StatusRules& rules = list_rules()) {
  return judge_list(evidence, rules).checks.front().finding;
}

}  // namespace waarmerk::tests
