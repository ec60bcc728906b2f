#include "node/actions/redeem_offer.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/jose/jws.hpp"
#include "crypto/jose/sd_jwt.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/keys/jwk.hpp"
#include "node/actions/change_status.hpp"
#include "node/actions/issue_badge.hpp"
#include "node/actions/offer_badge.hpp"
#include "node/openid/error_codes.hpp"
#include "node/records/badges.hpp"
#include "node/records/offers.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"
#include "tests/support/wallet.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::Wallet;

constexpr const char* ldp = "OpenBadgeCredential_ldp_vc";
constexpr const char* jwt = "OpenBadgeCredential_jwt_vc_json";
constexpr const char* sd_jwt = "OpenBadgeCredential_dc+sd-jwt";

/// A library that offers one badge, and whoever asks for it.
struct Scene {
  explicit Scene(bool needs_confirmation = false) {
    auto offered = run_task(
        offer_badge(library.ports, {.award = tests::parse_json(R"({"achievement":")" + definition +
                                                               R"(","narrative":"Twelve times."})"),
                                    .needs_confirmation = needs_confirmation}));
    REQUIRE(offered);
    made = std::move(*offered);
    wrong = made.tx_code == "000000" ? "000001" : "000000";
  }
  Result<std::string> redeem(const std::string& tx_code) {
    return run_task(redeem_code(library.ports, {made.code, tx_code}));
  }
  std::string nonce() {
    return library.memory.records.nonces.make(library.random, library.clock.now());
  }
  /// The credential; empty where there is none yet.
  Result<std::string> ask(const std::string& token, const std::string& proof,
                          const std::string& configuration = ldp) {
    const auto request = tests::parse_json(R"({"credential_configuration_id":")" + configuration +
                                           R"(","proofs":{"jwt":[")" + proof + R"("]}})");
    auto handed = run_task(hand_over(library.ports, {token, request}));
    if (!handed) return std::unexpected(handed.error());
    handed_id = handed->id;
    return handed->credential.value_or("");
  }
  /// What comes of asking once more; empty as above.
  Result<std::string> ask_later(const std::string& token, const std::string& id) {
    const auto request = tests::parse_json(R"({"transaction_id":")" + id + R"("})");
    auto handed = run_task(hand_over_later(library.ports, {token, request}));
    if (!handed) return std::unexpected(handed.error());
    handed_id = handed->id;
    return handed->credential.value_or("");
  }
  ErrorCode confirm(const std::string& holder) {
    const auto confirmed = run_task(confirm_offer(library.ports, made.offer.id, holder));
    return confirmed ? ErrorCode{} : confirmed.error().code;
  }
  ErrorCode notify(const std::string& token, const std::string& id, const std::string& event) {
    const auto told =
        tests::parse_json(R"({"notification_id":")" + id + R"(","event":")" + event + R"("})");
    const auto taken = run_task(take_notification(library.ports, {token, told}));
    return taken ? ErrorCode{} : taken.error().code;
  }
  std::string proof_of(const Wallet& holder) { return holder.proof({.nonce = nonce()}); }
  openid::Offer kept() {
    auto offer = get_offer(library.ports, made.offer.id);
    REQUIRE(offer);
    return *offer;
  }
  openid::OfferState state() { return state_of(kept(), library.clock.now()); }
  std::size_t badge_count() { return records::list_badges(library.memory.store, {})->size(); }

  tests::TestNode library{"library.example"};
  std::string definition = library.define("Taalmaatje");
  openid::NewOffer made;
  std::string wrong;
  std::string handed_id;  ///< what came with the last answer
  Wallet wallet;
};

template <class T>
ErrorCode code_of(const Result<T>& result) {
  return result ? ErrorCode{} : result.error().code;
}

}  // namespace

TEST_CASE("who has both codes and proves a key gets the badge, bound to that key") {
  Scene scene;
  const auto token = scene.redeem(scene.made.tx_code);
  REQUIRE(token);
  CHECK(scene.badge_count() == 0);
  const auto badge = scene.ask(*token, scene.proof_of(scene.wallet));
  REQUIRE_MESSAGE(badge, badge.error().detail);
  const auto document = json::parse(*badge);
  REQUIRE(document);
  const auto subject = document->root().find("credentialSubject");
  CHECK(subject->find("id")->string() == scene.wallet.party.did);
  CHECK(subject->find("narrative")->string() == "Twelve times.");
  CHECK(document->root().find("proof"));
  // It can be revoked as any other.
  const auto id = tests::id_of(*document);
  CHECK(records::find_badge(scene.library.memory.store, id)->value().subject ==
        scene.wallet.party.did);
  CHECK(run_task(change_status(scene.library.ports, {id, StatusAction::revoke, ""})));
  CHECK(scene.state() == openid::OfferState::issued);
  CHECK(scene.kept().claim->badge_id == id);
  CHECK(scene.kept().award.empty());
}

