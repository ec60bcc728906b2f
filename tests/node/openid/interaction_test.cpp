#include "node/openid/interaction.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/openid/secret_text.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::openid {

TEST_CASE("the address of an offer holds its code in two parts, and gives it back") {
  tests::SeededRandom random;
  const auto id = draw_id(random);
  const auto code = make_secret(SecretKind::code, id, random).text;
  const auto link = interaction_of_offer("https://library.example", code);
  const auto start = "https://library.example/interactions/" + id + "?iuv=1&key=";
  REQUIRE(link.starts_with(start));
  CHECK(link.size() <= 400);  // VCALM: as short as possible
  CHECK(code_of_interaction(id, link.substr(start.size())) == code);
  CHECK(interaction_of_request("https://library.example", "0123") ==
        "https://library.example/interactions/0123?iuv=1");
}

TEST_CASE("a wallet is told the protocol by its name with a version, and by its older one") {
  const auto offer = tests::parse_json(write_offer_protocols("openid-credential-offer://?x"));
  const auto protocols = offer.root().find("protocols");
  REQUIRE(protocols);
  CHECK(protocols->find("oid4vci-1.0")->string() == "openid-credential-offer://?x");
  CHECK(protocols->find("OID4VCI")->string() == "openid-credential-offer://?x");
  CHECK(write_request_protocols("openid4vp://?x") ==
        R"({"protocols":{"oid4vp-1.0":"openid4vp://?x","OID4VP":"openid4vp://?x"}})");
}

}  // namespace waarmerk::node::openid
