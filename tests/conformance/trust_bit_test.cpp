// A bit of trust beside what 1EdTech says an endorsement is, and what W3C says may be signed.
#include <doctest/doctest.h>

#include "crypto/json/schema.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "node/trust/recognized_entity.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/vectors.hpp"

using namespace waarmerk;

namespace {

namespace trust = node::trust;

json::Document bit_of(const tests::TestParty& truster,
                      trust::StatementForm form = trust::StatementForm::endorsement) {
  return trust::write_statement(
             {.id = "urn:uuid:0b6d2f0e-7a52-4a6c-9f7b-8f3a6a1b8a11",
              .name = "Gemeente Rotterdam trusts West Practice for making",
              .truster = *did::Did::parse(truster.did),
              .truster_name = "Gemeente Rotterdam",
              .trustee = *did::Did::parse("did:web:westpractice.example"),
              .comment = "We visited the lab and know its assessors.",
              .kind = trust::Kind::introduce,
              .amount = 60,
              .depth = 1,
              .quota = 50,
              .scope = {.values = {{trust::Dimension::skill,
                                    {"http://data.europa.eu/esco/skill/1"}},
                                   {trust::Dimension::achievement_type, {"Badge"}},
                                   {trust::Dimension::jurisdiction, {"NL-ZH"}}}},
              .basis = "visited",
              .from = tests::badge_issued,
              .until = tests::badge_issued + 365 * day_ms},
             form)
      .value();
}

}  // namespace

TEST_CASE("trust: a bit of trust keeps to 1EdTech's schema of an endorsement") {
  VECTORS_OR_SKIP(schemas, "ob3/schemas");
  const auto text = tests::read_file(schemas / "ob_v3p0_endorsementcredential_schema.json");
  const auto schema = json::Schema::compile(tests::parse_json(text)).value();
  const auto truster = tests::TestParty::with_key(1);
  const auto signed_bit = tests::sign(bit_of(truster), truster);
  CHECK(schema.check(signed_bit.root()));
  // The schema is no door that lets everything through.
  CHECK_FALSE(schema.check(tests::sample_achievement().root()));
}

TEST_CASE("trust: every suite of a badge signs a bit of trust, and loses none of it") {
  const auto truster = tests::TestParty::with_key(1);
  for (const auto form :
       {trust::StatementForm::endorsement, trust::StatementForm::recognized_entity}) {
    for (const auto* suite : {"eddsa-rdfc-2022", "eddsa-jcs-2022"}) {
      CAPTURE(trust::print_statement_form(form));
      CAPTURE(suite);
      const auto signed_bit = proof::add_proof(
          bit_of(truster, form), {.cryptosuite = suite, .verification_method = truster.method},
          *truster.signer);
      REQUIRE(signed_bit);
      const auto read = node::credential::read_credential(*signed_bit);
      REQUIRE(read);
      const auto bit = trust::read_statement(*read);
      REQUIRE(bit);
      CHECK(bit->amount == 60);
    }
  }
}
