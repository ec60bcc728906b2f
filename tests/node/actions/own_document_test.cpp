#include "node/actions/own_document.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/feed/bot_service.hpp"
#include "node/feed/error_codes.hpp"
#include "node/feed/feed_keys.hpp"
#include "tests/support/webvh_history.hpp"

namespace waarmerk::node::actions {
namespace {

OwnDocument wanted(const std::string& did) {
  return {.did = did::Did::parse(did).value(),
          .url = "https://library.example",
          .issuing_fragment = "issuing-1",
          .issuing = tests::update_key(1)->public_key(),
          .feed = tests::update_key(2)->public_key()};
}

const std::string webvh =
    "did:webvh:Qm11111111111111111111111111111111111111111111:library.example";

}  // namespace

TEST_CASE("our document names the key that issues, and the feed with its own key") {
  const auto document = write_own_document(wanted("did:web:library.example"));
  REQUIRE(document);
  CHECK(document->allows("did:web:library.example#issuing-1", did::Purpose::assertion_method));
  CHECK(document->also_known_as().empty());
  const auto service = feed::read_feed_service(*document);
  REQUIRE(service);
  CHECK(service->feed_key == tests::update_key(2)->public_key());
  CHECK(document->source().text().contains("\"feed\""));
}

TEST_CASE("a did:webvh is known as the did:web too, and its feed by its SCID") {
  const auto document = write_own_document(wanted(webvh));
  REQUIRE(document);
  CHECK(document->also_known_as() == std::vector<std::string>{"did:web:library.example"});
  CHECK_FALSE(document->source().text().contains("\"feed\""));
  CHECK(feed::read_feed_service(*document)->feed == feed::feed_id_of(document->id()));
}

TEST_CASE("a key that was withdrawn says so, may do nothing, and is found again") {
  auto own = wanted(webvh);
  own.issuing_fragment = "issuing-2";
  own.withdrawn = {{"issuing-1", tests::update_key(9)->public_key(), {}, UnixTime{86'400'000}}};
  const auto document = write_own_document(own);
  REQUIRE(document);
  const auto* method = document->find_method(webvh + "#issuing-1");
  REQUIRE(method != nullptr);
  CHECK(method->revoked == UnixTime{86'400'000});
  CHECK_FALSE(document->allows(method->id, did::Purpose::assertion_method));
  const auto found = withdrawn_methods(*document);
  REQUIRE(found.size() == 1);
  CHECK(found[0].fragment == "issuing-1");
  CHECK(found[0].revoked == UnixTime{86'400'000});
  CHECK(withdrawn_methods(*write_own_document(wanted(webvh))).empty());
}

TEST_CASE("what the DID was called before is said, and told from other names") {
  auto own = wanted(webvh);
  CHECK(former_names(*write_own_document(own)).empty());
  const auto before = tests::replaced_all(webvh, "library.example", "old.example");
  own.former = {before};
  const auto document = write_own_document(own);
  REQUIRE(document);
  CHECK(former_names(*document) == std::vector<std::string>{before});
}

TEST_CASE("the mirrors of a feed stand in the document of either method, and in that beside it") {
  for (const auto& name : {std::string("did:web:library.example"), webvh}) {
    auto own = wanted(name);
    own.mirrors = {"https://mirror.example/bot/1"};
    const auto document = write_own_document(own);
    REQUIRE(document);
    CHECK(feed::mirrors_of(*document) == own.mirrors);
    if (name != webvh) continue;
    const auto parallel = write_parallel_document(document->id(), document->source());
    CHECK(feed::mirrors_of(*did::DidDocument::read(*parallel)) == own.mirrors);
  }
}

TEST_CASE("the did:web beside a did:webvh names the feed of that, and authorises nobody itself") {
  const auto did = did::Did::parse(webvh).value();
  const auto own = write_own_document(wanted(webvh));
  const auto parallel = write_parallel_document(did, own->source());
  REQUIRE(parallel);
  const auto document = did::DidDocument::read(*parallel);
  REQUIRE(document);
  CHECK(document->id().text() == "did:web:library.example");
  CHECK(document->services().size() == 3);
  const auto service = feed::read_feed_service(*document);
  REQUIRE(service);
  CHECK(service->feed == feed::feed_id_of(did));
  CHECK(feed::feed_keys_of(*document).error().code == feed::wrong_feed);
}

}  // namespace waarmerk::node::actions
