// Tests of `org invite`, `org uninvite` and `org accept`.
#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "tests/support/office.hpp"

namespace waarmerk::cli {
namespace {

constexpr const char* made =
    R"({"id":"uId","link":"https://t.example/invitation#eyJ","until":"2027-03-17T00:00:00Z"})";
constexpr const char* theirs =
    R"({"inviter":"did:web:t.example","inviterName":"Town\u001b[2J","node":"https://t.example",)"
    R"("until":"2027-03-17T00:00:00Z","terms":{"kind":"issue","amount":60,"skill":["a","b"]},)"
    R"("hash":"uHash"})";

}  // namespace

TEST_CASE("an invitation is a link, with what we will say of who answers") {
  tests::Office office;
  office.answer("POST /v1/trust/invitations", 201, made);
  const auto typed = office.desk.type({"org", "invite", "did:web:l.example", "--skill", "a",
                                       "--amount", "60", "--open-until", "2027-03-17"});
  CHECK(typed.exit == 0);
  CHECK(typed.out == "https://t.example/invitation#eyJ\n");
  CHECK(typed.err.contains("waarmerk org uninvite uId"));
  CHECK(office.last().body == R"({"did":"did:web:l.example","until":"2027-03-17T23:59:59Z",)"
                              R"("terms":{"amount":60,"skill":["a"]}})");
}

TEST_CASE("an invitation for anyone is told to be one, and drawn or put into a file") {
  tests::Office office;
  office.answer("POST /v1/trust/invitations", 201, made);
  const auto file = office.folder() + "/invitation.txt";
  const auto typed =
      office.desk.type({"org", "invite", "--anyone", "--any", "--qr", "--out", file});
  CHECK(typed.exit == 0);
  CHECK(office.last().body == R"({"terms":{"any":true}})");
  CHECK(typed.out.contains("\u2588\u2588"));
  CHECK_FALSE(typed.out.contains("eyJ"));
  CHECK(typed.err.contains("whoever has it can answer it"));
  std::string kept;
  std::ifstream(file) >> kept;
  CHECK(kept == "https://t.example/invitation#eyJ");
}

TEST_CASE("an invitation is for one, or for anyone") {
  tests::Office office;
  CHECK(office.desk.type({"org", "invite", "--any"}).exit == 2);
  CHECK(office.desk.type({"org", "invite", "did:web:l.example", "--anyone", "--any"}).exit == 2);
  CHECK(office.desk.network.asked.empty());
}

TEST_CASE("an invitation is closed by its id") {
  tests::Office office;
  office.answer("DELETE /v1/trust/invitations/uId", 204, "");
  CHECK(office.desk.type({"org", "uninvite", "uId"}).exit == 0);
  CHECK(office.last().method == "DELETE");
}

TEST_CASE("who invites is shown, and answered with the same or with what is typed") {
  tests::Office office;
  office.answer("POST /v1/trust/invitations/accept", 201, theirs);
  const auto same = office.desk.type({"org", "accept", "https://t.example/invitation#eyJ"});
  CHECK(same.exit == 0);
  CHECK(office.last().body == R"({"invitation":"https://t.example/invitation#eyJ"})");
  CHECK(same.out.contains("did:web:t.example"));
  CHECK(same.out.contains("issue, 60, for a, b"));
  CHECK(same.out.contains("uHash"));
  CHECK_FALSE(same.out.contains('\x1b'));
  office.desk.type({"org", "accept", "eyJ", "--any", "--comment", "Good"});
  CHECK(office.last().body == R"({"invitation":"eyJ","comment":"Good","terms":{"any":true}})");
}

TEST_CASE("of an invitation that was answered already that is said, and no more is to be done") {
  tests::Office office;
  auto known = std::string(theirs);
  known.insert(known.size() - 1, R"(,"alreadyAnswered":true)");
  office.answer("POST /v1/trust/invitations/accept", 200, known);
  const auto typed = office.desk.type({"org", "accept", "https://t.example/invitation#eyJ"});
  CHECK(typed.exit == 0);
  CHECK(typed.err.contains("already answered"));
  CHECK_FALSE(typed.err.contains("It is on the organisation's feed"));
  CHECK(typed.out.contains("uHash"));
}

TEST_CASE("an invitation comes in a file, and can be looked at before it is answered") {
  tests::Office office;
  const auto file = office.folder() + "/invitation.txt";
  std::ofstream(file) << "https://t.example/invitation#eyJ\r\n";
  office.answer("POST /v1/trust/invitations/look", 200, theirs);
  const auto typed = office.desk.type({"org", "accept", file, "--look"});
  CHECK(typed.exit == 0);
  CHECK(office.last().body == R"({"invitation":"https://t.example/invitation#eyJ"})");
  CHECK(typed.err.contains("Nothing was answered"));
  office.answer("POST /v1/trust/invitations/look", 400,
                R"({"code":"trust.bad_invitation","detail":"Changed."})");
  CHECK(office.desk.type({"org", "accept", file, "--look"}).exit == 8);
}

}  // namespace waarmerk::cli
