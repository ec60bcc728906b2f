#include "node/credential/verification.hpp"

#include <doctest/doctest.h>

#include "crypto/json/canonical.hpp"
#include "crypto/json/edit.hpp"
#include "crypto/json/parse.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/seeded_random.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;
using tests::Documents;
using tests::TestParty;
using tests::verify_badge;

namespace {

const TestParty& issuer() {
  static const auto party = TestParty::with_key(1);
  return party;
}

const TestParty& library() {
  static const auto party = TestParty::at_host("library.example", 3);
  return party;
}

std::string issued(const Badge& badge, const TestParty& by = issuer()) {
  return std::string(tests::issue(badge, by).text());
}

Verdict verify_at(const std::string& file, UnixTime now) {
  Documents none;
  return verify_badge(file, none, {.now = now});
}

Verdict verify_for(const std::string& file, const std::string& subject) {
  Documents none;
  return verify_badge(file, none, {.now = tests::badge_now, .expect_subject = subject});
}

std::string as_jws(const Badge& badge, std::string_view type = "vc+jwt") {
  const jose::JwsOptions options{
      .type = std::string(type), .content_type = "vc", .key_id = issuer().method};
  const auto payload = write_badge(badge).value();
  return jose::sign_jws(bytes_of(payload.text()), options, *issuer().signer).value();
}

}  // namespace

TEST_CASE("a good badge of a did:key is genuine, and nobody is asked anything") {
  Verification verification(issued(tests::sample_badge(issuer())), {.now = tests::badge_now});
  CHECK(!verification.next().has_value());
  const auto& verdict = verification.outcome();
  CHECK(verdict.outcome == Outcome::genuine);
  CHECK(verdict.code() == "badge.genuine");
  CHECK(verdict.issuer == issuer().did);
  CHECK(verdict.issuer_name == "Library of Breda");
  CHECK(verdict.achievement == "Language café host");
  CHECK(verdict.subject == TestParty::with_key(200).did);
  CHECK(verdict.valid_from == tests::badge_issued);
  CHECK(verdict.status.word == StatusWord::none);
  CHECK(verdict.checked_at == tests::badge_now);
  CHECK(!verdict.phoned_home);
  for (const char* name : {"format", "proof", "issuer", "status", "dates"}) {
    REQUIRE(tests::find_check(verdict.checks, name) != nullptr);
    CHECK(tests::find_check(verdict.checks, name)->state() == CheckState::passed);
  }
}

TEST_CASE("a badge of a did:web asks for its document, and then for its list") {
  Documents documents;
  documents.add(library());
  documents.by_name[std::string(tests::list_url)] = tests::list_text(library());
  const auto badge = tests::with_status(tests::sample_badge(library()), 7);
  const auto verdict = verify_badge(issued(badge, library()), documents);
  CHECK(verdict.outcome == Outcome::genuine);
  CHECK(verdict.status.word == StatusWord::not_revoked);
  CHECK(verdict.status.source == Source::documents);
  CHECK(documents.asked == std::vector<std::string>{library().did, std::string(tests::list_url)});
}

TEST_CASE("a revoked and a suspended badge are told apart, and neither is accepted") {
  for (const auto& [purpose, code] :
       {std::pair{"revocation", "badge.revoked"}, std::pair{"suspension", "badge.suspended"}}) {
    Documents documents;
    documents.by_name[std::string(tests::list_url)] =
        tests::list_text(issuer(), {.set = {7}, .purposes = {purpose}});
    const auto badge = tests::with_status(tests::sample_badge(issuer()), 7, purpose);
    const auto verdict = verify_badge(issued(badge), documents);
    CHECK(verdict.outcome == Outcome::not_genuine);
    CHECK(verdict.code() == code);
    CHECK(summarize(verdict).starts_with("Not accepted: the signature is real."));
  }
}

TEST_CASE("two purposes in one list ask for it once, and revoked goes before suspended") {
  Documents documents;
  documents.by_name[std::string(tests::list_url)] =
      tests::list_text(issuer(), {.set = {7, 8}, .purposes = {"revocation", "suspension"}});
  auto badge = tests::with_status(tests::sample_badge(issuer()), 8, "suspension");
  badge = tests::with_status(badge, 7);
  const auto verdict = verify_badge(issued(badge), documents);
  CHECK(documents.asked.size() == 1);
  CHECK(verdict.code() == "badge.revoked");
  CHECK(verdict.status.word == StatusWord::revoked);
}

TEST_CASE("after the issuer is gone, what is known is told with its time") {
  Documents documents;
  documents.from = {.source = Source::gossip, .last_heard = tests::badge_now - 20 * day_ms};
  documents.by_name[std::string(tests::list_url)] =
      tests::list_text(issuer(), {.valid_from = tests::badge_now - 30 * day_ms,
                                  .valid_until = tests::badge_now - 23 * day_ms});
  const auto badge = tests::with_status(tests::sample_badge(issuer()), 7);
  const auto verdict = verify_badge(issued(badge), documents);
  CHECK(verdict.outcome == Outcome::genuine_with_warning);
  CHECK(verdict.code() == "badge.status_stale");
  CHECK(verdict.status.as_of == UnixTime{tests::badge_now.ms - 20 * day_ms});
  CHECK(verdict.status.issuer_last_heard.has_value());
  CHECK(!verdict.phoned_home);
}

