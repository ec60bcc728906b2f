#include "node/trust/bit_credential.hpp"

#include <doctest/doctest.h>

#include "tests/support/badge_builder.hpp"
#include "tests/support/trust_town.hpp"

namespace waarmerk::node::trust {
namespace {

using tests::parse_json;
using tests::town_time;

Endorsement visited() {
  return {.id = "urn:uuid:0b6d2f0e-7a52-4a6c-9f7b-8f3a6a1b8a11",
          .name = "A word",
          .truster = *did::Did::parse("did:web:rotterdam.example"),
          .truster_name = "Gemeente Rotterdam",
          .trustee = *did::Did::parse("did:web:west.example"),
          .kind = Kind::introduce,
          .amount = 60,
          .depth = 2,
          .scope = tests::skill("making"),
          .basis = "visited",
          .from = town_time,
          .until = town_time + day_ms};
}

/// What `said` is in a form of its own.
credential::Credential written(const Endorsement& said) {
  json::Writer writer;
  begin_bit(writer, said,
            {.context = "https://a.example/context",
             .type = "WordCredential",
             .issuer_type = R"(["Town","Profile"])"});
  writer.name("credentialSubject").begin_object().member("id", said.trustee.text()).end_object();
  end_bit(writer, said, {});
  return credential::read_credential(parse_json(writer.take())).value();
}

/// The same with these `termsOfUse`.
credential::Credential with_terms(const std::string& terms) {
  auto plain = visited();
  plain.is_plain = true;
  auto text = std::string(written(plain).document.text());
  text.pop_back();
  return credential::read_credential(parse_json(text + R"(,"termsOfUse":)" + terms + "}")).value();
}

}  // namespace

TEST_CASE("a bit is read from any credential as it was written, with the words of its form") {
  const auto said = visited();
  const auto credential = written(said);
  CHECK(credential.contexts.back() == "https://a.example/context");
  CHECK(credential.has_type("WordCredential"));
  CHECK(credential.document.text().contains(R"("type":["Town","Profile"])"));
  const auto back = read_bit(credential, "We were there.");
  REQUIRE(back);
  CHECK(back->id == said.id);
  CHECK(back->name == said.name);
  CHECK(back->truster == said.truster);
  CHECK(back->truster_name == said.truster_name);
  CHECK(back->trustee == said.trustee);
  CHECK(back->comment == "We were there.");
  CHECK(back->kind == Kind::introduce);
  CHECK(back->amount == 60);
  CHECK(back->depth == 2);
  CHECK(back->scope == said.scope);
  CHECK(back->basis == "visited");
  CHECK(back->from == said.from);
  CHECK(back->until == said.until);
  CHECK(read_bit(credential, std::string(comment_bytes_max + 1, 'x')).error().code == bad_bit);
}

TEST_CASE("of the terms of a credential ours are found, once") {
  const auto document = written(visited()).document;
  const auto ours = json::print(*document.root().find("termsOfUse")->elements().begin());
  const std::string theirs = R"({"type":"TrustFrameworkPolicy"})";
  CHECK(read_bit(with_terms(theirs), "")->is_plain);
  CHECK(read_bit(with_terms("[" + theirs + "," + ours + "]"), "")->amount == 60);
  CHECK(read_bit(with_terms("[" + ours + "," + ours + "]"), "").error().code == bad_bit);
}

}  // namespace waarmerk::node::trust
