#include "node/actions/first_seen.hpp"

#include <doctest/doctest.h>

#include "crypto/json/edit.hpp"
#include "crypto/json/parse.hpp"
#include "node/actions/issue_badge.hpp"
#include "node/records/badges.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {

TEST_CASE("a badge that this node issued is known since then, and a changed one is not") {
  tests::TestNode library("library.example");
  const auto issued = library.clock.now();
  const auto badge = library.award(library.define("Taalmaatje"));
  library.clock.advance(day_ms);
  const auto since = [&](const json::Document& document) {
    const auto seen = first_seen_here(library.memory.store, document.root());
    REQUIRE(seen);
    return *seen;
  };
  CHECK(since(badge) == issued);
  const auto name = json::parse("\"Another\"").value();
  CHECK_FALSE(since(*json::with_member(badge.root(), "name", name.root())));
  CHECK_FALSE(since(json::parse(R"({"id":"urn:uuid:1"})").value()));
  CHECK_FALSE(since(json::parse("{}").value()));
}

TEST_CASE("a badge that is not kept is known by its digest, and by nothing less") {
  tests::TestNode library("library.example");
  Award award{.achievement_id = library.define("Taalmaatje"), .email = "amina@example.org"};
  const auto badge = tests::run_task(award_badge(library.ports, std::move(award)));
  REQUIRE(badge);
  CHECK(first_seen_here(library.memory.store, badge->root()).value() == library.clock.now());
  const auto kept = records::find_credential(library.memory.store, tests::id_of(*badge));
  REQUIRE(kept);
  const auto redacted = json::parse(**kept);
  CHECK_FALSE(first_seen_here(library.memory.store, redacted->root()).value());
}

}  // namespace waarmerk::node::actions
