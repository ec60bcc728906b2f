#include "node/trust/recognized_entity.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/edit.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/jsonld/to_rdf.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/trust_town.hpp"

namespace waarmerk::node::trust {
namespace {

using tests::parse_json;
using tests::town_time;

Endorsement visited() {
  return {.id = "urn:uuid:0b6d2f0e-7a52-4a6c-9f7b-8f3a6a1b8a11",
          .name = "Gemeente Rotterdam recognises West Practice",
          .truster = *did::Did::parse("did:web:rotterdam.example"),
          .truster_name = "Gemeente Rotterdam",
          .trustee = *did::Did::parse("did:web:westpractice.example"),
          .comment = "We visited the lab and know its assessors.",
          .kind = Kind::introduce,
          .amount = 60,
          .depth = 1,
          .quota = 50,
          .scope = tests::skill("making"),
          .basis = "visited",
          .from = town_time,
          .until = town_time + 365 * day_ms};
}

/// All that our own words can say to who knows the draft alone.
Endorsement whole() {
  auto said = visited();
  said.scope = any_scope();
  said.amount = full_amount;
  return said;
}

Result<Endorsement> read(const json::Document& document) {
  TRY(credential, credential::read_credential(document));
  return read_statement(credential);
}

/// What a ministry says that knows nothing of our terms.
json::Document of_ministry(const std::string& subject, const std::string& more = "") {
  return parse_json(R"({"@context":["https://www.w3.org/ns/credentials/v2",)"
                    R"("https://www.w3.org/ns/credentials/examples/v2"],)"
                    R"("type":["VerifiableCredential","RecognizedEntityCredential"],)"
                    R"("issuer":{"id":"did:web:ministry.example","type":"RecognizedIssuer"},)"
                    R"("validFrom":"2026-01-01T00:00:00Z")" +
                    more + R"(,"credentialSubject":)" + subject + "}");
}

/// An entity with these members more.
std::string entity(const std::string& more, const std::string& id = "did:web:university.example") {
  return R"({"id":")" + id + R"(","type":"RecognizedEntity","name":"Example Tech")" + more + "}";
}

/// An action with these members more.
std::string action(const std::string& more) {
  return R"({"type":"RecognizedAction","action":"issue")" + more + "}";
}
std::string to(const std::string& actions) { return entity(R"(,"recognizedTo":)" + actions); }

void check_counts_for_nothing(const json::Document& document) {
  CAPTURE(document.text());
  const auto said = read(document);
  REQUIRE(said);
  CHECK(said->is_plain);
  CHECK(said->amount == plain_amount);
  CHECK(said->scope.is_empty());
}

ErrorCode refusal(const json::Document& document) {
  CAPTURE(document.text());
  const auto said = read(document);
  REQUIRE_FALSE(said);
  return said.error().code;
}

bool says_to_issue(const Endorsement& said) {
  return write_recognized_entity(said)->text().contains("recognizedTo");
}

}  // namespace

TEST_CASE("a recognized entity credential says the same bit as the endorsement of it") {
  const auto said = visited();
  for (const auto form : {StatementForm::endorsement, StatementForm::recognized_entity}) {
    CAPTURE(print_statement_form(form));
    const auto written = write_statement(said, form);
    REQUIRE(written);
    CHECK(form_of(credential::read_credential(*written).value()) == form);
    const auto back = read(*written);
    REQUIRE(back);
    CHECK(back->id == said.id);
    CHECK(back->name == said.name);
    CHECK(back->truster == said.truster);
    CHECK(back->truster_name == said.truster_name);
    CHECK(back->trustee == said.trustee);
    CHECK(back->comment == said.comment);
    CHECK(back->kind == Kind::introduce);
    CHECK(back->amount == 60);
    CHECK(back->depth == 1);
    CHECK(back->quota == 50);
    CHECK(back->scope == said.scope);
    CHECK(back->basis == "visited");
    CHECK_FALSE(back->is_plain);
    CHECK(back->from == said.from);
    CHECK(back->until == said.until);
  }
}

TEST_CASE("the forms have names, and no other name is one") {
  CHECK(parse_statement_form("endorsement") == StatementForm::endorsement);
  CHECK(parse_statement_form("recognized-entity") == StatementForm::recognized_entity);
  CHECK_FALSE(parse_statement_form("recognized_entity"));
  const auto document = of_ministry(entity(""));
  const auto both = parse_json(
      R"(["VerifiableCredential","RecognizedEntityCredential","EndorsementCredential"])");
  const auto changed = json::with_member(document.root(), "type", both.root()).value();
  CHECK(form_of(credential::read_credential(changed).value()) == StatementForm::endorsement);
  const auto other = parse_json(R"(["VerifiableCredential","OpenBadgeCredential"])");
  const auto badge = json::with_member(document.root(), "type", other.root()).value();
  CHECK_FALSE(form_of(credential::read_credential(badge).value()));
  CHECK(refusal(badge) == bad_bit);
}

TEST_CASE("its signature covers every word, though the draft has no context yet") {
  const auto written = write_recognized_entity(whole()).value();
  const auto quads = jsonld::to_rdf(written.root());
  REQUIRE(quads);
  // Of the credential nine, its issuer two, its subject two, what that is recognised to three, and
  // its terms seven.
  CHECK(quads->quads().size() == 23);
}

TEST_CASE("who knows the draft alone never takes it for more than the bit") {
  CHECK_FALSE(says_to_issue(visited()));  // of making alone, and half
  auto half = whole();
  half.amount = 60;
  CHECK_FALSE(says_to_issue(half));
  auto narrow = whole();
  narrow.scope = tests::skill("making");
  CHECK_FALSE(says_to_issue(narrow));
  CHECK(says_to_issue(whole()));
  auto plain = whole();
  plain.is_plain = true;
  plain.scope = {};
  CHECK_FALSE(says_to_issue(plain));
  CHECK(read(write_recognized_entity(plain).value())->is_plain);
}

TEST_CASE("our terms decide where they stand beside the words of the draft") {
  const auto written = write_recognized_entity(visited()).value();
  const auto subject = parse_json(to(action("")));
  const auto changed = json::with_member(written.root(), "credentialSubject", subject.root());
  const auto said = read(changed.value());
  REQUIRE(said);
  CHECK(said->amount == 60);
  CHECK(said->scope == visited().scope);
}

TEST_CASE("who is recognised to issue by others' words is believed in whatever it issues") {
  const auto said = read(of_ministry("[" + to(action("")) + "]", R"(,"description":"Ours")"));
  REQUIRE(said);
  CHECK(said->truster.text() == "did:web:ministry.example");
  CHECK(said->trustee.text() == "did:web:university.example");
  CHECK(said->comment == "Ours");
  CHECK(said->kind == Kind::issue);
  CHECK(said->amount == 120);
  CHECK(said->depth == 0);
  CHECK(said->scope.any);
  CHECK_FALSE(said->is_plain);
  for (const auto* by : {R"("did:web:ministry.example")", R"({"id":"did:web:ministry.example"})"}) {
    const auto ours = action(std::string(R"(,"recognizedBy":)") + by);
    const auto several = R"([{"type":"RecognizedAction","action":"verify"},)" + ours + "]";
    CHECK(read(of_ministry(to(several)))->scope.any);
  }
}

TEST_CASE("a recognition in others' words lasts as it says, and three years at the most") {
  const auto lasts = [](const std::string& more) {
    const auto said = read(of_ministry(to(action("")), more)).value();
    return said.until - said.from;
  };
  CHECK(lasts(R"(,"validUntil":"2026-01-02T00:00:00Z")") == day_ms);
  CHECK(lasts(R"(,"validUntil":"2031-01-01T00:00:00Z")") == bit_ms_max);
  CHECK(lasts("") == bit_ms_max);
}

TEST_CASE("what narrows a recognition, or is another's, leaves a word that counts for nothing") {
  for (const std::string& subject :
       {entity(""), to(R"({"type":"RecognizedAction","action":"verify"})"),
        to(R"({"type":"RecognizedAction","action":"Issue"})"),
        to(action(R"(,"recognizedBy":"did:web:other.example")")),
        to(action(R"(,"recognizedBy":{"name":"The ministry"})")),
        to(action(R"(,"jurisdiction":"NL")")),
        to(action(R"(,"outputValidation":{"id":"https://ministry.example/bachelors.json",)"
                  R"("type":"JsonSchema"})")),
        entity(R"(,"recognizedIn":{"id":"https://ministry.example/list",)"
               R"("type":"EtsiTrustServiceList"})")}) {
    check_counts_for_nothing(of_ministry(subject));
  }
  check_counts_for_nothing(
      of_ministry(to(action("")), R"(,"termsOfUse":{"type":"TrustFrameworkPolicy"})"));
}

TEST_CASE("what is not one entity with a DID is no bit of trust") {
  const auto two = "[" + entity("") + "," + entity("", "did:web:b.example") + "]";
  CHECK(refusal(of_ministry(two)) == bad_bit);
  CHECK(refusal(of_ministry("[" + entity("") + R"(,{"type":"RecognizedEntity"}])")) == bad_bit);
  CHECK(refusal(of_ministry(entity("", "https://university.example"))) == bad_bit);
  CHECK(refusal(of_ministry(R"({"id":"did:web:b.example","type":"Person"})")) == bad_bit);
  CHECK(refusal(of_ministry(R"({"id":"did:web:b.example"})")) == bad_bit);
  CHECK(refusal(of_ministry(entity("", "did:web:ministry.example"))) == bad_bit);
  const auto timeless = json::without_member(of_ministry(entity("")).root(), "validFrom").value();
  CHECK(refusal(timeless) == bad_bit);
}

TEST_CASE("an action that is none is refused, and not taken for one that says little") {
  CHECK(refusal(of_ministry(to(R"({"action":"issue"})"))) == bad_bit);
  CHECK(refusal(of_ministry(to(R"({"type":"Wish","action":"issue"})"))) == bad_bit);
  CHECK(refusal(of_ministry(to(R"("issue")"))) == bad_bit);
  CHECK(refusal(of_ministry(to(R"({"type":"RecognizedAction"})"))) == json::missing_member);
  CHECK(refusal(of_ministry(to(R"({"type":"RecognizedAction","action":["issue"]})"))) ==
        json::wrong_type);
  CHECK(refusal(of_ministry(to(action(R"(,"recognizedBy":7)")))) == json::wrong_type);
  const auto second = "[" + action("") + R"(,{"type":"Wish","action":"issue"}])";
  CHECK(refusal(of_ministry(to(second))) == bad_bit);
}

TEST_CASE("what could not be read back is not written as a recognition") {
  auto said = visited();
  said.comment = std::string(comment_bytes_max + 1, 'x');
  CHECK(write_recognized_entity(said).error().code == bad_bit);
  said = visited();
  said.amount = 125;
  CHECK(write_recognized_entity(said).error().code == bad_bit);
}

}  // namespace waarmerk::node::trust
