// Tests of `org bits`.
#include <doctest/doctest.h>

#include "tests/support/office.hpp"

namespace waarmerk::cli {

TEST_CASE("what is said on both sides is listed, a line each") {
  tests::Office office;
  office.answer(
      "GET /v1/trust/bits", 200,
      R"({"given":[{"hash":"u1","state":"stands","trustee":"did:web:t.example","plain":false,)"
      R"("called":"The Town\u001b[2J",)"
      R"("kind":"introduce","amount":60,"skill":["a","b"],"jurisdiction":["NL-ZH"],)"
      R"("until":"2027-03-03T00:00:00Z"},)"
      R"({"hash":"u2","state":"ended","trustee":"did:web:t.example","plain":true,"kind":"issue",)"
      R"("amount":40,"until":"2027-03-03T00:00:00Z"}],)"
      R"("received":[{"hash":"u3","state":"stands","truster":"did:web:v.example\u001b[2J",)"
      R"("plain":false,"kind":"issue","amount":120,"any":true,)"
      R"("until":"2027-03-03T00:00:00Z"},)"
      R"({"hash":"u4","state":"unreadable","feed":"uFeed","trustee":"did:web:us.example"}]})");
  const auto typed = office.desk.type({"org", "bits"});
  CHECK(typed.exit == 0);
  CHECK(
      typed.out.contains("\tintroduce\t60\ta, b, NL-ZH\t"
                         "2027-03-03T00:00:00Z\tstands\tu1\tdid:web:t.example\n"));
  CHECK(typed.out.contains("by us\tThe Town"));
  CHECK(typed.out.contains("by us\tdid:web:t.example\tendorse\t40\t\t"));
  CHECK(typed.out.contains("\tissue\t120\tanything\t"));
  CHECK_FALSE(typed.out.contains('\x1b'));
  CHECK(typed.out.contains("of us\tuFeed\t\t\t\t\tunreadable\tu4\t\n"));
  CHECK(office.desk.type({"org", "bits", "--json"}).out.starts_with(R"({"given":[)"));
}

TEST_CASE("what stands on both sides is told by its name, to people alone") {
  tests::Office office;
  office.answer("GET /v1/trust/bits", 200,
                R"({"given":[{"hash":"u1","state":"stands","mutual":true,"any":true,)"
                R"("relationName":"Town – Library: anything\u001b[2J"},)"
                R"({"hash":"u2","state":"stands","mutual":false,)"
                R"("relationName":"Town – Mill: anything"}],"received":[]})");
  const auto typed = office.desk.type({"org", "bits"});
  CHECK(typed.err.contains("On both sides: Town – Library: anything"));
  CHECK_FALSE(typed.err.contains("Mill"));
  CHECK_FALSE(typed.err.contains('\x1b'));
  CHECK_FALSE(typed.out.contains("On both sides"));
  CHECK(office.desk.type({"org", "bits", "--json"}).err.empty());
}

TEST_CASE("an answer that is none is not taken for an empty list") {
  tests::Office office;
  office.answer("GET /v1/trust/bits", 200, R"({"given":[]})");
  CHECK(office.desk.type({"org", "bits"}).exit == 1);
}

}  // namespace waarmerk::cli
