// Tests of `did resolve`.
#include <doctest/doctest.h>

#include <string>

#include "tests/support/badge_files.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/webvh_history.hpp"

namespace waarmerk::cli {

TEST_CASE("a DID that answers itself is printed without a network") {
  tests::Desk desk(tests::badge_now);
  const auto did = tests::TestParty::with_key(3).did;
  const auto typed = desk.type({"did", "resolve", did, "--offline"});
  CHECK(typed.exit == 0);
  CHECK(typed.out.starts_with("{\n  \"@context\""));
  const auto json = desk.type({"did", "resolve", did, "--json"});
  CHECK(json.out.starts_with("{\"@context\""));
  CHECK(json.out.find('\n') == json.out.size() - 1);
}

TEST_CASE("a did:web comes from the documents or the network") {
  const tests::TemporaryFolder folder;
  const tests::BadgeFiles files(folder.path(), tests::badge_now);
  tests::Desk desk(tests::badge_now);
  const auto& did = files.library().did;
  CHECK(desk.type({"did", "resolve", did, "--offline", "--documents", files / "known.json"}).exit ==
        0);
  CHECK(desk.type({"did", "resolve", did}).exit == 17);
  CHECK(desk.network.asked.size() == 1);
}

TEST_CASE("a did:webvh is resolved by its history, the last version or an earlier one") {
  tests::WebvhHistory history;
  REQUIRE(history.add(R"({"deactivated":true})", 1));
  tests::Desk desk(tests::badge_now);
  desk.network.answers["GET https://school.example/.well-known/did.jsonl"] = {
      .status = 200, .content_type = "text/jsonl", .body = history.text()};
  const auto exit_of = [&](const std::string& query) {
    return desk.type({"did", "resolve", history.did() + query}).exit;
  };
  CHECK(exit_of("") == 17);
  CHECK(exit_of("?versionNumber=1") == 0);
  CHECK(exit_of("?versionTime=2026-01-01T12:00:00Z") == 0);
  CHECK(exit_of("?versionTime=2025-01-01T12:00:00Z") == 17);
  CHECK(exit_of("?versionId=1-Qm") == 17);
  CHECK(exit_of("?versionNumber=one") == 2);
  CHECK(exit_of("?versionNumber=") == 2);
  CHECK(exit_of("?versionNumber=4294967296") == 2);
  CHECK(exit_of("?colour=red") == 2);
  CHECK(exit_of("#key-1") == 2);
  CHECK(desk.type({"did", "resolve", "did:web:a.example?versionNumber=1"}).exit == 2);
}

TEST_CASE("each failure has its number, and nothing is printed as data") {
  tests::Desk desk(tests::badge_now);
  for (const auto& [did, exit] : {std::pair{"did:web:a.example", 17},
                                  {"did:example:1", 20},
                                  {"did:key:zzz", 17},
                                  {"library", 8}}) {
    const auto typed = desk.type({"did", "resolve", did, "--offline"});
    CHECK_MESSAGE(typed.exit == exit, std::string(did));
    CHECK(typed.out.empty());
    CHECK(typed.err.starts_with("waarmerk: "));
  }
}

}  // namespace waarmerk::cli
