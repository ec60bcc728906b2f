#include "node/actions/resolve_did.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/support/badge_builder.hpp"
#include "tests/support/canned_fetcher.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/webvh_history.hpp"

namespace waarmerk::node::actions {
namespace {

Result<Resolved> resolve(const std::string& did, tests::CannedFetcher& fetcher) {
  return tests::run_task(resolve_did(*did::Did::parse(did), {}, fetcher));
}

constexpr const char* place = "https://school.example/.well-known/did.json";

}  // namespace

TEST_CASE("a did:key answers itself, and nobody is asked") {
  tests::CannedFetcher fetcher;
  const auto party = tests::TestParty::with_key(7);
  const auto document = resolve(party.did, fetcher);
  REQUIRE(document);
  CHECK(document->documents.newest()->id().text() == party.did);
  CHECK(fetcher.asked().empty());
  CHECK(is_self_contained(*did::Did::parse(party.did)));
  CHECK_FALSE(is_self_contained(*did::Did::parse("did:web:school.example")));
}

TEST_CASE("a did:web is asked of its host, and must be about itself") {
  tests::CannedFetcher fetcher;
  const auto school = tests::TestParty::at_host("school.example", 3);
  fetcher.answer(place, 200, school.document());
  REQUIRE(resolve(school.did, fetcher));
  CHECK(fetcher.asked() == std::vector<std::string>{place});
  fetcher.answer(place, 200, tests::TestParty::at_host("thief.example", 3).document());
  CHECK(resolve(school.did, fetcher).error().code == did::wrong_subject);
  fetcher.answer(place, 200, "no JSON");
  CHECK_FALSE(resolve(school.did, fetcher));
}

TEST_CASE("a host without the document and a host that is silent are two things") {
  tests::CannedFetcher fetcher;
  fetcher.answer(place, 404, "");
  CHECK(resolve("did:web:school.example", fetcher).error().code == did::not_found);
  fetcher.forget_all();
  CHECK(resolve("did:web:school.example", fetcher).error().code == did::unavailable);
  CHECK(resolve("did:nobody:x", fetcher).error().code == did::unsupported_method);
}

TEST_CASE("a history may be longer than a document, up to 5 MiB") {
  const tests::WebvhHistory history;
  const auto resolve_padded = [&](std::size_t bytes) {
    auto log = history.text();
    log.insert(1, std::string(bytes - log.size(), ' '));
    tests::CannedFetcher fetcher;
    fetcher.answer("https://school.example/.well-known/did.jsonl", 200, log);
    return tests::run_task(
        resolve_did(*did::Did::parse(history.did()), {.now = history.now()}, fetcher));
  };
  CHECK(resolve_padded(5 << 20));
  CHECK_FALSE(resolve_padded((5 << 20) + 1));
}

}  // namespace waarmerk::node::actions
