#include "node/openid/offer.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "node/openid/error_codes.hpp"
#include "node/openid/secret_text.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::openid {
namespace {

using tests::badge_now;

/// An offer, and what comes of each that shows something for it.
struct Scene {
  explicit Scene(OfferWish wish = {badge_now + offer_ms, {"a", "b"}, "urn:x", "{}"})
      : made(make_offer(std::move(wish), badge_now, random)) {
    wrong = made.tx_code == "000000" ? "000001" : "000000";
  }
  Result<std::string> show(std::optional<std::string> tx_code) {
    auto redemption = redeem(made.offer, {made.code, std::move(tx_code)}, now, random);
    made.offer = std::move(redemption.offer);
    return std::move(redemption.token);
  }
  ErrorCode refusal(std::optional<std::string> tx_code) {
    const auto token = show(std::move(tx_code));
    return token ? ErrorCode{} : token.error().code;
  }
  OfferState state() const { return state_of(made.offer, now); }

  tests::SeededRandom random;
  UnixTime now = badge_now;
  NewOffer made;
  std::string wrong;
};

OfferWish on_paper() {
  OfferWish wish{badge_now + paper_offer_ms, {"a", "b"}, "urn:x", ""};
  wish.paper = "urn:uuid:paper";
  return wish;
}

}  // namespace

TEST_CASE("both codes give one access token, and of none of the three is more than a hash kept") {
  Scene scene;
  CHECK(scene.made.tx_code.size() == 6);
  CHECK(scene.state() == OfferState::open);
  const auto token = scene.show(scene.made.tx_code);
  REQUIRE(token);
  CHECK(scene.state() == OfferState::taken);
  CHECK(secret_id(SecretKind::access_token, *token) == scene.made.offer.id);
  CHECK(check_access(scene.made.offer, *token, scene.now));
  CHECK(scene.made.offer.code_hash == sha256(bytes_of(scene.made.code)));
  CHECK(scene.made.offer.token->hash == sha256(bytes_of(*token)));
  // Six digits can be tried out; without the code their hash tells nothing.
  CHECK(scene.made.offer.tx_code_hash != sha256(bytes_of(scene.made.tx_code)));
}

TEST_CASE("who was wrong five times is not heard any more, not even with the right one") {
  Scene scene;
  CHECK(scene.refusal(std::nullopt) == invalid_request);
  for (int i = 0; i < 4; ++i) CHECK(scene.refusal(scene.wrong) == invalid_grant);
  CHECK(scene.state() == OfferState::open);
  CHECK(scene.refusal(scene.wrong) == invalid_grant);
  CHECK(scene.state() == OfferState::locked);
  CHECK(scene.refusal(scene.made.tx_code) == invalid_grant);
  CHECK_FALSE(scene.made.offer.token);
}

TEST_CASE("who wants what was not offered uses up neither code nor try") {
  Scene scene;
  const auto ask = [&](const std::string& configuration) {
    auto redemption =
        redeem(scene.made.offer, {scene.made.code, scene.made.tx_code, {configuration}}, scene.now,
               scene.random);
    scene.made.offer = std::move(redemption.offer);
    return redemption.token ? ErrorCode{} : redemption.token.error().code;
  };
  CHECK(ask("another") == invalid_authorization_details);
  CHECK(scene.state() == OfferState::open);
  CHECK(scene.made.offer.wrong_tries == 0);
  CHECK(ask(scene.made.offer.configurations.front()) == ErrorCode{});
  CHECK(scene.state() == OfferState::taken);
}

TEST_CASE("who has not the code takes no try away, and learns nothing of the other") {
  Scene scene;
  scene.made.code.back() = scene.made.code.back() == '0' ? '1' : '0';
  for (int i = 0; i < 6; ++i) CHECK(scene.refusal(scene.wrong) == invalid_grant);
  CHECK(scene.refusal(scene.made.tx_code) == invalid_grant);
  CHECK(scene.made.offer.wrong_tries == 0);
}

