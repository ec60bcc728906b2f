#include "cli/file_evidence.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/credential/securing.hpp"
#include "tests/support/desk.hpp"

namespace waarmerk::cli {
namespace {

using node::credential::Source;

constexpr auto library = "did:web:library.example";
constexpr auto document = R"({"id":"did:web:library.example"})";
constexpr auto document_url = "GET https://library.example/.well-known/did.json";
const node::credential::NeedStatusList list{"https://library.example/status/1", library};

did::Did did_of(std::string_view text) { return did::Did::parse(text).value(); }

Documents given(const std::string& name, const std::string& text) {
  Documents documents;
  REQUIRE(documents.add("{\"" + name + "\":" + text + "}"));
  return documents;
}

/// A Result of what has no default is more than asio's own co_spawn takes.
template <class T>
T run_task(node::Task<T> task) {
  tests::Desk desk({});
  return desk.make_workspace().run(std::move(task));
}

Reach over(tests::CannedNetwork& network) {
  return [&network] { return Result<node::fetch::Fetcher*>(&network); };
}

}  // namespace

TEST_CASE("what is given is used, and nobody is asked") {
  tests::CannedNetwork network;
  FileEvidence evidence(given(library, document), over(network), {});
  const auto found = run_task(evidence.find_did(did_of(library)));
  REQUIRE(found);
  CHECK(found->from.source == Source::documents);
  FileEvidence lists(given(list.url, R"("text")"), over(network), {});
  const auto text = run_task(lists.find_status_list(list));
  REQUIRE(text);
  CHECK(text->credential == "text");
  CHECK(text->from.source == Source::documents);
  CHECK(network.asked.empty());
}

TEST_CASE("what is not given is asked of the network") {
  tests::CannedNetwork network;
  network.answers[document_url] = {.status = 200, .content_type = "", .body = document};
  network.answers["GET " + list.url] = {.status = 200, .content_type = "", .body = "list"};
  FileEvidence evidence({}, over(network), {});
  const auto found = run_task(evidence.find_did(did_of(library)));
  REQUIRE(found);
  CHECK(found->from.source == Source::https);
  const auto text = run_task(evidence.find_status_list(list));
  REQUIRE(text);
  CHECK(text->credential == "list");
  CHECK(network.asked.back().bytes_max == node::credential::file_bytes_max);
}

TEST_CASE("offline, what is not given is not there") {
  FileEvidence evidence({}, offline(), {});
  const auto found = run_task(evidence.find_did(did_of(library)));
  REQUIRE_FALSE(found);
  CHECK(found.error().code == did::unavailable);
  const auto text = run_task(evidence.find_status_list(list));
  REQUIRE_FALSE(text);
  CHECK(text.error().code == node::fetch::fetch_refused);
}

TEST_CASE("a DID that answers itself needs no network") {
  FileEvidence evidence({}, offline(), {});
  const auto found = run_task(
      evidence.find_did(did_of("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK")));
  REQUIRE(found);
  CHECK(found->from.source == Source::own);
}

TEST_CASE("a given document that is broken is not asked for elsewhere") {
  tests::CannedNetwork network;
  FileEvidence evidence(given(library, "{}"), over(network), {});
  const auto found = run_task(evidence.find_did(did_of(library)));
  REQUIRE_FALSE(found);
  CHECK(found.error().code == did::bad_document);
  CHECK(network.asked.empty());
}

TEST_CASE("a key is taken from the documents, then from its host") {
  const node::credential::NeedDocument key{"https://library.example/keys/1"};
  FileEvidence with_file(given(key.url, "{}"), offline(), {});
  const auto held = run_task(with_file.find_document(key));
  REQUIRE(held);
  CHECK(held->document == "{}");
  CHECK_FALSE(held.asked_outside);
  tests::CannedNetwork network;
  network.answers["GET " + key.url] = {.status = 200, .content_type = "", .body = "key"};
  FileEvidence with_network({}, over(network), {});
  const auto fetched = run_task(with_network.find_document(key));
  REQUIRE(fetched);
  CHECK(fetched->document == "key");
  CHECK(fetched.asked_outside);
  network.answers["GET " + key.url] = {.status = 404, .content_type = "", .body = ""};
  CHECK(run_task(with_network.find_document(key)).error().code == node::fetch::fetch_failed);
  FileEvidence alone({}, offline(), {});
  CHECK(run_task(alone.find_document(key)).error().code == node::fetch::fetch_refused);
}

TEST_CASE("a host that answers with an error gives no list") {
  tests::CannedNetwork network;
  network.answers["GET " + list.url] = {.status = 404, .content_type = "", .body = "list"};
  FileEvidence evidence({}, over(network), {});
  const auto text = run_task(evidence.find_status_list(list));
  REQUIRE_FALSE(text);
  CHECK(text.error().code == node::fetch::fetch_failed);
}

}  // namespace waarmerk::cli
