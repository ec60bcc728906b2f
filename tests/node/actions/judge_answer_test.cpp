// Answers to a request, as honest wallets give them, and as thieves would.
#include "node/actions/judge_answer.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "crypto/jose/key_binding.hpp"
#include "node/actions/issue_badge.hpp"
#include "node/credential/form.hpp"
#include "node/credential/secure_sd_jwt.hpp"
#include "node/openid/error_codes.hpp"
#include "node/openid/presentation_request.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/presenter.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::present_jwt;
using tests::present_ldp;
using tests::ShownTo;
using tests::TestParty;

constexpr const char* client = "decentralized_identifier:did:web:employer.example";

/// A badge of the library's for a holder, and an employer who asks for it.
struct Scene {
  json::Document award(const std::string& form = {}) {
    auto secured = tests::run_task(award_badge(
        library.ports, {.achievement_id = definition, .subject_id = holder.did, .form = form}));
    REQUIRE(secured);
    return *secured;
  }
  Result<std::vector<JudgedBadge>> judge(const std::string& vp_token) {
    JudgeRules rules{.query = query,
                     .client_id = client,
                     .nonce = to.nonce,
                     .credentials = {.now = library.clock.now()}};
    return tests::run_task(judge_answer(std::move(rules), tests::parse_json(vp_token),
                                        library.evidence, library.clock));
  }
  std::string refusal(const std::string& vp_token) {
    const auto judged = judge(vp_token);
    if (judged) return "taken";
    CHECK(judged.error().code == openid::invalid_request);
    return judged.error().detail;
  }
  static std::string token(const std::string& presentation,
                           const std::string& id = "badge_ldp_vc") {
    return "{\"" + id + "\":[" + presentation + "]}";
  }

  tests::TestNode library{"library.example"};
  std::string definition = library.define("Taalmaatje");
  TestParty holder = TestParty::with_key(9);
  TestParty thief = TestParty::with_key(66);
  std::string query = openid::write_plain_query({.achievement = definition});
  ShownTo to{"n-1", client};
};

}  // namespace

TEST_CASE(
    "what was asked for, shown by its holder, is judged by the engine and told in its parts") {
  Scene scene;
  const auto judged = scene.judge(Scene::token(present_ldp(scene.award(), scene.holder, scene.to)));
  REQUIRE_MESSAGE(judged, judged.error().detail);
  REQUIRE(judged->size() == 1);
  const auto& badge = judged->front();
  CHECK(badge.query == "badge_ldp_vc");
  CHECK(badge.holder == scene.holder.did);
  CHECK(badge.verdict.accepted());
  CHECK(badge.shown.contains(scene.definition));
  const auto written = tests::parse_json(write_judged(*judged));
  CHECK(written.root().find("accepted")->boolean() == true);
  CHECK(written.root().find("badges")->size() == 1);
}

TEST_CASE("a badge in a JWT is shown in one") {
  Scene scene;
  const auto badge = scene.award(std::string(credential::vc_jwt));
  const auto judged =
      scene.judge(Scene::token(present_jwt(badge, scene.holder, scene.to), "badge_jwt_vc_json"));
  REQUIRE_MESSAGE(judged, judged.error().detail);
  CHECK(judged->front().verdict.accepted());
  // It is another form than the first query asks for.
  CHECK(scene.refusal(Scene::token(present_jwt(badge, scene.holder, scene.to)))
            .ends_with("is not what was asked for."));
}

TEST_CASE("a badge in an SD-JWT VC is shown with its key, and without what may be kept back") {
  Scene scene;
  const auto badge = scene.award("dc+sd-jwt");
  const auto show = [&](const TestParty& by, const std::string& nonce) {
    const std::string url(badge.root().find("id")->string().value());
    const auto whole = jose::open_sd_jwt(url.substr(url.find(',') + 1)).value();
    const auto least = jose::select_claims(whole, {}).value();
    const auto bound = jose::bind_key(jose::open_sd_jwt(least)->disclosed,
                                      {client, nonce, scene.library.clock.now()}, *by.signer);
    return Scene::token("\"" + bound.value() + "\"", "badge_dc_sd_jwt");
  };
  const auto judged = scene.judge(show(scene.holder, "n-1"));
  REQUIRE_MESSAGE(judged, judged.error().detail);
  CHECK(judged->front().verdict.accepted());
  CHECK(judged->front().holder == scene.holder.did);
  CHECK(judged->front().shown.contains(scene.definition));
  CHECK(scene.refusal(show(scene.holder, "n-2")).contains("key binding"));
  CHECK(scene.refusal(show(scene.thief, "n-1")).contains("key binding"));
  scene.query = openid::write_plain_query({.achievement = "urn:another"});
  CHECK(scene.refusal(show(scene.holder, "n-1")).ends_with("is not what was asked for."));
}