TEST_CASE("an offer is over in time, and so is what was got for it") {
  Scene scene;
  scene.now = scene.made.offer.until;
  CHECK(scene.state() == OfferState::expired);
  CHECK(scene.refusal(scene.made.tx_code) == invalid_grant);
  Scene other;
  const auto token = other.show(other.made.tx_code);
  REQUIRE(token);
  other.now = other.now + access_token_ms;
  CHECK(check_access(other.made.offer, *token, other.now).error().code == invalid_token);
  CHECK(other.state() == OfferState::expired);
}

TEST_CASE("where both codes come twice, neither wallet gets the badge") {
  Scene scene;
  const auto token = scene.show(scene.made.tx_code);
  REQUIRE(token);
  // A wrong one is no second holder of both.
  CHECK(scene.refusal(scene.wrong) == invalid_grant);
  CHECK(check_access(scene.made.offer, *token, scene.now));
  CHECK(scene.refusal(scene.made.tx_code) == invalid_grant);
  CHECK(scene.state() == OfferState::contested);
  CHECK(check_access(scene.made.offer, *token, scene.now).error().code == invalid_token);
}

TEST_CASE("what was handed out already is not taken back, but it is known that somebody came") {
  Scene scene;
  const auto token = scene.show(scene.made.tx_code);
  REQUIRE(token);
  scene.made.offer.is_issued = true;
  CHECK(scene.refusal(scene.made.tx_code) == invalid_grant);
  CHECK(scene.made.offer.is_contested);
  CHECK(scene.state() == OfferState::issued);
  CHECK(check_access(scene.made.offer, *token, scene.now));
}

TEST_CASE("another's access token opens nothing") {
  Scene scene;
  CHECK(check_access(scene.made.offer, "", scene.now).error().code == invalid_token);
  const auto token = scene.show(scene.made.tx_code);
  REQUIRE(token);
  CHECK(check_access(scene.made.offer, scene.made.code, scene.now).error().code == invalid_token);
  const auto other = make_secret(SecretKind::access_token, scene.made.offer.id, scene.random);
  CHECK(check_access(scene.made.offer, other.text, scene.now).error().code == invalid_token);
}

TEST_CASE("the first key in the first form claims the badge, and is given the same again") {
  Scene scene;
  auto& offer = scene.made.offer;
  const Claim first{"did:key:z1", "a", "urn:uuid:1"};
  CHECK(claim_of(offer, first) == first);
  offer.claim = first;
  CHECK(claim_of(offer, {"did:key:z1", "a", "urn:uuid:2"}) == first);
  CHECK(claim_of(offer, {"did:key:z2", "a", "urn:uuid:2"}).error().code == request_denied);
  CHECK(claim_of(offer, {"did:key:z1", "b", "urn:uuid:2"}).error().code == request_denied);
  CHECK(claim_of(offer, {"did:key:z1", "c", "urn:uuid:2"}).error().code == unknown_configuration);
}

TEST_CASE("an offer that needs a confirmation waits for it once a key has claimed it") {
  Scene scene;
  auto& offer = scene.made.offer;
  offer.needs_confirmation = true;
  REQUIRE(scene.show(scene.made.tx_code));
  CHECK(scene.state() == OfferState::taken);
  CHECK_FALSE(is_waiting(offer));
  offer.claim = Claim{"did:key:z1", "a", "urn:uuid:1"};
  CHECK(is_waiting(offer));
  CHECK(scene.state() == OfferState::waiting);
  offer.is_confirmed = true;
  CHECK_FALSE(is_waiting(offer));
  CHECK(scene.state() == OfferState::taken);
  offer.is_confirmed = false;
  scene.now = scene.now + access_token_ms;
  CHECK(scene.state() == OfferState::expired);
}

