#include "node/routes/checking.hpp"

#include <doctest/doctest.h>

#include "tests/support/badge_builder.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::TestRoutes;

credential::Outcome check(TestRoutes& library, std::string_view badge) {
  CheckOrder order{.opened = credential::open(badge), .options = {.now = library.node.clock.now()}};
  const auto verdict =
      tests::run_on(library.context, check_credential(library.services, std::move(order)));
  REQUIRE(verdict);
  return verdict->outcome;
}

}  // namespace

TEST_CASE("each badge that is checked is counted by its outcome") {
  TestRoutes library;
  const auto badge = library.node.award(library.node.define("Taalmaatje"));
  CHECK(check(library, badge.text()) == credential::Outcome::genuine);
  CHECK(check(library, "Hello") == credential::Outcome::not_genuine);
  const auto counted = library.metrics.print();
  CHECK(counted.contains("waarmerk_verifications_total{outcome=\"genuine\"} 1"));
  CHECK(counted.contains("waarmerk_verifications_total{outcome=\"not_genuine\"} 1"));
}

TEST_CASE("who saw a badge first is asked of this node's own store") {
  TestRoutes library;
  const auto badge = library.node.award(library.node.define("Taalmaatje"));
  CHECK(seen_here(library.services, badge.root())());
  const auto foreign = tests::parse_json(R"({"id":"urn:uuid:1"})");
  CHECK_FALSE(seen_here(library.services, foreign.root())());
}

TEST_CASE(
    "whom this node believes is told to visitors where its policy says so, and else to who may "
    "read") {
  actions::TrustPolicy policy;
  const auto feed = feed::feed_id_of(*did::Did::parse("did:web:city.example"));
  policy.policy.roots = {{feed}};
  policy.parties[feed] = {"did:web:city.example", "The city"};
  auto request = tests::request_of("POST", "/check");
  TestRoutes silent(tests::NodeMethod::web, policy);
  CHECK_FALSE(may_hear_of_trust(silent.services, request));
  policy.tell_visitors = true;
  TestRoutes open(tests::NodeMethod::web, policy);
  CHECK(may_hear_of_trust(open.services, request));
  request.headers.set("Authorization", "Bearer " + silent.token);
  CHECK(may_hear_of_trust(silent.services, request));
}

TEST_CASE("whom this node believes is told to nobody without a policy and a token") {
  TestRoutes library;
  auto request = tests::request_of("POST", "/check");
  CHECK_FALSE(may_hear_of_trust(library.services, request));
  request.headers.set("Authorization", "Bearer " + library.token);
  CHECK_FALSE(may_hear_of_trust(library.services, request));
}

}  // namespace waarmerk::node::routes