TEST_CASE("a presentation for another request, or for somebody else, is refused") {
  Scene scene;
  const auto badge = scene.award();
  CHECK(scene.refusal(Scene::token(present_ldp(badge, scene.holder, {"n-2", client})))
            .ends_with("badge.wrong_challenge"));
  CHECK(scene.refusal(Scene::token(present_ldp(badge, scene.holder, {"n-1", "x509_hash:y"})))
            .ends_with("badge.wrong_domain"));
  // The client identifier is whole, with its prefix.
  CHECK(scene
            .refusal(
                Scene::token(present_ldp(badge, scene.holder, {"n-1", "did:web:employer.example"})))
            .ends_with("badge.wrong_domain"));
  const auto jwt = scene.award(std::string(credential::vc_jwt));
  const auto as_jwt = [&](const ShownTo& to) {
    return scene.refusal(Scene::token(present_jwt(jwt, scene.holder, to), "badge_jwt_vc_json"));
  };
  CHECK(as_jwt({"n-2", client}).ends_with("badge.wrong_challenge"));
  CHECK(as_jwt({"n-1", "https://thief.example"}).ends_with("badge.wrong_domain"));
}

TEST_CASE("somebody else's badge is refused, however it is wrapped") {
  Scene scene;
  const auto badge = scene.award();
  CHECK(scene.refusal(Scene::token(present_ldp(badge, scene.thief, scene.to))) ==
        "The badge is somebody else's.");
  // The thief signs, and names the holder.
  auto as_holder = scene.thief;
  as_holder.did = scene.holder.did;
  CHECK(scene.refusal(Scene::token(present_ldp(badge, as_holder, scene.to)))
            .starts_with("The presentation does not hold"));
  // Without a presentation, and without a proof of one.
  CHECK(scene.refusal(Scene::token(json::print(badge.root()))) ==
        "A presentation has one credential inside.");
  const auto bare = credential::write_presentation({badge}, scene.holder.did);
  REQUIRE(bare);
  CHECK(scene.refusal(Scene::token(json::print(bare->root())))
            .starts_with("The presentation does not hold"));
}

TEST_CASE("a presentation without a holder proves nobody") {
  Scene scene;
  const auto bare = credential::write_presentation({scene.award()}, "");
  REQUIRE(bare);
  proof::ProofOptions options{.verification_method = scene.holder.method,
                              .proof_purpose = "authentication",
                              .domain = client,
                              .challenge = "n-1"};
  const auto shown = proof::add_proof(*bare, options, *scene.holder.signer);
  REQUIRE(shown);
  CHECK(scene.refusal(Scene::token(json::print(shown->root()))) != "taken");
}

TEST_CASE("what was not asked for is refused before anybody is asked about it") {
  Scene scene;
  const auto shown = present_ldp(scene.award(), scene.holder, scene.to);
  CHECK(scene.refusal("[]") == "vp_token is an object.");
  CHECK(scene.refusal("{}") == "This is not all that was asked for.");
  CHECK(scene.refusal(Scene::token(shown, "other")) == "Something else was asked for.");
  CHECK(scene.refusal("{\"badge_ldp_vc\":" + shown + "}").starts_with("Each query"));
  CHECK(scene.refusal("{\"badge_ldp_vc\":[]}").starts_with("Each query"));
  CHECK(scene.refusal(Scene::token(shown + "," + shown)).starts_with("Each query"));
  CHECK(scene.refusal(Scene::token("7")).ends_with("cannot be read."));
  scene.query = openid::write_plain_query({.achievement = "urn:another"});
  CHECK(scene.refusal(Scene::token(shown)).ends_with("is not what was asked for."));
}

