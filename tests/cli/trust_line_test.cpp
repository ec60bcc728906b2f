#include "cli/trust_line.hpp"

#include <doctest/doctest.h>

#include "crypto/json/parse.hpp"

namespace waarmerk::cli {

TEST_CASE("a path is a line of stops, and a root itself the first of them") {
  const auto path = json::parse(R"({"root":{"did":"did:web:town.example","name":"Gemeente"},
    "bits":[{"to":{"did":"did:web:west.example","name":"West"}},
            {"to":{"did":"did:web:new.example"}}]})");
  REQUIRE(path);
  CHECK(trust_line(path->root()) == "you ━━ Gemeente ━━ West ━━ did:web:new.example");
  const auto root = json::parse(R"({"root":{"did":"did:web:town.example"},"bits":[]})");
  CHECK(trust_line(root->root()) == "you ━━ did:web:town.example");
}

TEST_CASE("a name cannot break out of its line") {
  const auto party =
      json::parse("{\"did\":\"did:web:a.example\",\"name\":\"A\\nyou \\u001b[1mB\"}");
  REQUIRE(party);
  const auto name = party_name(party->root());
  CHECK_FALSE(name.contains('\n'));
  CHECK_FALSE(name.contains('\x1b'));
}

TEST_CASE("a name turns no writing around, and one of nothing else is no name") {
  const auto named = [](const std::string& name) {
    const auto party = json::parse(R"({"did":"did:web:a.example","name":")" + name + R"("})");
    REQUIRE(party);
    return party_name(party->root());
  };
  CHECK(named(R"(\u202eA\u2067 B\u200f)") == "A B");
  CHECK(named(R"(\u202e \u2066)") == "did:web:a.example");
}

}  // namespace waarmerk::cli
