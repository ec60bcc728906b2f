#include "node/actions/paper_claim.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "crypto/json/parse.hpp"
#include "node/actions/change_status.hpp"
#include "node/actions/issue_badge.hpp"
#include "node/actions/offer_badge.hpp"
#include "node/actions/redeem_offer.hpp"
#include "node/actions/verify_badge.hpp"
#include "node/credential/securing.hpp"
#include "node/openid/error_codes.hpp"
#include "node/records/badges.hpp"
#include "node/records/families.hpp"
#include "node/records/offers.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"
#include "tests/support/wallet.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::Wallet;

template <class T>
ErrorCode code_of(const Result<T>& result) {
  return result ? ErrorCode{} : result.error().code;
}

/// A library that printed a badge for an e-mail address, and whoever has the card.
struct Scene {
  explicit Scene(Award more = Award()) { id = print(std::move(more)); }

  std::string print(Award award) {
    award.achievement_id = definition;
    award.email = "amira@example.org";
    if (award.id.empty()) award.id = "urn:uuid:1f0f3c1e-0000-4000-8000-000000000001";
    const auto badge_id = award.id;
    const auto badge = run_task(award_badge(library.ports, std::move(award)));
    REQUIRE_MESSAGE(badge, badge.error().detail);
    return badge_id;
  }
  Result<openid::NewOffer> offer(std::optional<UnixTime> until = {}) {
    return run_task(offer_paper_claim(library.ports, {.badge_id = id, .until = until}));
  }
  /// What comes of both codes and a proof of this wallet's key.
  Result<json::Document> claim(const openid::NewOffer& made, const Wallet& holder,
                               const std::string& format = "ldp_vc") {
    auto token = run_task(redeem_code(library.ports, {made.code, made.tx_code}));
    if (!token) return std::unexpected(token.error());
    const auto now = library.clock.now();
    const auto proof = holder.proof(
        {.nonce = library.memory.records.nonces.make(library.random, now), .issued = now});
    const auto request = R"({"credential_configuration_id":"OpenBadgeCredential_)" + format +
                         R"(","proofs":{"jwt":[")" + proof + R"("]}})";
    auto handed =
        run_task(hand_over(library.ports, {std::move(*token), tests::parse_json(request)}));
    if (!handed) return std::unexpected(handed.error());
    // A JWT is a text, and no document: in an array it is one.
    const auto text = handed->credential.value_or("");
    return json::parse(text.starts_with('"') ? "[" + text + "]" : text);
  }
  ErrorCode change(const std::string& badge_id, StatusAction action) {
    return code_of(run_task(change_status(library.ports, {badge_id, action, "a mistake"})));
  }
  std::string standing(const std::string& badge_id) {
    const auto badge = records::find_badge(library.memory.store, badge_id);
    REQUIRE(badge);
    REQUIRE(*badge);
    return standing_of(library.memory.records, **badge)->word;
  }

  tests::TestNode library{"library.example"};
  std::string definition = library.define("Taalmaatje");
  std::string id;
  Wallet wallet;
};

}  // namespace

TEST_CASE("a badge on paper is given again to the key of who has the card and the digits") {
  const UnixTime end = tests::badge_now + 400 * day_ms;
  Award more;
  more.valid_until = end;
  more.awarded = tests::badge_now + -30 * day_ms;
  more.narrative = "Twelve times.";
  more.evidence.emplace_back().narrative = "A list of evenings";
  Scene scene(std::move(more));
  const auto made = scene.offer();
  REQUIRE_MESSAGE(made, made.error().detail);
  CHECK(made->offer.until - made->offer.made == openid::paper_offer_ms);
  CHECK(made->tx_code.size() == 8);
  // What the badge says stands with the badge, and not a second time for a year.
  CHECK(made->offer.award.empty());
  // Months later, which a code for a wallet would not live to see.
  scene.library.clock.advance(200 * day_ms);
  CHECK(run_task(forget_offers(scene.library.ports)) == 0);
  const auto badge = scene.claim(*made, scene.wallet);
  REQUIRE_MESSAGE(badge, badge.error().detail);
  const auto subject = badge->root().find("credentialSubject");
  CHECK(subject->find("id")->string() == scene.wallet.party.did);
  CHECK_FALSE(subject->find("identifier"));
  CHECK(subject->find("narrative")->string() == "Twelve times.");
  CHECK(badge->root().find("awardedDate")->string() == print_time(tests::badge_now + -30 * day_ms));
  CHECK(badge->root().find("validUntil")->string() == print_time(end));
  CHECK(json::print(badge->root()).contains("A list of evenings"));
  // Both stand.
  const auto claimed = tests::id_of(*badge);
  CHECK(claimed != scene.id);
  CHECK(scene.standing(scene.id) == "valid");
  CHECK(scene.standing(claimed) == "valid");
  CHECK(records::find_badge(scene.library.memory.store, scene.id)->value().claimed ==
        std::vector<std::string>{claimed});
  // It is known for a week what became of it.
  CHECK(get_offer(scene.library.ports, made->offer.id)->is_issued);
  scene.library.clock.advance(8 * day_ms);
  CHECK(run_task(forget_offers(scene.library.ports)) == 1);
}

