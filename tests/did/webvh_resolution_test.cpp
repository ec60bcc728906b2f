#include "did/webvh_resolution.hpp"

#include <doctest/doctest.h>

#include <string>

#include "did/resolution.hpp"
#include "tests/support/webvh_history.hpp"

using namespace waarmerk;
using namespace waarmerk::did;
using tests::WebvhHistory;

namespace {

Resolution begin(const WebvhHistory& history, Version version = LastVersion{}) {
  return Resolution(Did::parse(history.did()).value(),
                    {.now = history.now(), .version = std::move(version)});
}

}  // namespace

TEST_CASE("a did:webvh asks for its log, and has the document of its last entry") {
  const WebvhHistory history;
  auto resolution = begin(history);
  CHECK(resolution.history() == nullptr);
  CHECK(resolution.outcome().error().code == unavailable);
  REQUIRE(resolution.next());
  CHECK(resolution.next()->url == "https://school.example/.well-known/did.jsonl");
  resolution.supply(Reply{200, history.text()});
  CHECK_FALSE(resolution.next());
  const auto document = resolution.outcome();
  REQUIRE(document);
  CHECK(document->id().text() == history.did());
  CHECK(document->allows(history.did() + "#key-1", Purpose::assertion_method));
  CHECK(resolution.history()->entries().size() == 1);
}

TEST_CASE("a log that is gone, is of another DID or lies in the future resolves to nothing") {
  const WebvhHistory history;
  auto gone = begin(history);
  gone.supply(Reply{404, ""});
  CHECK(gone.outcome().error().code == not_found);
  auto other = begin(history);
  other.supply(Reply{200, WebvhHistory("", "club.example").text()});
  CHECK(other.outcome().error().code == bad_log);
  Resolution early(Did::parse(history.did()).value());
  early.supply(Reply{200, history.text()});
  CHECK(early.outcome().error().code == bad_log);
}

TEST_CASE("witnesses are asked for where a log has some, and an older version where it is wanted") {
  WebvhHistory history(R"("witness":{"threshold":1,"witnesses":[{"id":"did:key:)" +
                       tests::multikey(11) + R"("}]})");
  REQUIRE(history.add("{}", 1));
  const auto answer = [&](const std::string& file, Version version) {
    auto resolution = begin(history, std::move(version));
    resolution.supply(Reply{200, history.text()});
    REQUIRE(resolution.next());
    CHECK(resolution.next()->url == "https://school.example/.well-known/did-witness.json");
    CHECK(resolution.outcome().error().code == unavailable);
    resolution.supply(file.empty() ? Reply{404, ""} : Reply{200, file});
    CHECK_FALSE(resolution.next());
    return resolution.outcome();
  };
  const auto entries = history.log().entries();
  const auto on_first = "[" + tests::confirmation(entries[0].version_id, 11) + "]";
  const auto on_last = "[" + tests::confirmation(entries[1].version_id, 11) + "]";
  CHECK(answer(on_last, LastVersion{}));
  CHECK(answer(on_first, LastVersion{}).error().code == bad_log);
  CHECK(answer(on_first, std::uint32_t{1}));
  CHECK(answer("", std::uint32_t{1}).error().code == bad_log);
}
