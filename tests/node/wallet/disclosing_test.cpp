#include "node/wallet/disclosing.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "crypto/jose/sd_jwt.hpp"
#include "crypto/json/document.hpp"
#include "crypto/json/writer.hpp"
#include "tests/support/card.hpp"

namespace waarmerk::node::wallet {
namespace {

using Names = std::vector<std::string>;

struct Scene {
  tests::SeededRandom random{4};
  Holder holder = make_holder(random);
  std::string card = tests::card_for(holder);

  Part choose(const Names& pointers) const {
    auto part = choose_part(card, pointers);
    REQUIRE(part);
    return std::move(*part);
  }
};

/// What its holder is told of a claim; `-` where they are told nothing.
std::string told(const Part& part, std::string_view name) {
  const auto found = std::ranges::find(part.shown, name, &ToldClaim::name);
  return found == part.shown.end() ? "-" : found->value;
}

/// What somebody reads who gets it.
std::string seen(const Part& part) {
  const auto opened = jose::open_sd_jwt(part.text);
  REQUIRE(opened);
  const auto unpacked = jose::unpack_sd_jwt(*opened);
  REQUIRE(unpacked);
  return json::print(unpacked->payload.root());
}

}  // namespace

TEST_CASE("what was asked for goes out, and its holder is told that and what stays") {
  const Scene scene;
  const auto part = scene.choose({"/given_name"});
  CHECK(told(part, "given_name") == "Ada");
  CHECK(told(part, "family_name") == "-");
  CHECK(told(part, "vct") == tests::card_kind);
  CHECK(told(part, "iat") == "2026-01-05T00:00:00Z");
  CHECK(told(part, "cnf") == "the public half of your key");
  CHECK(part.withheld == Names{"address", "family_name", "skills.0", "skills.1"});
  CHECK(seen(part).contains("Ada"));
  for (const auto* secret : {"Byron", "London", "UK", "maths", "music"}) {
    CHECK_FALSE(seen(part).contains(secret));
  }
}

TEST_CASE("a claim brings along what is in it, and what it lies in") {
  const Scene scene;
  const auto whole = scene.choose({"/address"});
  CHECK(told(whole, "address.city") == "London");
  const auto inner = scene.choose({"/address/country"});
  CHECK(told(inner, "address.country") == "UK");
  CHECK(told(inner, "address.city") == "-");
  CHECK(inner.withheld ==
        Names{"address.city", "family_name", "given_name", "skills.0", "skills.1"});
  const auto second = scene.choose({"/skills/1"});
  CHECK(told(second, "skills.0") == "music");
  CHECK_FALSE(seen(second).contains("maths"));
}

TEST_CASE("where nothing is asked for, only that goes which nobody can keep back") {
  const Scene scene;
  const auto bare = scene.choose({});
  CHECK(told(bare, "vct") == tests::card_kind);
  CHECK(bare.withheld == Names{"address", "family_name", "given_name", "skills.0", "skills.1"});
  CHECK(choose_part(scene.card, {"/shoe_size"}).error().code == jose::no_such_claim);
  CHECK_FALSE(choose_part("{}", {}));
}

TEST_CASE("a part is bound to whom it is for, and says nothing of what stays") {
  const Scene scene;
  const auto signer = signer_of(scene.holder).value();
  const auto part = scene.choose({"/given_name"});
  const auto bound =
      bind_part(part, {.audience = "acme", .nonce = "n-1", .issued = tests::badge_now}, *signer);
  REQUIRE(bound);
  const auto opened = jose::open_sd_jwt(*bound).value();
  const auto binding = jose::verify_key_binding(opened.disclosed, signer->public_key());
  REQUIRE(binding);
  CHECK(binding->audience == "acme");
  CHECK(binding->nonce == "n-1");
  CHECK(binding->issued == tests::badge_now);
  // Another part under the same signature is not what its holder signed.
  auto other = opened.disclosed;
  other.text = scene.choose({"/family_name"}).text;
  CHECK_FALSE(jose::verify_key_binding(other, signer->public_key()));
}

}  // namespace waarmerk::node::wallet
