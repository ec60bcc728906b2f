// Tests of `org close`, `org appoint-custodian` and `org countersign`.
#include <doctest/doctest.h>

#include "tests/support/office.hpp"

namespace waarmerk::cli {

TEST_CASE("an organisation is closed by its name") {
  tests::Office office;
  office.answer("POST /v1/feed/close", 200, R"({"did":"did:web:a.example"})");
  const auto typed = office.desk.type({"org", "close", "did:web:a.example", "--reason", "Done"});
  CHECK(typed.exit == 0);
  CHECK(office.last().body == R"({"did":"did:web:a.example","reason":"Done"})");
  CHECK(office.desk.type({"org", "close", "did:web:a.example"}).exit == 2);
  office.answer("POST /v1/feed/close", 409, R"({"code":"feed.not_ours","detail":"Another."})");
  CHECK(office.desk.type({"org", "close", "did:web:b.example", "--reason", "x"}).exit == 6);
}

TEST_CASE("a custodian is appointed from a day on, with what others confirmed") {
  tests::Office office;
  office.answer("POST /v1/feed/custodian", 200,
                R"({"custodian":{"feed":"uAbc","from":"2027-08-01T00:00:00Z"}})");
  const auto typed =
      office.desk.type({"org", "appoint-custodian", "did:web:t.example", "--from", "2027-08-01",
                        "--countersigned", "u1.u2", "--countersigned", "u3.u4"});
  CHECK(typed.exit == 0);
  CHECK(office.last().body == R"({"did":"did:web:t.example","from":"2027-08-01T00:00:00Z",)"
                              R"("countersignatures":["u1.u2","u3.u4"]})");
  CHECK(typed.out.contains("did:web:t.example"));
  CHECK(typed.out.contains("uAbc"));
  CHECK(
      office.desk.type({"org", "appoint-custodian", "did:web:t.example", "--from", "soon"}).exit ==
      8);
}

TEST_CASE("a countersignature is printed alone, to be handed on") {
  tests::Office office;
  office.answer("POST /v1/feed/countersign", 200, R"({"countersignature":"u1.u2"})");
  const auto typed = office.desk.type(
      {"org", "countersign", "did:web:s.example", "did:web:t.example", "--from", "2027-08-01"});
  CHECK(typed.exit == 0);
  CHECK(typed.out == "u1.u2\n");
  CHECK(office.last().body == R"({"by":"did:web:s.example","did":"did:web:t.example",)"
                              R"("from":"2027-08-01T00:00:00Z"})");
  CHECK(office.desk.type({"org", "countersign", "did:web:s.example", "did:web:t.example"}).exit ==
        2);
}

}  // namespace waarmerk::cli
