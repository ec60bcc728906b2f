// Tests of `did resolve`.
#include <doctest/doctest.h>

#include <string>

#include "tests/support/badge_files.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/temporary_folder.hpp"

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