TEST_CASE("a badge for a card that names nobody is claimed as well") {
  Scene scene;
  Award award{.achievement_id = scene.definition, .is_for_card = true};
  const auto paper = run_task(award_badge(scene.library.ports, std::move(award)));
  REQUIRE_MESSAGE(paper, paper.error().detail);
  const auto identity = paper->root().find("credentialSubject")->find("identifier");
  REQUIRE(identity);
  CHECK(json::print(*identity).contains(R"("hashed":false)"));
  scene.id = tests::id_of(*paper);
  const auto badge = scene.claim(*scene.offer(), scene.wallet);
  REQUIRE_MESSAGE(badge, badge.error().detail);
  CHECK(badge->root().find("credentialSubject")->find("id")->string() == scene.wallet.party.did);
  CHECK_FALSE(badge->root().find("credentialSubject")->find("identifier"));
  Award both{.achievement_id = scene.definition, .email = "a@b.example", .is_for_card = true};
  CHECK(code_of(run_task(award_badge(scene.library.ports, std::move(both)))) == no_subject);
}

TEST_CASE("the day of the award is that of the paper, also where nobody wrote one down") {
  Scene scene;
  const auto award = award_of_paper(scene.library.ports, scene.id);
  REQUIRE(award);
  CHECK(award->awarded == tests::badge_now);
  CHECK_FALSE(award->email);
  CHECK_FALSE(award->subject_id);
}

TEST_CASE("what was withdrawn or is over is not given again, and no key is bound to it") {
  Award more;
  more.valid_until = tests::badge_now + 30 * day_ms;
  Scene scene(std::move(more));
  const auto made = scene.offer();
  REQUIRE(made);
  REQUIRE(scene.change(scene.id, StatusAction::suspend) == ErrorCode{});
  CHECK(code_of(scene.offer()) == not_claimable);
  CHECK(code_of(scene.claim(*made, scene.wallet)) == openid::request_denied);
  CHECK_FALSE(get_offer(scene.library.ports, made->offer.id)->claim);
  // Another wallet may come once it stands again.
  REQUIRE(scene.change(scene.id, StatusAction::reinstate) == ErrorCode{});
  scene.library.clock.advance(openid::access_token_ms);
  CHECK(scene.claim(*made, Wallet(10)));
  scene.library.clock.advance(30 * day_ms);
  CHECK(code_of(scene.offer()) == not_claimable);
}

TEST_CASE("who withdraws the badge on paper withdraws what came of it, and not the other way") {
  Scene scene;
  const auto badge = scene.claim(*scene.offer(), scene.wallet);
  REQUIRE(badge);
  const auto first = tests::id_of(*badge);
  // It was somebody else's wallet: that badge goes, and the earner comes for another.
  REQUIRE(scene.change(first, StatusAction::revoke) == ErrorCode{});
  CHECK(scene.standing(scene.id) == "valid");
  const auto second = scene.claim(*scene.offer(), Wallet(10));
  REQUIRE(second);
  REQUIRE(scene.change(scene.id, StatusAction::suspend) == ErrorCode{});
  CHECK(scene.standing(tests::id_of(*second)) == "suspended");
  REQUIRE(scene.change(scene.id, StatusAction::reinstate) == ErrorCode{});
  CHECK(scene.standing(tests::id_of(*second)) == "valid");
  REQUIRE(scene.change(scene.id, StatusAction::revoke) == ErrorCode{});
  CHECK(scene.standing(tests::id_of(*second)) == "revoked");
  CHECK(scene.standing(first) == "revoked");
}

TEST_CASE("it is claimed in each form, and the bit of each goes with the badge on paper") {
  for (const std::string format : {"jwt_vc_json", "dc+sd-jwt"}) {
    CAPTURE(format);
    Scene scene;
    const auto badge = scene.claim(*scene.offer(), scene.wallet, format);
    REQUIRE_MESSAGE(badge, badge.error().detail);
    const auto kept = records::find_badge(scene.library.memory.store, scene.id);
    REQUIRE((*kept)->claimed.size() == 1);
    const auto claimed = (*kept)->claimed.front();
    CHECK(scene.standing(claimed) == "valid");
    REQUIRE(scene.change(scene.id, StatusAction::revoke) == ErrorCode{});
    CHECK(scene.standing(claimed) == "revoked");
    const std::string compact((*badge->root().elements().begin()).string().value());
    auto opened = credential::open(compact);
    REQUIRE(opened);
    const auto verdict = run_task(verify_badge(
        credential::Verification(std::move(*opened), {.now = scene.library.clock.now(),
                                                      .contexts = scene.library.ports.contexts}),
        scene.library.evidence, scene.library.clock));
    CHECK(verdict.finding == credential::Finding::revoked);
  }
}

