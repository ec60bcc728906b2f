// Who follows only some feeds: real nodes, over HTTP and links.
#include <doctest/doctest.h>

#include "tests/support/eventually.hpp"
#include "tests/support/trial_node.hpp"

namespace waarmerk::tests {

TEST_CASE("a node that follows whom it is shown badges of holds their feeds, and no others") {
  TrialNode library({.did = DidForm::key});
  TrialNode school({.name = "School", .did = DidForm::key});
  const auto badge = library.award(library.define());
  TrialNode employer({.name = "Werkgever",
                      .peers = {library.organisation.url(), school.organisation.url()},
                      .follow = {"seen"}});
  employer.sync();
  CHECK(employer.head_of(library.feed()).empty());
  CHECK(employer.verdict_code(badge.credential) == "badge.genuine");
  REQUIRE(employer.catches_up_with(library));
  library.change(badge, "revoke");
  REQUIRE(employer.catches_up_with(library));
  const auto verdict = employer.verify(badge.credential);
  CHECK(verdict.text("verdict.code") == "badge.revoked");
  CHECK(verdict.text("verdict.status.source") == "gossip");
  CHECK(employer.head_of(school.feed()).empty());
}

TEST_CASE("a node that names whom it follows holds their feeds from the start") {
  TrialNode library({.did = DidForm::key});
  TrialNode school({.name = "School", .did = DidForm::key});
  TrialNode employer({.name = "Werkgever",
                      .peers = {library.organisation.url(), school.organisation.url()},
                      .follow = {library.organisation.did()}});
  REQUIRE(employer.catches_up_with(library));
  CHECK(employer.head_of(school.feed()).empty());
}

}  // namespace waarmerk::tests