TEST_CASE("the other form is a JWT of the data model, which stands alone") {
  Scene scene;
  const auto token = scene.redeem(scene.made.tx_code);
  REQUIRE(token);
  const auto badge = scene.ask(*token, scene.proof_of(scene.wallet), jwt);
  REQUIRE_MESSAGE(badge, badge.error().detail);
  const auto document = tests::parse_json("[" + *badge + "]");
  const auto compact = (*document.root().elements().begin()).string();
  REQUIRE(compact);
  const auto jws = jose::open_jws(*compact);
  REQUIRE(jws);
  CHECK(jws->type == "vc+jwt");
  CHECK(jose::verify_jws(*jws, scene.library.issuing->public_key()));
  CHECK(text_of(jws->payload).contains(scene.wallet.party.did));
}

TEST_CASE("the third form is an SD-JWT VC, which has the key that was proved") {
  Scene scene;
  const auto token = scene.redeem(scene.made.tx_code);
  REQUIRE(token);
  const Wallet wallet(9, keys::Algorithm::p256);
  const auto badge = scene.ask(*token, scene.proof_of(wallet), sd_jwt);
  REQUIRE_MESSAGE(badge, badge.error().detail);
  const auto document = tests::parse_json("[" + *badge + "]");
  const auto compact = (*document.root().elements().begin()).string();
  REQUIRE(compact);
  CHECK(compact->ends_with('~'));
  const auto opened = jose::open_sd_jwt(*compact);
  REQUIRE(opened);
  CHECK(opened->jws.type == "dc+sd-jwt");
  CHECK(jose::verify_jws(opened->jws, scene.library.issuing->public_key()));
  CHECK(opened->disclosed.disclosures.size() == 1);  // the narrative
  const auto claims = tests::parse_json(text_of(opened->jws.payload));
  CHECK(claims.root().find("sub")->string() == wallet.party.did);
  const auto key = keys::read_jwk(*claims.root().find("cnf")->find("jwk"));
  REQUIRE(key);
  CHECK(*key == wallet.party.signer->public_key());
  const auto id = std::string(claims.root().find("jti")->string().value());
  CHECK(scene.kept().claim->badge_id == id);
  CHECK(run_task(change_status(scene.library.ports, {id, StatusAction::revoke, ""})));
}

TEST_CASE("who asks again with the same key gets the same badge, and no second one") {
  for (const auto* form : {ldp, jwt, sd_jwt}) {
    Scene scene;
    const auto token = scene.redeem(scene.made.tx_code);
    REQUIRE(token);
    const auto first = scene.ask(*token, scene.proof_of(scene.wallet), form);
    const auto again = scene.ask(*token, scene.proof_of(scene.wallet), form);
    REQUIRE(first);
    REQUIRE(again);
    CHECK(*first == *again);
    CHECK(scene.badge_count() == 1);
    // Another key, or another form, is another badge.
    CHECK(code_of(scene.ask(*token, scene.proof_of(Wallet(10)), form)) == openid::request_denied);
    CHECK(code_of(scene.ask(*token, scene.proof_of(scene.wallet), form == ldp ? jwt : ldp)) ==
          openid::request_denied);
    CHECK(scene.badge_count() == 1);
  }
}

TEST_CASE("a proof that is replayed, for somebody else, or of no nonce of ours, gives nothing") {
  Scene scene;
  const auto token = scene.redeem(scene.made.tx_code);
  REQUIRE(token);
  const auto& wallet = scene.wallet;
  const auto elsewhere =
      wallet.proof({.nonce = scene.nonce(), .audience = "https://other.example"});
  CHECK(code_of(scene.ask(*token, elsewhere)) == openid::invalid_proof);
  CHECK(code_of(scene.ask(*token, wallet.proof({.nonce = "made-up"}))) == openid::invalid_nonce);
  CHECK(code_of(scene.ask(*token, wallet.proof({}))) == openid::invalid_proof);
  const auto late = scene.proof_of(wallet);
  scene.library.clock.advance(openid::nonce_ms);
  CHECK(code_of(scene.ask(*token, late)) == openid::invalid_nonce);
  CHECK(scene.badge_count() == 0);
  const auto proof = wallet.proof({.nonce = scene.nonce(), .issued = scene.library.clock.now()});
  REQUIRE(scene.ask(*token, proof));
  CHECK(code_of(scene.ask(*token, proof)) == openid::invalid_nonce);
}