TEST_CASE("a badge on paper has eight digits, and rests an hour after each five wrong tries") {
  Scene scene(on_paper());
  CHECK(scene.made.tx_code.size() == 8);
  CHECK(tx_code_digits_of(scene.made.offer) == 8);
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 5; ++i) {
      CHECK(scene.state() == OfferState::open);
      CHECK(scene.refusal(scene.wrong) == invalid_grant);
    }
    CHECK(scene.state() == OfferState::resting);
    // Neither a right nor a wrong one is heard, and neither makes it longer.
    const auto rest = scene.made.offer.rests_until;
    CHECK(rest == scene.now + paper_rest_ms);
    CHECK(scene.refusal(scene.made.tx_code) == invalid_grant);
    CHECK(scene.refusal(scene.wrong) == invalid_grant);
    CHECK(scene.made.offer.rests_until == rest);
    CHECK(scene.made.offer.wrong_tries == 5 * (round + 1));
    scene.now = scene.now + paper_rest_ms;
  }
  CHECK(scene.state() == OfferState::open);
  CHECK(scene.show(scene.made.tx_code));
}

TEST_CASE("a wallet that went away without its badge leaves one on paper open") {
  Scene scene(on_paper());
  const auto first = scene.show(scene.made.tx_code);
  REQUIRE(first);
  CHECK(scene.state() == OfferState::taken);
  // Two at once have it both, and neither gets it; but not for ever.
  CHECK(scene.refusal(scene.made.tx_code) == invalid_grant);
  CHECK(scene.state() == OfferState::contested);
  CHECK(check_access(scene.made.offer, *first, scene.now).error().code == invalid_token);
  scene.now = scene.now + access_token_ms;
  CHECK(scene.state() == OfferState::open);
  const auto second = scene.show(scene.made.tx_code);
  REQUIRE(second);
  CHECK(scene.state() == OfferState::taken);
  CHECK(check_access(scene.made.offer, *second, scene.now));
  CHECK(check_access(scene.made.offer, *first, scene.now).error().code == invalid_token);
  scene.made.offer.is_issued = true;
  scene.now = scene.now + access_token_ms;
  CHECK(scene.state() == OfferState::issued);
  CHECK(scene.refusal(scene.made.tx_code) == invalid_grant);
  CHECK(scene.made.offer.is_contested);
}

TEST_CASE(
    "of one on paper a key that nobody confirmed is forgotten, and one that may have it not") {
  for (const bool is_confirmed : {false, true}) {
    auto wish = on_paper();
    wish.needs_confirmation = true;
    Scene scene(std::move(wish));
    REQUIRE(scene.show(scene.made.tx_code));
    scene.made.offer.claim = Claim{"did:key:z1", "a", "urn:uuid:1"};
    scene.made.offer.is_confirmed = is_confirmed;
    scene.now = scene.now + access_token_ms;
    CHECK(scene.state() == OfferState::open);
    REQUIRE(scene.show(scene.made.tx_code));
    CHECK(scene.made.offer.claim.has_value() == is_confirmed);
  }
}

TEST_CASE("a badge on paper can be claimed until its day, and not after it") {
  Scene scene(on_paper());
  scene.now = scene.made.offer.until + -1;
  REQUIRE(scene.show(scene.made.tx_code));
  scene.now = scene.now + access_token_ms;
  CHECK(scene.state() == OfferState::expired);
  CHECK(scene.refusal(scene.made.tx_code) == invalid_grant);
}

TEST_CASE("each state has a word") {
  CHECK(print_state(OfferState::resting) == "resting");
  CHECK(print_state(OfferState::open) == "open");
  CHECK(print_state(OfferState::taken) == "taken");
  CHECK(print_state(OfferState::waiting) == "waiting");
  CHECK(print_state(OfferState::issued) == "issued");
  CHECK(print_state(OfferState::expired) == "expired");
  CHECK(print_state(OfferState::locked) == "locked");
  CHECK(print_state(OfferState::contested) == "contested");
}

}  // namespace waarmerk::node::openid
