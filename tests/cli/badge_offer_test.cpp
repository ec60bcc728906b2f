// Tests of `badge offer`, `badge offers`, `badge confirm` and `badge unoffer`.
#include <doctest/doctest.h>

#include "tests/support/office.hpp"

namespace waarmerk::cli {
namespace {

constexpr auto made =
    R"({"id":"0123456789abcdef","state":"open","until":"2026-03-03T10:27:00Z",)"
    R"("interaction":"https://x/interactions/01?iuv=1&key=2",)"
    R"("link":"openid-credential-offer://?credential_offer_uri=x","txCode":"012345"})";

}  // namespace

TEST_CASE("a badge is offered by a link, and the code is said beside it") {
  tests::Office office;
  office.answer("POST /v1/offers", 201, made);
  const auto typed = office.desk.type({"badge", "offer", "A"});
  CHECK(typed.exit == 0);
  CHECK(typed.out == "https://x/interactions/01?iuv=1&key=2\n");
  CHECK(office.desk.type({"badge", "offer", "A", "--wallet-link"}).out ==
        "openid-credential-offer://?credential_offer_uri=x\n");
  CHECK(typed.err.contains("012345"));
  CHECK(typed.err.contains("2026-03-03T10:27:00Z"));
  CHECK(office.last().body == R"({"award":{"achievement":"A"}})");
  CHECK(office.desk.type({"badge", "offer", "A", "--json"}).out == std::string(made) + "\n");
}

TEST_CASE("what the badge says, until when it is open and in which form go to the node") {
  tests::Office office;
  office.answer("POST /v1/offers", 201, made);
  const auto typed =
      office.desk.type({"badge", "offer", "A", "--narrative", "Hosted", "--valid-until",
                        "2027-12-31", "--open-until", "2026-03-03T11:00:00Z", "--format", "ldp_vc",
                        "--format", "jwt_vc_json", "--qr"});
  CHECK(typed.exit == 0);
  CHECK(typed.out.contains("\u2588\u2588"));
  CHECK(office.last().body ==
        R"({"award":{"achievement":"A","validUntil":"2027-12-31T23:59:59Z","narrative":"Hosted"},)"
        R"("until":"2026-03-03T11:00:00Z","formats":["ldp_vc","jwt_vc_json"]})");
  CHECK(office.desk.type({"badge", "offer", "A", "--open-until", "soon"}).exit == 8);
  CHECK(office.desk.type({"badge", "offer"}).exit == 2);
}

TEST_CASE("offers are listed with who took them, and with a second who came") {
  tests::Office office;
  office.answer("GET /v1/offers", 200,
                R"({"offers":[{"id":"1","state":"issued","until":"T","achievement":"A",)"
                R"("holder":"did:key:z1","contested":true,"event":"credential_accepted"},)"
                R"({"id":"3","state":"issued","until":"T","event":"credential_deleted"},)"
                R"({"id":"2","state":"open","until":"T","achievement":"A"}]})");
  const auto typed = office.desk.type({"badge", "offers"});
  CHECK(typed.exit == 0);
  CHECK(typed.out.contains("issued, kept by the wallet, asked for twice"));
  CHECK(typed.out.contains("issued, not kept by the wallet\t"));
  CHECK(typed.out.contains("did:key:z1"));
  CHECK(office.desk.type({"badge", "offers", "--json"})
            .out.ends_with(R"({"id":"2","state":"open","until":"T","achievement":"A"})"
                           "\n"));
  office.answer("GET /v1/offers", 200, "{}");
  CHECK(office.desk.type({"badge", "offers"}).exit == 1);
}

TEST_CASE("an offer that needs it is confirmed for the key that is named") {
  tests::Office office;
  office.answer("POST /v1/offers", 201, made);
  CHECK(office.desk.type({"badge", "offer", "A", "--confirm"}).exit == 0);
  CHECK(office.last().body == R"({"award":{"achievement":"A"},"confirm":true})");
  office.answer("POST /v1/offers/0123/confirm", 200, made);
  CHECK(office.desk.type({"badge", "confirm", "0123", "did:key:z1"}).exit == 0);
  CHECK(office.last().body == R"({"holder":"did:key:z1"})");
  CHECK(office.desk.type({"badge", "confirm", "0123", "did:key:z1", "--json"}).out ==
        std::string(made) + "\n");
  office.answer("POST /v1/offers/0123/confirm", 409,
                R"({"code":"offer.not_waiting","detail":"No."})");
  CHECK(office.desk.type({"badge", "confirm", "0123", "did:key:z1"}).exit == 6);
  CHECK(office.desk.type({"badge", "confirm", "0123"}).exit == 2);
}

TEST_CASE("an offer is withdrawn by its id") {
  tests::Office office;
  office.answer("DELETE /v1/offers/0123", 204, "");
  CHECK(office.desk.type({"badge", "unoffer", "0123"}).exit == 0);
  CHECK(office.last().method == "DELETE");
  office.answer("DELETE /v1/offers/4567", 404, R"({"code":"offer.not_found","detail":"No."})");
  CHECK(office.desk.type({"badge", "unoffer", "4567"}).exit == 5);
}

}  // namespace waarmerk::cli