TEST_CASE("what was not offered is not given, and binds nobody") {
  Scene scene;
  const auto token = scene.redeem(scene.made.tx_code);
  REQUIRE(token);
  CHECK(code_of(scene.ask(*token, scene.proof_of(Wallet(10)), "UniversityDegree")) ==
        openid::unknown_configuration);
  CHECK_FALSE(scene.kept().claim);
  CHECK(scene.ask(*token, scene.proof_of(scene.wallet)));
}

TEST_CASE("an identifier of what was not offered is none that was given out") {
  Scene scene;
  const auto token = scene.redeem(scene.made.tx_code);
  REQUIRE(token);
  const auto ask = [&](const std::string& identifier) {
    const auto request =
        tests::parse_json(R"({"credential_identifier":")" + identifier + R"(","proofs":{"jwt":[")" +
                          scene.proof_of(scene.wallet) + R"("]}})");
    return code_of(run_task(hand_over(scene.library.ports, {*token, request})));
  };
  CHECK(ask("badge:UniversityDegree") == openid::unknown_identifier);
  CHECK(ask(ldp) == openid::unknown_identifier);
  CHECK(ask(std::string("badge:") + ldp) == ErrorCode{});
  CHECK(scene.badge_count() == 1);
}

TEST_CASE("five wrong transaction codes end an offer, also where the node starts anew between") {
  Scene scene;
  for (int i = 0; i < 5; ++i) {
    CHECK(code_of(scene.redeem(scene.wrong)) == openid::invalid_grant);
    scene.library.memory.restart();
    CHECK(scene.kept().wrong_tries == i + 1);
  }
  CHECK(scene.state() == openid::OfferState::locked);
  CHECK(code_of(scene.redeem(scene.made.tx_code)) == openid::invalid_grant);
}

TEST_CASE("a stolen code without the transaction code opens nothing") {
  Scene scene;
  CHECK(code_of(run_task(redeem_code(scene.library.ports, {scene.made.code, std::nullopt}))) ==
        openid::invalid_request);
  CHECK(scene.kept().wrong_tries == 0);
  CHECK(code_of(scene.ask(scene.made.code, scene.proof_of(scene.wallet))) == openid::invalid_token);
  CHECK(code_of(scene.ask("", scene.proof_of(scene.wallet))) == openid::invalid_token);
}

TEST_CASE("where a thief was first with both codes, the owner's try takes it from them") {
  Scene scene;
  const auto thief = scene.redeem(scene.made.tx_code);
  REQUIRE(thief);
  CHECK(code_of(scene.redeem(scene.made.tx_code)) == openid::invalid_grant);
  CHECK(scene.state() == openid::OfferState::contested);
  CHECK(code_of(scene.ask(*thief, scene.proof_of(Wallet(10)))) == openid::invalid_token);
  CHECK(scene.badge_count() == 0);
}

TEST_CASE("an access token is over in ten minutes, and so is an offer that was withdrawn") {
  Scene scene;
  const auto token = scene.redeem(scene.made.tx_code);
  REQUIRE(token);
  scene.library.clock.advance(openid::access_token_ms);
  const auto proof =
      scene.wallet.proof({.nonce = scene.nonce(), .issued = scene.library.clock.now()});
  CHECK(code_of(scene.ask(*token, proof)) == openid::invalid_token);
  Scene other;
  const auto second = other.redeem(other.made.tx_code);
  REQUIRE(second);
  REQUIRE(run_task(withdraw_offer(other.library.ports, other.made.offer.id)));
  CHECK(code_of(other.ask(*second, other.proof_of(other.wallet))) == openid::invalid_token);
  CHECK(code_of(other.redeem(other.made.tx_code)) == openid::invalid_grant);
}

TEST_CASE("what could not be awarded now is given later, to the key that it was bound to") {
  Scene scene;
  const auto token = scene.redeem(scene.made.tx_code);
  REQUIRE(token);
  const Error closed{{"feed.ended", ErrorKind::conflict}, "closed"};
  scene.library.publisher.hold_back(closed);
  CHECK(code_of(scene.ask(*token, scene.proof_of(scene.wallet))) == closed.code);
  CHECK(scene.kept().claim->holder == scene.wallet.party.did);
  CHECK_FALSE(scene.kept().is_issued);
  scene.library.publisher.go_on();
  CHECK(code_of(scene.ask(*token, scene.proof_of(Wallet(10)))) == openid::request_denied);
  CHECK(scene.ask(*token, scene.proof_of(scene.wallet)));
  CHECK(scene.badge_count() == 1);
}