TEST_CASE("a badge that is not genuine is an answer, and its verdict says so") {
  Scene scene;
  auto text = std::string(scene.award().text());
  const auto at = text.find("Taalmaatje");
  REQUIRE(at != std::string::npos);
  text.replace(at, 4, "Reke");
  const auto judged =
      scene.judge(Scene::token(present_ldp(tests::parse_json(text), scene.holder, scene.to)));
  REQUIRE_MESSAGE(judged, judged.error().detail);
  CHECK_FALSE(judged->front().verdict.accepted());
  CHECK(write_judged(*judged).starts_with(R"({"accepted":false)"));
}

TEST_CASE("types are known by their full names, and as they are written") {
  Scene scene;
  const auto asked = [&](const std::string& types) {
    scene.query = R"({"credentials":[{"id":"a","format":"ldp_vc","meta":{"type_values":[)" + types +
                  R"(]}}]})";
    return scene.refusal(Scene::token(present_ldp(scene.award(), scene.holder, scene.to), "a"));
  };
  CHECK(asked(R"(["https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential"])") ==
        "taken");
  CHECK(asked(R"(["OpenBadgeCredential"])") == "taken");
  CHECK(asked(R"(["https://example.org/x#OpenBadgeCredential"])") != "taken");
}

TEST_CASE("where no holder is asked for, the badge comes alone") {
  Scene scene;
  scene.query = R"({"credentials":[{"id":"a","format":"ldp_vc","meta":{"type_values":[)"
                R"(["OpenBadgeCredential"]]},"require_cryptographic_holder_binding":false}]})";
  const auto judged = scene.judge(Scene::token(json::print(scene.award().root()), "a"));
  REQUIRE_MESSAGE(judged, judged.error().detail);
  CHECK(judged->front().holder.empty());
  CHECK(judged->front().verdict.accepted());
}

namespace {

/// An SD-JWT VC of somebody's, shown with a key binding.
std::string bound(const TestParty& issuer, const TestParty& holder, const TestParty& by,
                  const ShownTo& to) {
  tests::SeededRandom random(1);
  const auto claims = tests::parse_json(R"({"vct":"urn:diploma","iss":")" + issuer.did +
                                        R"(","level":"B1","name":"Ada"})");
  const auto text = credential::secure_sd_jwt_vc(claims,
                                                 {.verification_method = issuer.method,
                                                  .disclosable = {"/name"},
                                                  .holder = holder.signer->public_key()},
                                                 *issuer.signer, random);
  REQUIRE(text);
  const auto opened = jose::open_sd_jwt(*text);
  REQUIRE(opened);
  const jose::KeyBinding binding{
      .audience = to.client_id, .nonce = to.nonce, .issued = tests::badge_now};
  const auto shown = jose::bind_key(opened->disclosed, binding, *by.signer);
  REQUIRE(shown);
  json::Writer writer;
  return writer.string(*shown).take();
}

}  // namespace

TEST_CASE("an SD-JWT VC is shown with a key binding for this request, by the key that it names") {
  Scene scene;
  const auto issuer = TestParty::with_key(3);
  scene.query = R"({"credentials":[{"id":"a","format":"dc+sd-jwt","meta":{"vct_values":[)"
                R"("urn:diploma"]},"claims":[{"path":["level"],"values":["B1"]},)"
                R"({"path":["name"]}]}]})";
  const auto answer = [&](const TestParty& by, const ShownTo& to) {
    return Scene::token(bound(issuer, scene.holder, by, to), "a");
  };
  const auto judged = scene.judge(answer(scene.holder, scene.to));
  REQUIRE_MESSAGE(judged, judged.error().detail);
  CHECK(judged->front().shown ==
        R"([{"path":["level"],"values":["B1"]},{"path":["name"],"values":["Ada"]}])");
  const std::string refused = "The key binding does not hold, or is missing.";
  CHECK(scene.refusal(answer(scene.thief, scene.to)) == refused);
  CHECK(scene.refusal(answer(scene.holder, {"n-2", client})) == refused);
  CHECK(scene.refusal(answer(scene.holder, {"n-1", "https://thief.example"})) == refused);
}

}  // namespace waarmerk::node::actions
