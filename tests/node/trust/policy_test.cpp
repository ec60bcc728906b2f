#include "node/trust/policy.hpp"

#include <doctest/doctest.h>

#include "tests/support/trust_town.hpp"

namespace waarmerk::node::trust {

using tests::feed_named;

TEST_CASE("a policy that no rule allows is refused") {
  Policy good{.roots = {{.feed = feed_named("gemeente")}}};
  CHECK(check_policy(good));
  CHECK(check_policy({}));
  const auto refuses = [&](auto spoil) {
    auto policy = good;
    spoil(policy);
    const auto checked = check_policy(policy);
    return !checked && checked.error().code == bad_policy;
  };
  CHECK(refuses([](auto& policy) { policy.roots.push_back(policy.roots[0]); }));
  CHECK(refuses([](auto& policy) { policy.roots[0].amount = 125; }));
  CHECK(refuses([](auto& policy) { policy.roots[0].depth = 4; }));
  CHECK(refuses([](auto& policy) { policy.hops = 5; }));
  CHECK(refuses([](auto& policy) { policy.hops = 0; }));
  CHECK(refuses([](auto& policy) { policy.partial = 130; }));
  CHECK(refuses([](auto& policy) { policy.full = 50; }));
  CHECK(refuses([](auto& policy) {
    policy.vetoes.push_back({.by = feed_named("west"), .against = feed_named("nieuw")});
  }));
  CHECK(refuses([](auto& policy) {
    for (std::size_t i = 0; i < roots_max; ++i) {
      policy.roots.push_back({.feed = feed_named(std::to_string(i))});
    }
  }));
  good.roots[0].scope = {.any = true, .values = {{Dimension::skill, {"welding"}}}};
  CHECK(check_policy(good).error().code == bad_scope);
}

}  // namespace waarmerk::node::trust
