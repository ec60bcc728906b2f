#include "node/trust/endorsement.hpp"

#include <doctest/doctest.h>

#include "crypto/json/edit.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/jsonld/to_rdf.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/trust_town.hpp"

namespace waarmerk::node::trust {
namespace {

using tests::parse_json;
using tests::town_time;

constexpr std::string_view gemeente = "did:web:rotterdam.example";
constexpr std::string_view west = "did:web:westpractice.example";

Endorsement visited() {
  return {.id = "urn:uuid:0b6d2f0e-7a52-4a6c-9f7b-8f3a6a1b8a11",
          .name = "Gemeente Rotterdam trusts West Practice for making",
          .truster = *did::Did::parse(gemeente),
          .truster_name = "Gemeente Rotterdam",
          .trustee = *did::Did::parse(west),
          .comment = "We visited the lab and know its assessors.",
          .kind = Kind::introduce,
          .amount = 60,
          .depth = 1,
          .quota = 50,
          .scope = {.values = {{Dimension::skill, {"http://data.europa.eu/esco/skill/1"}},
                               {Dimension::jurisdiction, {"NL-ZH"}}}},
          .basis = "visited",
          .from = town_time,
          .until = town_time + 365 * day_ms};
}

Result<Endorsement> read(const json::Document& document) {
  TRY(credential, credential::read_credential(document));
  return read_endorsement(credential);
}

/// What `visited` says, with one term of the bit set to this JSON.
Result<Endorsement> read_with(std::string_view name, std::string_view json) {
  const auto document = write_endorsement(visited()).value();
  const auto terms = *document.root().find("termsOfUse");
  const auto full = std::string(terms_of_trust).append(name);
  const auto value = parse_json(json);
  const auto bit = *terms.elements().begin();
  const auto changed = json::with_member(bit, full, value.root()).value();
  return read(json::with_member(document.root(), "termsOfUse", changed.root()).value());
}

template <class T>
ErrorCode refusal(const Result<T>& result) {
  REQUIRE(!result);
  return result.error().code;
}

}  // namespace

TEST_CASE("an endorsement says a bit of trust, and is read as it was written") {
  const auto said = visited();
  const auto written = write_endorsement(said);
  REQUIRE(written);
  const auto back = read(*written);
  REQUIRE(back);
  CHECK(back->id == said.id);
  CHECK(back->name == said.name);
  CHECK(back->truster.text() == gemeente);
  CHECK(back->truster_name == said.truster_name);
  CHECK(back->trustee.text() == west);
  CHECK(back->comment == said.comment);
  CHECK(back->kind == Kind::introduce);
  CHECK(back->amount == 60);
  CHECK(back->depth == 1);
  CHECK(back->quota == 50);
  CHECK(back->scope == said.scope);
  CHECK(back->basis == "visited");
  CHECK(back->from == said.from);
  CHECK(back->until == said.until);
}

TEST_CASE("nothing has to be fetched to read the terms: each is a whole IRI, and none is lost") {
  const auto written = write_endorsement(visited()).value();
  const auto quads = jsonld::to_rdf(written.root());
  REQUIRE(quads);
  // Of the credential, its issuer, its subject and its terms: eight, two, two, and eight.
  CHECK(quads->quads().size() == 20);
}

TEST_CASE("the same bit stands in the graph, between the feeds of both") {
  const auto hash = sha256(bytes_of("payload"));
  const auto bit = bit_of(visited(), {.hash = hash,
                                      .place = {.epoch = 1, .seq = 7},
                                      .said = town_time,
                                      .first_seen = town_time + hour_ms});
  CHECK(bit.truster == feed::feed_id_of(*did::Did::parse(gemeente)));
  CHECK(bit.trustee == feed::feed_id_of(*did::Did::parse(west)));
  CHECK(bit.hash == hash);
  CHECK(bit.place == Place{1, 7});
  CHECK(bit.said == town_time);
  CHECK(bit.first_seen == town_time + hour_ms);
  Graph graph;
  CHECK(graph.add(bit));
  CHECK(graph.edges() == 1);
}

TEST_CASE("an endorsement without our terms is the weakest bit, about nothing that is named") {
  auto document = write_endorsement(visited()).value();
  document = json::without_member(document.root(), "termsOfUse").value();
  const auto plain = read(document);
  REQUIRE(plain);
  CHECK(plain->kind == Kind::issue);
  CHECK(plain->amount == plain_amount);
  CHECK(plain->depth == 0);
  CHECK(plain->scope.is_empty());
  CHECK(plain->until == visited().until);

  document = json::without_member(document.root(), "validUntil").value();
  const auto endless = read(document);
  REQUIRE(endless);
  CHECK(endless->until - endless->from == bit_ms_max);
}

TEST_CASE("a plain endorsement is written without our terms, and read as one") {
  auto plain = visited();
  plain.is_plain = true;
  const auto written = write_endorsement(plain);
  REQUIRE(written);
  CHECK_FALSE(written->root().find("termsOfUse"));
  CHECK(read(*written)->is_plain);
  CHECK(read(*written)->comment == plain.comment);
  CHECK_FALSE(read(*write_endorsement(visited()))->is_plain);
}

TEST_CASE("a credential names the place where it shows that it was withdrawn") {
  const auto written = write_endorsement(
      visited(),
      credential::StatusEntry{
          .purpose = "revocation", .index = 7, .list_url = "https://rotterdam.example/status/1"});
  REQUIRE(written);
  // One, and no array: the schema of Open Badges takes no other.
  const auto place = credential::read_status_entry(*written->root().find("credentialStatus"), "$");
  REQUIRE(place);
  CHECK(place->index == 7);
  CHECK(place->list_url == "https://rotterdam.example/status/1");
  CHECK(read(*written)->shown_at == ShownAt{"https://rotterdam.example/status/1", 7});
  CHECK_FALSE(write_endorsement(visited())->root().find("credentialStatus"));
}

TEST_CASE("a place that says something else, or is none, is not where a withdrawal shows") {
  const auto has_place = [](const std::string& purpose, std::uint64_t index) {
    const credential::StatusEntry place{
        .purpose = purpose, .index = index, .list_url = "https://rotterdam.example/status/1"};
    return read(write_endorsement(visited(), place).value())->shown_at.has_value();
  };
  CHECK(has_place("revocation", 0));
  CHECK_FALSE(has_place("suspension", 7));
  CHECK_FALSE(has_place("revocation", std::uint64_t{1} << 32));
  CHECK_FALSE(read(write_endorsement(visited()).value())->shown_at);
}

TEST_CASE("other terms of use beside ours are none of our business, two bits of trust are") {
  const auto document = write_endorsement(visited()).value();
  const auto bit = json::print(*document.root().find("termsOfUse")->elements().begin());
  const auto with_terms = [&](const std::string& terms) {
    return read(json::with_member(document.root(), "termsOfUse", parse_json(terms).root()).value());
  };
  const std::string other = R"({"type": "https://other.example/Policy"})";
  const auto both = with_terms("[" + other + "," + bit + "]");
  REQUIRE(both);
  CHECK(both->amount == 60);
  CHECK(refusal(with_terms("[" + bit + "," + bit + "]")) == bad_bit);
  const auto only_other = with_terms(other);
  REQUIRE(only_other);
  CHECK(only_other->amount == plain_amount);
}

TEST_CASE("a bit with a term that is not known, or that says what no bit may, is refused") {
  CHECK(refusal(read_with("except", R"(["NL-ZH"])")) == bad_bit);
  CHECK(refusal(read_with("kind", R"("own")")) == bad_bit);
  CHECK(refusal(read_with("kind", R"("issue")")) == bad_bit);  // with a depth
  CHECK(refusal(read_with("amount", "130")) == bad_bit);
  CHECK(refusal(read_with("amount", "65")) == bad_bit);
  CHECK(refusal(read_with("amount", "-10")) == bad_bit);
  CHECK(refusal(read_with("amount", R"("60")")) == json::wrong_type);
  CHECK(refusal(read_with("depth", "4")) == bad_bit);
  CHECK(refusal(read_with("quota", "-1")) == bad_bit);
  CHECK(refusal(read_with("quota", "4294967297")) == bad_bit);
  CHECK(refusal(read_with("any", "true")) == bad_scope);  // beside values
  CHECK(refusal(read_with("skill", "[]")) == bad_scope);
  CHECK(refusal(read_with("skill", R"([""])")) == bad_scope);
  CHECK(refusal(read_with("basis", '"' + std::string(65, 'x') + '"')) == bad_bit);
}

TEST_CASE("whom, from when and until when: without one of them there is no bit") {
  const auto document = write_endorsement(visited()).value();
  const auto without = [&](std::string_view name) {
    return read(json::without_member(document.root(), name).value());
  };
  const auto with = [&](std::string_view name, std::string_view json) {
    return read(json::with_member(document.root(), name, parse_json(json).root()).value());
  };
  CHECK(refusal(without("validUntil")) == bad_bit);
  CHECK(refusal(without("validFrom")) == bad_bit);
  CHECK(refusal(with("validUntil", R"("2036-01-01T00:00:00Z")")) == bad_bit);
  CHECK(refusal(with("type", R"(["VerifiableCredential", "Endorsement"])")) == bad_bit);
  CHECK(refusal(with("credentialSubject", R"({"id": "https://west.example/badge",
                                              "type": ["EndorsementSubject"]})")) == bad_bit);
  CHECK(refusal(with("credentialSubject", R"({"id": "did:web:rotterdam.example",
                                              "type": ["EndorsementSubject"]})")) == bad_bit);
  CHECK(refusal(with("issuer", R"("https://rotterdam.example")")) == did::malformed);
}

TEST_CASE("what could not be read back is not written") {
  auto endorsement = visited();
  endorsement.amount = 125;
  CHECK(refusal(write_endorsement(endorsement)) == bad_bit);
}

}  // namespace waarmerk::node::trust
