// What a node holds of an issuer, for who checks a badge by himself.
#include "node/actions/check_material.hpp"

#include <doctest/doctest.h>

#include "tests/support/survival.hpp"

namespace waarmerk::node::actions {

TEST_CASE("what is held of an issuer is found, with who spoke for it, and nobody is asked") {
  tests::Survival scene;
  const auto did = scene.library->home.self.did;
  const auto asked = scene.street.network.asked("library.example");
  const auto material = tests::run_task(
      find_material(scene.employer->ports, scene.policy,
                    {.dids = {did, *did::Did::parse("did:web:nobody.example")},
                     .lists = {{"https://library.example/status/1", did.text()},
                               {"https://library.example/status/77", did.text()}}}));
  REQUIRE(material.documents.size() == 1);
  CHECK(material.documents.front().did == did.text());
  CHECK(material.documents.front().history.is_dated());
  REQUIRE(material.lists.size() == 1);
  CHECK(material.lists.front().url == "https://library.example/status/1");
  CHECK(material.lists.front().evidence.credential.contains("encodedList"));
  CHECK(material.lists.front().evidence.from.issuer.witnesses.agree == 1);
  CHECK(scene.street.network.asked("library.example") == asked);
}

TEST_CASE("a list that another issuer claims to have at the same place is not handed out as his") {
  tests::Survival scene;
  const auto material = tests::run_task(find_material(
      scene.employer->ports, scene.policy,
      {.dids = {}, .lists = {{"https://library.example/status/1", "did:web:thief.example"}}}));
  CHECK(material.lists.empty());
}

}  // namespace waarmerk::node::actions
