// Presenter: somebody who shows a badge of theirs, as a verifier sees it; a test may have it shown
// by somebody else, to somebody else, or for another request.
#pragma once

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/writer.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "node/credential/presentation.hpp"
#include "node/credential/secure_jwt.hpp"
#include "tests/support/badge_builder.hpp"

namespace waarmerk::tests {

struct ShownTo {
  std::string nonce;
  std::string client_id;
};

/// A presentation with a Data Integrity proof, as JSON.
inline std::string present_ldp(const json::Document& badge, const TestParty& by,
                               const ShownTo& to) {
  const auto unsigned_one = node::credential::write_presentation({badge}, by.did);
  REQUIRE(unsigned_one);
  proof::ProofOptions options{.verification_method = by.method,
                              .proof_purpose = "authentication",
                              .domain = to.client_id,
                              .challenge = to.nonce};
  const auto shown = proof::add_proof(*unsigned_one, options, *by.signer);
  REQUIRE(shown);
  return json::print(shown->root());
}

/// A presentation in a JWT, as a JSON string.
inline std::string present_jwt(const json::Document& badge, const TestParty& by,
                               const ShownTo& to) {
  const auto unsigned_one = node::credential::write_presentation({badge}, by.did);
  REQUIRE(unsigned_one);
  const auto shown = node::credential::secure_jwt(*unsigned_one,
                                                  {.verification_method = by.method,
                                                   .created = badge_now,
                                                   .challenge = to.nonce,
                                                   .domain = to.client_id},
                                                  *by.signer);
  REQUIRE(shown);
  json::Writer writer;
  return writer.string(*shown).take();
}

}  // namespace waarmerk::tests