TEST_CASE("without a list the badge cannot be checked, and the attempt is told") {
  Documents none;
  none.from = {.asked_outside = true};
  const auto badge = tests::with_status(tests::sample_badge(issuer()), 7);
  const auto verdict = verify_badge(issued(badge), none);
  CHECK(verdict.outcome == Outcome::cannot_be_checked);
  CHECK(verdict.code() == "badge.status_unknown");
  CHECK(verdict.status.word == StatusWord::unknown);
  CHECK(verdict.phoned_home);
}

TEST_CASE("a status of another kind cannot be checked, and is named") {
  const auto unsecured = write_badge(tests::sample_badge(issuer())).value();
  const auto status =
      tests::parse_json(R"({"id":"https://a.example","type":"RevocationList2020Status"})");
  const auto with = json::with_member(unsecured.root(), "credentialStatus", status.root()).value();
  const auto verdict = verify_badge(tests::sign(with, issuer()).text());
  CHECK(verdict.outcome == Outcome::cannot_be_checked);
  CHECK(verdict.code() == "badge.status_unsupported");
  CHECK(tests::find_check(verdict.checks, "status")->sentence.find("RevocationList2020Status") !=
        std::string::npos);
}

TEST_CASE("the dates are inclusive, and a badge is not valid outside of them") {
  auto badge = tests::sample_badge(issuer());
  badge.valid_until = tests::badge_now;
  const auto file = issued(badge);
  CHECK(verify_at(file, tests::badge_now).outcome == Outcome::genuine);
  CHECK(verify_at(file, tests::badge_now + 1).code() == "badge.expired");
  CHECK(verify_at(file, tests::badge_now + 1).outcome == Outcome::not_genuine);
  CHECK(verify_at(file, tests::badge_issued).outcome == Outcome::genuine);
  CHECK(verify_at(file, tests::badge_issued - 1).code() == "badge.not_yet_valid");
}

TEST_CASE("a badge may be checked as of a time that has passed") {
  auto badge = tests::sample_badge(issuer());
  badge.valid_until = tests::badge_issued + day_ms;
  Documents none;
  const auto file = issued(badge);
  CHECK(verify_badge(file, none).code() == "badge.expired");
  const auto then =
      verify_badge(file, none, {.now = tests::badge_now, .as_of = tests::badge_issued + 1000});
  CHECK(then.outcome == Outcome::genuine);
  CHECK(then.as_of.has_value());
}

TEST_CASE("the issuer that was expected must be the one") {
  const auto file = issued(tests::sample_badge(issuer()));
  Documents none;
  CHECK(
      verify_badge(file, none, {.now = tests::badge_now, .expect_issuer = issuer().did}).outcome ==
      Outcome::genuine);
  const auto other =
      verify_badge(file, none, {.now = tests::badge_now, .expect_issuer = library().did});
  CHECK(other.outcome == Outcome::not_genuine);
  CHECK(other.code() == "badge.wrong_issuer");
}

TEST_CASE("the subject that was expected is found by its id or by its hashed identity") {
  const auto by_id = issued(tests::sample_badge(issuer()));
  CHECK(verify_for(by_id, TestParty::with_key(200).did).outcome == Outcome::genuine);
  CHECK(verify_for(by_id, issuer().did).code() == "badge.wrong_subject");
  tests::SeededRandom random;
  auto badge = tests::sample_badge(issuer());
  badge.subject_id.reset();
  badge.identities = {make_identity("emailAddress", "amina@example.org", random)};
  const auto hashed = issued(badge);
  CHECK(verify_for(hashed, "amina@example.org").outcome == Outcome::genuine);
  CHECK(verify_for(hashed, "omar@example.org").code() == "badge.wrong_subject");
  badge.identities[0].hash = "md5$00";
  CHECK(verify_for(issued(badge), "amina@example.org").code() == "badge.subject_unproved");
}

TEST_CASE("a forged badge makes nobody ask the issuer for anything") {
  Documents documents;
  const auto badge = tests::with_status(tests::sample_badge(issuer()), 7);
  const auto file = issued(badge, TestParty::with_key(2));
  const auto verdict = verify_badge(file, documents);
  CHECK(verdict.code() == "badge.wrong_controller");
  CHECK(documents.asked.empty());
  CHECK(verdict.status.word == StatusWord::unknown);
}

TEST_CASE("an issuer whose keys cannot be reached is not a forger") {
  Documents none;
  auto badge = tests::sample_badge(library());
  badge.valid_until = tests::badge_now - 1;
  const auto verdict = verify_badge(issued(badge, library()), none);
  CHECK(verdict.outcome == Outcome::cannot_be_checked);
  CHECK(verdict.code() == "badge.did_unavailable");
}

TEST_CASE("a document about somebody else is no answer") {
  Documents documents;
  documents.by_name[library().did] = TestParty::at_host("evil.example", 3).document();
  const auto verdict = verify_badge(issued(tests::sample_badge(library()), library()), documents);
  CHECK(verdict.code() == "badge.did_not_found");
}

TEST_CASE("what is no badge, or breaks a rule, says so with its path") {
  CHECK(verify_badge("hello").code() == "badge.not_a_credential");
  CHECK(verify_badge("{}").code() == "badge.malformed");
  const auto badge = tests::issue(tests::sample_badge(issuer()), issuer());
  const auto empty = tests::parse_json(R"({"id":"did:x:y","type":"AchievementSubject"})");
  const auto without = json::with_member(badge.root(), "credentialSubject", empty.root()).value();
  const auto verdict = verify_badge(without.text());
  CHECK(verdict.code() == "badge.malformed_achievement");
  CHECK(verdict.checks.front().detail.starts_with("$.credentialSubject.achievement"));
  CHECK(verify_badge(R"({"@context":["https://www.w3.org/2018/credentials/v1"]})").code() ==
        "badge.malformed");
  CHECK(verify_badge("eyJhbGciOiJFZERTQSJ9.e30.AA~x~").code() == "badge.not_a_credential");
}

TEST_CASE("a badge in a list of 1EdTech is withdrawn by its id") {
  const auto unsecured = write_badge(tests::sample_badge(issuer())).value();
  const auto status =
      tests::parse_json(R"({"id":"https://a.example/ids","type":"1EdTechRevocationList"})");
  const auto with = json::with_member(unsecured.root(), "credentialStatus", status.root()).value();
  const auto badge = tests::sign(with, issuer());
  Documents documents;
  documents.by_name["https://a.example/ids"] = R"({"revokedCredentials":[]})";
  CHECK(verify_badge(badge.text(), documents).code() == "badge.genuine");
  documents.by_name["https://a.example/ids"] =
      R"({"revokedCredentials":["urn:uuid:0b6d2f0e-7a52-4a6c-9f7b-8f3a6a1b8a11"]})";
  CHECK(verify_badge(badge.text(), documents).code() == "badge.revoked");
  Documents none;
  CHECK(verify_badge(badge.text(), none).code() == "badge.status_unknown");
}

TEST_CASE("a credential that is no badge is verified all the same") {
  const auto plain = tests::parse_json(R"({
    "@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiableCredential"],
    "issuer": ")" + issuer().did + R"(", "credentialSubject": {"role": "host"}})");
  CHECK(verify_badge(tests::sign(plain, issuer()).text()).outcome == Outcome::genuine);
}

TEST_CASE("a compact JWS is verified like any badge") {
  const auto badge = tests::sample_badge(issuer());
  const auto verdict = verify_badge(as_jws(badge) + "\n");
  CHECK(verdict.outcome == Outcome::genuine);
  CHECK(verdict.achievement == "Language café host");
  auto forged = tests::sample_badge(issuer());
  forged.issuer.id = library().did;
  Documents documents;
  documents.add(library());
  CHECK(verify_badge(as_jws(forged), documents).code() == "badge.wrong_controller");
  auto cut = as_jws(badge);
  cut[cut.size() - 5] = cut[cut.size() - 5] == 'A' ? 'B' : 'A';
  CHECK(verify_badge(cut).code() == "badge.bad_signature");
  CHECK(verify_badge(as_jws(badge, "vp+jwt")).code() == "badge.not_a_credential");
}

TEST_CASE("a badge that names too many lists is refused before anybody is asked") {
  auto badge = tests::sample_badge(issuer());
  for (std::uint64_t i = 0; i < 9; ++i) badge = tests::with_status(badge, i);
  CHECK(!write_badge(badge).has_value());
}

TEST_CASE("of a thousand changed badges none is genuine unless it says the same") {
  const auto file = issued(tests::sample_badge(issuer()));
  const auto canonical = json::canonical(json::parse(file).value().root());
  tests::SeededRandom random(20'260'303);
  int parsed = 0;
  for (int i = 0; i < 1000; ++i) {
    auto changed = file;
    const auto at = draw_below(random, changed.size());
    changed[at] = static_cast<char>(draw_below(random, 95) + 32);
    if (i % 3 == 1) changed.erase(at, 1 + draw_below(random, 4));
    if (i % 3 == 2) changed.insert(at, 1, file[draw_below(random, file.size())]);
    const auto document = json::parse(changed);
    parsed += document.has_value() ? 1 : 0;
    const bool is_same = document && json::canonical(document->root()) == canonical;
    CAPTURE(i);
    CHECK(verify_badge(changed).accepted() == is_same);
  }
  CHECK(parsed > 300);
}