TEST_CASE("what breaks in this node is not told to a wallet as an answer for good") {
  Scene scene;
  const auto made = scene.offer();
  REQUIRE(made);
  storage::Batch rows;
  rows.put(records::family::badge, bytes_of(scene.id), bytes_of("no row"));
  scene.library.memory.write(rows);
  const auto broken = scene.claim(*made, scene.wallet);
  REQUIRE_FALSE(broken);
  CHECK(broken.error().code != openid::request_denied);
  CHECK_FALSE(get_offer(scene.library.ports, made->offer.id)->claim);
}

TEST_CASE("a thief with the card alone cannot keep its owner away") {
  Scene scene;
  const auto made = scene.offer();
  REQUIRE(made);
  const std::string wrong = made->tx_code == "00000000" ? "00000001" : "00000000";
  for (int i = 0; i < 20; ++i) {
    CHECK(code_of(run_task(redeem_code(scene.library.ports, {made->code, wrong}))) ==
          openid::invalid_grant);
  }
  CHECK(get_offer(scene.library.ports, made->offer.id)->wrong_tries == 5);
  CHECK(code_of(scene.claim(*made, scene.wallet)) == openid::invalid_grant);
  // The page of the offer is shown meanwhile; and the desk has a way that the thief does not know.
  CHECK(get_open_offer(scene.library.ports, made->code));
  const auto anew = scene.offer();
  REQUIRE(anew);
  CHECK(code_of(get_offer(scene.library.ports, made->offer.id)) == no_offer);
  CHECK(scene.claim(*anew, scene.wallet));
}

TEST_CASE("an hour later the owner of a card is heard again") {
  Scene scene;
  const auto made = scene.offer();
  REQUIRE(made);
  const std::string wrong = made->tx_code == "00000000" ? "00000001" : "00000000";
  for (int i = 0; i < 5; ++i) {
    run_task(redeem_code(scene.library.ports, {made->code, wrong}));
  }
  scene.library.clock.advance(openid::paper_rest_ms);
  CHECK(scene.claim(*made, scene.wallet));
}

TEST_CASE("a badge that has a key, is none of ours or was prepared elsewhere has no claim") {
  Scene scene;
  const auto bound = scene.library.award(scene.definition);
  scene.id = tests::id_of(bound);
  CHECK(code_of(scene.offer()) == not_claimable);
  scene.id = "urn:uuid:none";
  CHECK(code_of(scene.offer()) == no_badge);
  Award other;
  other.id = "urn:uuid:1f0f3c1e-0000-4000-8000-000000000002";
  scene.id = scene.print(std::move(other));
  scene.library.self.url.clear();
  CHECK(code_of(scene.offer()) == no_offer_address);
}

TEST_CASE("a claim is good for two years at the most, and one badge is given eight times") {
  Scene scene;
  const auto now = scene.library.clock.now();
  CHECK(code_of(scene.offer(now)) == bad_offer);
  CHECK(code_of(scene.offer(now + openid::paper_offer_ms_max + 1)) == bad_offer);
  CHECK(scene.offer(now + openid::paper_offer_ms_max));
  for (std::size_t i = 0; i < paper_claims_max; ++i) {
    const auto made = scene.offer();
    REQUIRE(made);
    REQUIRE(scene.claim(*made, Wallet(static_cast<std::uint8_t>(20 + i))));
  }
  CHECK(code_of(scene.offer()) == not_claimable);
}

TEST_CASE("badges on paper are counted apart from what waits for a wallet") {
  Scene scene;
  storage::Batch rows;
  for (std::size_t i = 0; i < paper_offers_max; ++i) {
    openid::OfferWish wish{scene.library.clock.now() + day_ms, {}, "urn:x", ""};
    wish.paper = "urn:uuid:other";
    records::save_offer(
        rows,
        openid::make_offer(std::move(wish), scene.library.clock.now(), scene.library.random).offer);
  }
  scene.library.memory.write(rows);
  CHECK(code_of(scene.offer()) == many_paper_offers);
  const auto award = tests::parse_json(R"({"achievement":")" + scene.definition + "\"}");
  CHECK(run_task(offer_badge(scene.library.ports, {.award = award})));
}

}  // namespace waarmerk::node::actions
