// Vouching: what organisations say of each other in tests, signed and on their feeds.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "node/actions/say_of_feed.hpp"
#include "node/credential/issuance.hpp"
#include "node/trust/recognized_entity.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::tests {

/// `issue`, 120, of everything, for a year from now on.
inline node::trust::Endorsement word_of(const TestNode& by, const did::Did& about) {
  const auto from = by.clock.now();
  return {.id = "urn:uuid:" + about.text() + std::to_string(from.ms),
          .name = "A word",
          .truster = by.self.did,
          .truster_name = by.self.name,
          .trustee = about,
          .scope = node::trust::any_scope(),
          .from = from,
          .until = from + 365 * day_ms};
}

using node::trust::StatementForm;

inline json::Document sign_word(const TestNode& by, const node::trust::Endorsement& word,
                                StatementForm form = StatementForm::endorsement) {
  const auto unsecured = node::trust::write_statement(word, form);
  REQUIRE(unsecured);
  auto secured = node::credential::secure(
      *unsecured, {.verification_method = by.self.issuing_method, .created = by.clock.now()},
      by.self.issuing);
  REQUIRE(secured);
  return std::move(*secured);
}

/// Says it on the feed; the hash by which it can be ended.
inline Sha256 vouch(TestNode& by, const node::trust::Endorsement& word,
                    StatementForm form = StatementForm::endorsement) {
  const auto hash = run_task(node::actions::publish_trust(by.ports, sign_word(by, word, form)));
  REQUIRE(hash);
  return *hash;
}

}  // namespace waarmerk::tests
