#include "node/actions/first_seen.hpp"

#include <doctest/doctest.h>

#include "crypto/json/edit.hpp"
#include "crypto/json/parse.hpp"
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

}  // namespace waarmerk::node::actions
