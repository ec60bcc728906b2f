// Tests of `custody accept`, `custody list`, `custody revoke`, `suspend` and `reinstate`.
#include <doctest/doctest.h>

#include <string>

#include "tests/support/office.hpp"

namespace waarmerk::cli {
namespace {

constexpr auto wards =
    R"({"custody":[{"did":"did:web:a.example","accepted":true,"inForce":true,"lists":["l1","l2"]},)"
    R"({"did":"did:web:b.example","accepted":true,"inForce":false,"lists":[]},)"
    R"({"did":"did:web:c.example","accepted":false,"inForce":true,"lists":[]}]})";

constexpr auto badge =
    R"({"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"],)"
    R"("issuer":"did:web:a.example","credentialSubject":{"id":"did:web:x.example"},)"
    R"("credentialStatus":[{"type":"BitstringStatusListEntry","statusPurpose":"revocation",)"
    R"("statusListIndex":"7","statusListCredential":"https://a.example/status/1"}]})";

}  // namespace

TEST_CASE("those whose lists we go on with are listed with how it stands") {
  tests::Office office;
  office.answer("GET /v1/custody", 200, wards);
  const auto typed = office.desk.type({"custody", "list"});
  CHECK(typed.exit == 0);
  CHECK(typed.out ==
        "did:web:a.example\tin force\t2\n"
        "did:web:b.example\tnot in force\t0\n"
        "did:web:c.example\tasked us\t0\n");
  CHECK(office.desk.type({"custody", "list", "--json"}).out.starts_with("{\"did\":"));
  office.answer("GET /v1/custody", 200, "{}");
  CHECK(office.desk.type({"custody", "list"}).exit == 1);
}

TEST_CASE("custody is accepted from who asked") {
  tests::Office office;
  office.answer("POST /v1/custody", 200, wards);
  CHECK(office.desk.type({"custody", "accept", "did:web:a.example"}).exit == 0);
  CHECK(office.last().body == R"({"did":"did:web:a.example"})");
  office.answer("POST /v1/custody", 403, R"({"code":"custody.not_appointed","detail":"No."})");
  CHECK(office.desk.type({"custody", "accept", "did:web:z.example"}).exit == 4);
}

TEST_CASE("a badge of theirs is withdrawn by the place that it names") {
  tests::Office office;
  office.answer("POST /v1/custody/status", 204, "");
  office.desk.console.input = badge;
  CHECK(office.desk.type({"custody", "revoke", "-"}).exit == 0);
  CHECK(office.last().body ==
        R"({"list":"https://a.example/status/1","index":7,"action":"revoke"})");
  const auto asked = office.desk.network.asked.size();
  CHECK(office.desk.type({"custody", "suspend", "-"}).exit == 2);
  CHECK(office.desk.type({"custody", "reinstate", "-"}).exit == 2);
  office.desk.console.input = "no badge";
  CHECK(office.desk.type({"custody", "revoke", "-"}).exit != 0);
  CHECK(office.desk.network.asked.size() == asked);
}

}  // namespace waarmerk::cli
