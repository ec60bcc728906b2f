// Tests of `org recognise`, `org endorse` and `org withdraw`.
#include <doctest/doctest.h>

#include "tests/support/office.hpp"

namespace waarmerk::cli {
namespace {

constexpr const char* said =
    R"({"hash":"uAbc","credential":{"validUntil":"2027-03-03T00:00:00Z"}})";

}  // namespace

TEST_CASE("a recognition says for what, how much and until when") {
  tests::Office office;
  office.answer("POST /v1/trust/bits", 201, said);
  const auto typed = office.desk.type({"org",
                                       "recognise",
                                       "did:web:t.example",
                                       "--introduce",
                                       "--amount",
                                       "60",
                                       "--depth",
                                       "2",
                                       "--quota",
                                       "50",
                                       "--skill",
                                       "sewing",
                                       "--skill",
                                       "cooking",
                                       "--achievement-type",
                                       "Badge",
                                       "--jurisdiction",
                                       "NL-ZH",
                                       "--basis",
                                       "visited",
                                       "--name",
                                       "Partners",
                                       "--comment",
                                       "Good",
                                       "--until",
                                       "2027-03-03"});
  CHECK(typed.exit == 0);
  CHECK(office.last().body ==
        R"({"did":"did:web:t.example","kind":"introduce","amount":60,"depth":2,"quota":50,)"
        R"("skill":["sewing","cooking"],"achievementType":["Badge"],"jurisdiction":["NL-ZH"],)"
        R"("basis":"visited","name":"Partners","comment":"Good","until":"2027-03-03T23:59:59Z"})");
  CHECK(typed.out == "hash\tuAbc\nabout\tdid:web:t.example\nuntil\t2027-03-03T00:00:00Z\n");
}

TEST_CASE("what was typed wrong is not sent, and what the node refuses is told") {
  tests::Office office;
  CHECK(office.desk.type({"org", "recognise", "did:web:t.example", "--amount", "half"}).exit == 2);
  CHECK(office.desk.type({"org", "recognise", "did:web:t.example", "--until", "soon"}).exit == 8);
  CHECK(office.desk.network.asked.empty());
  office.answer("POST /v1/trust/bits", 400,
                R"({"code":"trust.no_scope","detail":"Say for what."})");
  const auto typed = office.desk.type({"org", "recognise", "did:web:t.example"});
  CHECK(typed.exit == 8);
  CHECK(typed.err.contains("Say for what. (trust.no_scope)"));
}

TEST_CASE("an endorsement is sent as a plain one") {
  tests::Office office;
  office.answer("POST /v1/trust/bits", 201, said);
  const auto typed =
      office.desk.type({"org", "endorse", "did:web:t.example", "--comment", "Good", "--json"});
  CHECK(typed.exit == 0);
  CHECK(typed.out == std::string(said) + "\n");
  CHECK(office.last().body == R"({"did":"did:web:t.example","plain":true,"comment":"Good"})");
}

TEST_CASE("the form in which it is said is the asker's to name") {
  tests::Office office;
  office.answer("POST /v1/trust/bits", 201, said);
  for (const std::string verb : {"recognise", "endorse"}) {
    const auto typed =
        office.desk.type({"org", verb, "did:web:t.example", "--form", "recognized-entity"});
    CHECK(typed.exit == 0);
    CHECK(office.last().body.contains(R"("form":"recognized-entity")"));
  }
}

TEST_CASE("it is withdrawn by its hash, or all by a DID, with a reason") {
  tests::Office office;
  office.answer("POST /v1/trust/bits/withdraw", 200, R"({"withdrawn":["uAbc","uDef"]})");
  const auto all = office.desk.type({"org", "withdraw", "did:web:t.example", "--reason", "Over"});
  CHECK(all.exit == 0);
  CHECK(all.out == "uAbc\nuDef\n");
  CHECK(office.last().body == R"({"did":"did:web:t.example","reason":"Over"})");
  CHECK(office.desk.type({"org", "withdraw", "uAbc", "--reason", "Over"}).exit == 0);
  CHECK(office.last().body == R"({"hash":"uAbc","reason":"Over"})");
  CHECK(office.desk.type({"org", "withdraw", "uAbc"}).exit == 2);
}

}  // namespace waarmerk::cli
