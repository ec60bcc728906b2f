#include "node/feed/feed_keys.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "crypto/json/parse.hpp"
#include "crypto/keys/multikey.hpp"
#include "node/feed/limits.hpp"
#include "tests/support/issuer.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/webvh_history.hpp"

namespace waarmerk::node::feed {

namespace {

const std::string web_did = "did:web:library.example";

FeedService service_of(const std::string& feed_of_did) {
  return {.uri = "https://library.example/bot/1",
          .feed = feed_id_of(*did::Did::parse(feed_of_did)),
          .feed_key = tests::Issuer(1).signer().public_key()};
}

did::DidDocument document_with(const std::string& services) {
  const auto json = json::parse("{\"id\":\"" + web_did + "\",\"service\":[" + services + "]}");
  return *did::DidDocument::read(*json);
}

std::string written(const FeedService& service) {
  json::Writer writer;
  write_feed_service(writer, *did::Did::parse(web_did), service);
  return writer.take();
}

}  // namespace

TEST_CASE("a did:key signs its own feed") {
  const tests::Issuer issuer(1);
  const auto keys = feed_keys_of(issuer.document());
  REQUIRE(keys);
  CHECK(keys->did == issuer.did());
  Header header{.ts = tests::start_time, .kid8 = kid8_of(issuer.signer().public_key())};
  CHECK(*keys->find(header) == issuer.signer().public_key());
  header.kid8 = kid8_of(tests::Issuer(2).signer().public_key());
  CHECK(keys->find(header).error().code == unauthorised_key);
}

TEST_CASE("a key counts in its own epoch, from and until its time") {
  const tests::Issuer issuer(1);
  const tests::Issuer next(2);
  const auto keys = issuer.keys_with(next, tests::start_time);
  CHECK(keys.newest_epoch() == 1);
  CHECK(issuer.keys().newest_epoch() == 0);
  const auto code = [&](const tests::Issuer& by, std::uint32_t epoch, std::int64_t ms) {
    const auto found = keys.find(
        {.epoch = epoch, .ts = tests::start_time + ms, .kid8 = kid8_of(by.signer().public_key())});
    return found ? ErrorCode{} : found.error().code;
  };
  CHECK(code(issuer, 0, -1) == ErrorCode{});
  CHECK(code(issuer, 0, 0) == unauthorised_key);
  CHECK(code(issuer, 1, 0) == unauthorised_key);
  CHECK(code(next, 1, 0) == ErrorCode{});
  CHECK(code(next, 0, 0) == unauthorised_key);
  CHECK(code(next, 1, -1) == unauthorised_key);
}

TEST_CASE("a did:key of P-256 has no feed") {
  tests::SeededRandom random;
  const auto signer = keys::make_signer(keys::SecretKey::generate(keys::Algorithm::p256, random));
  const auto document = did::resolve_did_key(did::did_key_of(signer->public_key()));
  CHECK(feed_keys_of(*document).error().code == no_feed_key);
}

TEST_CASE("a did:web names its feed and the key in a service") {
  const auto service = service_of(web_did);
  const auto document = document_with(written(service));
  const auto read = read_feed_service(document);
  REQUIRE(read);
  CHECK(read->uri == service.uri);
  CHECK(read->feed == service.feed);
  CHECK(read->feed_key == service.feed_key);
  CHECK(feed_keys_of(document)->keys.front().key == service.feed_key);
}

TEST_CASE("a service may name mirrors, and authorises as it did whatever is named there") {
  auto service = service_of(web_did);
  service.mirrors = {"https://a.example/bot/1", "https://b.example/bot/1"};
  const auto text = written(service);
  CHECK(read_feed_service(document_with(text))->mirrors == service.mirrors);
  CHECK_FALSE(written(service_of(web_did)).contains("mirrors"));
  auto odd = text;
  odd.replace(odd.find("\"https://a.example/bot/1\""), 25, "{\"a\":[null,1e9,\"ftp://\"]}");
  const auto read = read_feed_service(document_with(odd));
  REQUIRE(read);
  CHECK(read->mirrors == std::vector<std::string>{"https://b.example/bot/1"});
  CHECK(feed_keys_of(document_with(odd))->keys.front().key == service.feed_key);
}

TEST_CASE("a service that names another feed, or none, authorises nobody") {
  CHECK(feed_keys_of(document_with(written(service_of("did:web:other.example")))).error().code ==
        wrong_feed);
  CHECK(feed_keys_of(document_with("")).error().code == no_feed_key);
  auto broken = written(service_of(web_did));
  broken.replace(broken.find("z6Mk"), 4, "z6Mx");
  CHECK(feed_keys_of(document_with(broken)).error().code == no_feed_key);
  auto other_type = written(service_of(web_did));
  other_type.replace(other_type.find("BitOfTrustNode"), 14, "SomethingElse!");
  CHECK(feed_keys_of(document_with(other_type)).error().code == no_feed_key);
}

TEST_CASE("a did:web names the feed of a did:webvh only where that is its other name there") {
  const std::string scid(46, 'Q');
  const auto named = [&](const std::string& other, const std::string& feed_of_did) {
    const auto json = json::parse("{\"id\":\"" + web_did + "\",\"alsoKnownAs\":[\"" + other +
                                  "\"],\"service\":[" + written(service_of(feed_of_did)) + "]}");
    return read_feed_service(*did::DidDocument::read(*json));
  };
  const auto parallel = "did:webvh:" + scid + ":library.example";
  const auto elsewhere = "did:webvh:" + scid + ":school.example";
  const auto named_well = named(parallel, parallel);
  REQUIRE(named_well);
  CHECK(named_well->feed == feed_id_of(*did::Did::parse(parallel)));
  CHECK(named(elsewhere, parallel).error().code == wrong_feed);
  CHECK(named("x:y", parallel).error().code == wrong_feed);
  CHECK(named(parallel, "did:web:school.example").error().code == wrong_feed);
}

TEST_CASE("a history authorises each key for its own time") {
  tests::WebvhHistory history;
  const auto did = *did::Did::parse(history.did());
  const auto with_key = [&](std::uint8_t seed) {
    json::Writer service;
    write_feed_service(service, did,
                       {.uri = "https://school.example/bot/1",
                        .feed = feed_id_of(did),
                        .feed_key = tests::Issuer(seed).signer().public_key()});
    auto document = history.document();
    const auto before = document.find(",\"service\"");
    if (before != std::string::npos) document = document.substr(0, before) + "}";
    return document.substr(0, document.size() - 1) + ",\"service\":[" + service.take() + "]}";
  };
  const auto keys = [&] { return feed_keys_of(*did::DocumentHistory::of(did, history.log())); };
  CHECK(keys().error().code == no_feed_key);
  REQUIRE(history.add("{}", 1, with_key(1)));
  REQUIRE(history.add("{}", 1));
  REQUIRE(history.add("{}", 1, with_key(2)));
  const auto all = keys();
  REQUIRE(all);
  REQUIRE(all->keys.size() == 2);
  CHECK(all->keys[0].from == UnixTime{0});
  CHECK(all->keys[0].until == tests::webvh_start + 3 * day_ms);
  CHECK(all->keys[1].from == all->keys[0].until);
  CHECK_FALSE(all->keys[1].until);
  const auto old = kid8_of(tests::Issuer(1).signer().public_key());
  CHECK(all->find({.ts = tests::webvh_start + 2 * day_ms, .kid8 = old}));
  CHECK(all->find({.ts = tests::webvh_start + 3 * day_ms, .kid8 = old}).error().code ==
        unauthorised_key);
}

TEST_CASE("of very many feed keys the newest count") {
  tests::WebvhHistory history;
  const auto did = *did::Did::parse(history.did());
  for (std::uint8_t seed = 1; seed <= feed_keys_max + 2; ++seed) {
    json::Writer service;
    write_feed_service(service, did,
                       {.uri = "https://school.example/bot/1",
                        .feed = feed_id_of(did),
                        .feed_key = tests::Issuer(seed).signer().public_key()});
    REQUIRE(history.add("{}", 1,
                        "{\"id\":\"" + did.text() + "\",\"service\":[" + service.take() + "]}"));
  }
  const auto all = feed_keys_of(*did::DocumentHistory::of(did, history.log()));
  REQUIRE(all);
  CHECK(all->keys.size() == feed_keys_max);
  CHECK(all->keys.back().key == tests::Issuer(feed_keys_max + 2).signer().public_key());
}

}  // namespace waarmerk::node::feed
