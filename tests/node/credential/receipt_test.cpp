#include "node/credential/receipt.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/edit.hpp"
#include "crypto/json/writer.hpp"
#include "node/credential/sentences.hpp"
#include "tests/support/badge_builder.hpp"

namespace waarmerk::node::credential {
namespace {

Verdict revoked() {
  Verdict verdict{.outcome = Outcome::not_genuine, .finding = Finding::revoked};
  verdict.checks = {
      make_check(Finding::format_good), make_check(Finding::signature_good),
      make_check(Finding::issuer_good, {{"issuer", "Library"}}),
      make_check(Finding::revoked, {{"issuer", "Library"}, {"time", tests::badge_now}})};
  verdict.issuer = "did:web:library.example";
  verdict.issuer_name = "Library";
  verdict.credential_id = "urn:uuid:11111111-1111-4111-8111-111111111111";
  verdict.name = "Language café host";
  verdict.subject = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
  verdict.status.as_of = tests::badge_issued;
  verdict.checked_at = tests::badge_now;
  return verdict;
}

Receipt filled(const Verdict& verdict) {
  auto receipt = receipt_of(verdict);
  receipt.checker = "did:web:employer.example";
  receipt.checker_name = "Employer";
  receipt.salt = salt_of({1, 2, 3});
  receipt.sha256 = fingerprint_of(receipt.salt, "the badge");
  receipt.program = "waarmerk 1.0.0";
  return receipt;
}

json::Document changed(const json::Document& receipt, std::string_view name,
                       const std::string& value) {
  const auto subject = json::with_member(*receipt.root().find("credentialSubject"), name,
                                         tests::parse_json(value).root());
  REQUIRE(subject);
  const auto whole = json::with_member(receipt.root(), "credentialSubject", subject->root());
  REQUIRE(whole);
  return *whole;
}

}  // namespace

TEST_CASE("a receipt reads as it was written") {
  const auto written = write_receipt(filled(revoked()));
  REQUIRE(written);
  CHECK(is_receipt(*written));
  const auto read = read_receipt(*written);
  REQUIRE(read);
  CHECK(read->checker == "did:web:employer.example");
  CHECK(read->checker_name == "Employer");
  CHECK(read->outcome == Outcome::not_genuine);
  CHECK(read->code == "badge.revoked");
  CHECK(read->checks == std::vector<std::string>{"badge.format_good", "badge.signature_good",
                                                 "badge.issuer_good", "badge.revoked"});
  CHECK(read->checked_at == tests::badge_now);
  CHECK(read->status_as_of == tests::badge_issued);
  CHECK(read->badge_issuer == "did:web:library.example");
  CHECK(read->program == "waarmerk 1.0.0");
}

TEST_CASE("nothing in a receipt tells whose badge it was, or which") {
  const auto written = write_receipt(filled(revoked()));
  REQUIRE(written);
  const std::string text(written->text());
  CHECK_FALSE(text.contains("z6Mkha"));
  CHECK_FALSE(text.contains("urn:uuid"));
  CHECK_FALSE(text.contains("Language"));
  CHECK_FALSE(text.contains("Library"));
}

TEST_CASE("an issuer is told where it is proved, and is no bare key, which may be a person's") {
  CHECK(receipt_of(revoked()).badge_issuer == "did:web:library.example");
  auto person = revoked();
  person.issuer = person.subject;
  CHECK(receipt_of(person).badge_issuer.empty());
  auto forged = revoked();
  forged.finding = Finding::bad_signature;
  forged.checks = {make_check(Finding::bad_signature)};
  CHECK(receipt_of(forged).badge_issuer.empty());
}

TEST_CASE("whom a node believes is left out, and decides nothing in a receipt") {
  auto verdict = revoked();
  verdict.outcome = Outcome::genuine;
  verdict.checks.pop_back();
  verdict.checks.push_back(make_check(Finding::issuer_without_did, {{"issuer", "Library"}}));
  const auto receipt = receipt_of(verdict);
  CHECK(receipt.outcome == Outcome::genuine);
  CHECK(receipt.code == "badge.genuine");
  CHECK(receipt.checks.back() == "badge.issuer_good");
}

TEST_CASE("a fingerprint is that of the salt and the file, without white space around it") {
  // printf 'salthello' | sha256sum
  CHECK(fingerprint_of("salt", "hello") ==
        "cd31b3b98ece60cb739c0bf770b2de892ae0ad133f645513c3d83f08757a843a");
  CHECK(fingerprint_of("salt", "\n hello\r\n") == fingerprint_of("salt", "hello"));
  const auto receipt = filled(revoked());
  CHECK(is_about(receipt, "the badge\n"));
  CHECK_FALSE(is_about(receipt, "the Badge"));
  auto other = receipt;
  other.salt = salt_of({4});
  CHECK_FALSE(is_about(other, "the badge"));
}

TEST_CASE("what breaks a rule is no receipt") {
  const auto good = write_receipt(filled(revoked()));
  REQUIRE(good);
  const auto fails = [&](std::string_view name, const std::string& value) {
    const auto read = read_receipt(changed(*good, name, value));
    return !read && read.error().code == bad_receipt;
  };
  CHECK_FALSE(fails("code", R"("badge.revoked")"));
  CHECK(fails("code", R"("<b>")"));
  CHECK(fails("checks", R"(["badge.revoked", "Jan Jansen"])"));
  CHECK(fails("outcome", R"("good")"));
  CHECK(fails("sha256", R"("00")"));
  CHECK(fails("salt", R"("")"));
  CHECK(fails("program", "\"" + std::string(513, 'x') + "\""));
  CHECK_FALSE(is_receipt(tests::parse_json(R"({"type":"VerifiableCredential"})")));
  CHECK_FALSE(read_receipt(tests::parse_json(R"({"type":["VerificationReceipt"]})")));
  auto unfilled = filled(revoked());
  unfilled.sha256 = "";
  CHECK_FALSE(write_receipt(unfilled));
}

}  // namespace waarmerk::node::credential
