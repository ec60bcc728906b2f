#include "cli/documents.hpp"

#include <doctest/doctest.h>

#include <filesystem>

#include "cli/error_codes.hpp"
#include "crypto/encoding/base64url.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/webvh_history.hpp"

namespace waarmerk::cli {
namespace {

did::Did did_of(std::string_view text) { return did::Did::parse(text).value(); }

}  // namespace

TEST_CASE("a map gives a document for each DID and URL") {
  Documents documents;
  REQUIRE(documents.add(R"({"did:web:a.example":{"id":"did:web:a.example"},
                            "https://a.example/status/1":"eyJ.e30.AA"})"));
  CHECK(documents.find("did:web:a.example") == R"({"id":"did:web:a.example"})");
  CHECK(documents.find("https://a.example/status/1") == "eyJ.e30.AA");
  CHECK_FALSE(documents.find("https://a.example/status/2"));
}

TEST_CASE("a did:web is found by its name and by the URL of its document") {
  Documents documents;
  REQUIRE(documents.add(R"({"https://a.example/.well-known/did.json":{"n":1},
                            "https://a.example:8443/b/did.json":{"n":2}})"));
  CHECK(documents.find(did_of("did:web:a.example")) == R"({"n":1})");
  CHECK(documents.find(did_of("did:web:a.example%3A8443:b")) == R"({"n":2})");
  CHECK_FALSE(documents.find(did_of("did:web:b.example")));
  CHECK_FALSE(documents.find(did_of("did:key:z6Mk")));
}

TEST_CASE("one document is filed under its own id") {
  Documents documents;
  REQUIRE(documents.add(R"({"@context":[],"id":"did:web:a.example"})"));
  CHECK(documents.find("did:web:a.example"));
  REQUIRE(documents.add(R"({"id":"https://a.example/status/1","type":[]})"));
  CHECK(documents.find("https://a.example/status/1"));
}

TEST_CASE("a Status List Token is filed under the place that it is of") {
  const auto compact = [](std::string_view type) {
    const auto header = R"({"alg":"EdDSA","typ":")" + std::string(type) + "\"}";
    const std::string_view claims = R"({"sub":"https://a.example/status/3"})";
    return encoding::encode_base64url(bytes_of(header)) + "." +
           encoding::encode_base64url(bytes_of(claims)) + ".AA";
  };
  Documents documents;
  const auto token = compact("statuslist+jwt");
  REQUIRE(documents.add(token));
  CHECK(documents.find("https://a.example/status/3") == token);
  CHECK(documents.add(compact("at+jwt")).error().code == bad_documents);
}

TEST_CASE("what is no map and no document is refused") {
  for (const auto* text : {"", "[]", "\"x\"", "{", R"({"type":"x"})", R"({"id":1,"type":"x"})"}) {
    Documents documents;
    const auto added = documents.add(text);
    REQUIRE_FALSE(added);
    CHECK(added.error().code == bad_documents);
  }
}

TEST_CASE("a folder is read by the names of its files") {
  const tests::TemporaryFolder folder;
  tests::Desk desk({});
  const auto workspace = desk.make_workspace();
  REQUIRE(workspace.write_file(folder / "a.json", R"({"did:web:a.example":{"n":1}})"));
  REQUIRE(workspace.write_file(folder / "b.json", R"({"id":"did:web:b.example"})"));
  REQUIRE(workspace.write_file(folder / "readme.txt", "not JSON"));
  const auto documents = Documents::load(workspace, folder.path());
  REQUIRE(documents);
  CHECK(documents->find("did:web:a.example"));
  CHECK(documents->find("did:web:b.example"));

  REQUIRE(workspace.write_file(folder / "c.json", "not JSON"));
  const auto broken = Documents::load(workspace, folder.path());
  REQUIRE_FALSE(broken);
  CHECK(broken.error().code == bad_documents);
  CHECK(broken.error().detail.contains("c.json"));
}

TEST_CASE("a file that is not there is told apart from a bad one") {
  const tests::TemporaryFolder folder;
  tests::Desk desk({});
  const auto loaded = Documents::load(desk.make_workspace(), folder / "absent.json");
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().code == unreadable_file);
}

TEST_CASE("the history of a did:webvh is found by any name of its DID, with its witnesses") {
  Documents documents;
  const tests::WebvhHistory history;
  const auto moved = tests::replaced_all(history.did(), "school.example", "club.example");
  CHECK_FALSE(documents.find_log(did_of(history.did())));
  REQUIRE(documents.add(history.text()));
  REQUIRE(documents.find_log(did_of(history.did())));
  CHECK(documents.find_log(did_of(moved))->log == history.text());
  CHECK(documents.find_log(did_of(moved))->witnesses.empty());
  REQUIRE(documents.add(R"([{"versionId":"1-a","proof":[]}])"));
  REQUIRE(documents.add(R"([{"versionId":"1-b"}])"));
  CHECK(documents.find_log(did_of(moved))->witnesses ==
        R"([{"versionId":"1-a","proof":[]},{"versionId":"1-b"}])");
  CHECK_FALSE(documents.find_log(did_of("did:web:school.example")));
  CHECK_FALSE(documents.find_log(did_of(tests::WebvhHistory("", "club.example").did())));
  CHECK(documents.add(R"({"versionId":"1-a","state":{"id":"did:web:a.example"}})").error().code ==
        bad_documents);
  CHECK(documents.add(R"([{"proof":[]}])").error().code == bad_documents);
}

}  // namespace waarmerk::cli
