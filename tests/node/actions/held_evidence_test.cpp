#include "node/actions/held_evidence.hpp"

#include <doctest/doctest.h>

#include "tests/support/survival.hpp"

namespace waarmerk::node::actions {

TEST_CASE("what is held answers, and nobody is asked for what is not") {
  tests::Survival scene;
  HeldEvidence held(scene.employer->ports, scene.policy);
  const auto asked = scene.street.network.asked("library.example");
  const auto did = scene.library->home.self.did;
  CHECK(tests::run_task(held.find_did(did)));
  const auto list = tests::run_task(held.find_status_list(
      {.url = "https://library.example/status/1", .issuer = did.text(), .as_signed = true}));
  REQUIRE(list);
  CHECK(list->from.issuer.witnesses.agree == 1);
  const auto nobody = tests::run_task(held.find_did(*did::Did::parse("did:web:school.example")));
  const auto missing = tests::run_task(held.find_status_list(
      {.url = "https://library.example/status/77", .issuer = did.text(), .as_signed = true}));
  const auto document = tests::run_task(held.find_document({"https://library.example/key"}));
  CHECK_FALSE(missing);
  CHECK_FALSE(missing.asked_outside);
  CHECK_FALSE(document);
  CHECK_FALSE(document.asked_outside);
  CHECK_FALSE(nobody.asked_outside);
  CHECK(scene.street.network.asked("library.example") == asked);
}

}  // namespace waarmerk::node::actions