TEST_CASE("a wallet tells what became of its badge, and its last word stands") {
  Scene scene;
  const auto token = scene.redeem(scene.made.tx_code);
  REQUIRE(token);
  const auto offer_id = scene.made.offer.id;
  CHECK(scene.notify(*token, offer_id, "credential_accepted") == openid::invalid_notification_id);
  REQUIRE(scene.ask(*token, scene.proof_of(scene.wallet)));
  CHECK(scene.notify(*token, scene.handed_id, "credential_failure") == ErrorCode{});
  CHECK(scene.notify(*token, scene.handed_id, "credential_accepted") == ErrorCode{});
  CHECK(scene.notify(*token, scene.handed_id, "credential_accepted") == ErrorCode{});
  CHECK(scene.kept().event == "credential_accepted");
  CHECK(scene.notify(*token, "of-another", "credential_deleted") ==
        openid::invalid_notification_id);
  CHECK(scene.notify(*token, scene.handed_id, "lost") == openid::invalid_notification_request);
  CHECK(scene.notify("wma_none", scene.handed_id, "credential_deleted") == openid::invalid_token);
  CHECK(scene.kept().event == "credential_accepted");
}

TEST_CASE("where the operator confirms first, a wallet waits, and gets the badge later") {
  Scene scene(true);
  const auto token = scene.redeem(scene.made.tx_code);
  REQUIRE(token);
  const auto& holder = scene.wallet.party.did;
  CHECK(scene.confirm(holder) == not_waiting);
  CHECK(code_of(scene.ask_later(*token, scene.made.offer.id)) == openid::invalid_transaction);
  CHECK(scene.ask(*token, scene.proof_of(scene.wallet)) == "");
  CHECK(scene.state() == openid::OfferState::waiting);
  CHECK(scene.badge_count() == 0);
  const auto id = scene.handed_id;
  CHECK(scene.ask_later(*token, id) == "");
  CHECK(scene.handed_id == id);
  CHECK(code_of(scene.ask_later(*token, "another")) == openid::invalid_transaction);
  CHECK(code_of(scene.ask_later("wma_none", id)) == openid::invalid_token);
  CHECK(code_of(scene.ask(*token, scene.proof_of(Wallet(10)))) == openid::request_denied);
  CHECK(scene.notify(*token, id, "credential_accepted") == openid::invalid_notification_id);
  CHECK(scene.confirm("did:key:z6MkOfAnother") == not_waiting);
  CHECK(scene.confirm(holder) == ErrorCode{});
  const auto badge = scene.ask_later(*token, id);
  REQUIRE_MESSAGE(badge, badge.error().detail);
  CHECK(json::parse(*badge)->root().find("credentialSubject")->find("id")->string() == holder);
  CHECK(scene.state() == openid::OfferState::issued);
  CHECK(scene.notify(*token, scene.handed_id, "credential_accepted") == ErrorCode{});
  // The transaction is over; who lost the answer proves their key again.
  CHECK(code_of(scene.ask_later(*token, id)) == openid::invalid_transaction);
  CHECK(scene.ask(*token, scene.proof_of(scene.wallet)) == *badge);
  CHECK(scene.confirm(holder) == not_waiting);
  CHECK(scene.badge_count() == 1);
}

TEST_CASE("where both codes come twice before the operator confirmed, nothing can be confirmed") {
  Scene scene(true);
  const auto thief = scene.redeem(scene.made.tx_code);
  REQUIRE(thief);
  const Wallet of_thief(10);
  REQUIRE(scene.ask(*thief, scene.proof_of(of_thief)) == "");
  CHECK(code_of(scene.redeem(scene.made.tx_code)) == openid::invalid_grant);
  CHECK(scene.state() == openid::OfferState::contested);
  CHECK(scene.confirm(of_thief.party.did) == not_waiting);
  CHECK(code_of(scene.ask_later(*thief, scene.handed_id)) == openid::invalid_token);
  CHECK(scene.badge_count() == 0);
}

TEST_CASE("an award whose id was used before is refused") {
  Scene scene;
  Award award{.id = "urn:uuid:1f0f3c1e-0000-4000-8000-000000000001",
              .achievement_id = scene.definition,
              .subject_id = tests::someone};
  REQUIRE(run_task(award_badge(scene.library.ports, award)));
  CHECK(code_of(run_task(award_badge(scene.library.ports, award))) == badge_exists);
}

}  // namespace waarmerk::node::actions
