#include "node/actions/identity.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "crypto/keys/multikey.hpp"
#include "crypto/keys/secret_key.hpp"
#include "did/did_key.hpp"
#include "node/feed/feed_keys.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

struct Keys {
  tests::SeededRandom random{4};
  std::unique_ptr<keys::Signer> issuing = draw_signer();
  std::unique_ptr<keys::Signer> feed = draw_signer();

  std::unique_ptr<keys::Signer> draw_signer() {
    return keys::make_signer(keys::SecretKey::generate(keys::Algorithm::ed25519, random));
  }
  Result<Identity> identity(const std::string& did, const std::string& url) const {
    const records::Organisation organisation{did, "Bibliotheek", url, "issuing-1", "feed", {}};
    return make_identity(organisation, {*issuing, *feed});
  }
};

}  // namespace

TEST_CASE("a did:web publishes its issuing key, and a feed with a key of its own") {
  const Keys keys;
  const auto self = keys.identity("did:web:library.example", "https://library.example");
  REQUIRE(self);
  CHECK(self->issuing_method == "did:web:library.example#issuing-1");
  const auto* method = self->document.find_method(self->issuing_method);
  REQUIRE(method != nullptr);
  CHECK(method->key == keys.issuing->public_key());
  CHECK(self->document.allows(method->id, did::Purpose::assertion_method));
  const auto service = feed::read_feed_service(self->document);
  REQUIRE(service);
  CHECK(service->uri == "https://library.example/bot/1");
  CHECK(service->feed == self->feed);
  CHECK(service->feed_key == keys.feed->public_key());
  CHECK(&self->feed_signer == keys.feed.get());
  CHECK(list_base(*self) == "https://library.example");
}

TEST_CASE("a did:key issues and signs its feed with the key that it is") {
  const Keys keys;
  const auto did = did::did_key_of(keys.issuing->public_key()).text();
  const auto self = keys.identity(did, "");
  REQUIRE(self);
  CHECK(self->issuing_method == did + "#" + keys::print_multikey(keys.issuing->public_key()));
  CHECK(self->document.find_method(self->issuing_method) != nullptr);
  CHECK(&self->feed_signer == keys.issuing.get());
  CHECK(feed::feed_keys_of(self->document)->keys.front().key == keys.issuing->public_key());
  CHECK(list_base(*self) == did);
}

TEST_CASE("what is no DID, or of a method that we cannot publish, is no identity") {
  const Keys keys;
  CHECK(keys.identity("library.example", "").error().code == did::malformed);
  CHECK(keys.identity("did:nobody:x", "").error().code == did::unsupported_method);
}

TEST_CASE("a did:webvh is what its history says, and issues with the key that it names") {
  const tests::TestNode library("library.example", 1, tests::NodeMethod::webvh);
  const auto& self = library.self;
  CHECK(self.issuing_method == self.did.text() + "#issuing-1");
  CHECK(self.documents.is_dated());
  CHECK(&self.feed_signer == library.feed_signer.get());
  CHECK(feed::feed_keys_of(self.documents)->keys.front().key == library.feed_signer->public_key());
  const records::Organisation organisation{
      self.did.text(), "Bibliotheek", "https://library.example", "issuing-1", "feed", {}};
  const Keys keys;
  CHECK(make_identity(organisation, {*keys.issuing, *keys.feed}, self.documents).error().code ==
        did::bad_document);
  CHECK(make_identity(organisation, {*library.issuing, *keys.feed}).error().code == did::bad_log);
}

}  // namespace waarmerk::node::actions
