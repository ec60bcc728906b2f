#include "node/credential/key_lookup.hpp"

#include <doctest/doctest.h>

#include "crypto/keys/multikey.hpp"
#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;
using did::Purpose;

namespace {

Finding finding_of(const KeyAnswer& answer) {
  REQUIRE(std::holds_alternative<Check>(answer));
  return std::get<Check>(answer).finding;
}

KeyAnswer look_up(const std::string& method, const KnownDids& known = {}) {
  return look_up_key(method, {.purpose = Purpose::assertion_method}, known);
}

}  // namespace

TEST_CASE("a did:key answers itself") {
  const auto party = tests::TestParty::with_key(1);
  const auto answer = look_up(party.method);
  REQUIRE(std::holds_alternative<KeyFound>(answer));
  const auto& found = std::get<KeyFound>(answer);
  CHECK(found.key == party.signer->public_key());
  CHECK(found.controller == party.did);
  CHECK(found.is_allowed);
  CHECK(found.is_proved);
}

TEST_CASE("a did:key with another fragment, or broken, has no key") {
  const auto party = tests::TestParty::with_key(1);
  CHECK(finding_of(look_up(party.did + "#other")) == Finding::key_not_found);
  CHECK(finding_of(look_up(party.did)) == Finding::key_not_found);
  CHECK(finding_of(look_up("did:key:zzz#zzz")) == Finding::did_not_found);
}

TEST_CASE("a did:web must be known first") {
  const auto party = tests::TestParty::at_host("library.example", 3);
  const auto answer = look_up(party.method);
  REQUIRE(std::holds_alternative<did::Did>(answer));
  CHECK(std::get<did::Did>(answer).text() == party.did);
  KnownDids known;
  known.add(std::get<did::Did>(answer), did::read_document(party.document()));
  const auto found = look_up(party.method, known);
  REQUIRE(std::holds_alternative<KeyFound>(found));
  CHECK(std::get<KeyFound>(found).controller == party.did);
  CHECK(finding_of(look_up(party.did + "#key-2", known)) == Finding::key_not_found);
}

TEST_CASE("a did:web on this machine is asked for, and an address is not") {
  const auto answer = look_up("did:web:localhost%3A8080#key-1");
  REQUIRE(std::holds_alternative<did::Did>(answer));
  CHECK(std::get<did::Did>(answer).text() == "did:web:localhost%3A8080");
  CHECK(finding_of(look_up("did:web:10.0.0.1#key-1")) == Finding::did_not_found);
}

TEST_CASE("a key that is listed for something else is not allowed for this") {
  const auto party = tests::TestParty::at_host("library.example", 3);
  KnownDids known;
  known.add(did::Did::parse(party.did).value(),
            did::read_document(party.document("authentication")));
  CHECK(!std::get<KeyFound>(look_up(party.method, known)).is_allowed);
  const auto other = look_up_key(party.method, {.purpose = Purpose::authentication}, known);
  CHECK(std::get<KeyFound>(other).is_allowed);
}

TEST_CASE("why a document is not there is told") {
  const auto did = did::Did::parse("did:web:library.example").value();
  const auto with = [&](ErrorCode code) {
    KnownDids known;
    known.add(did, fail(code, ""));
    return finding_of(look_up(did.text() + "#key-1", known));
  };
  CHECK(with(did::not_found) == Finding::did_not_found);
  CHECK(with(did::wrong_subject) == Finding::did_not_found);
  CHECK(with(did::unavailable) == Finding::did_unavailable);
  CHECK(finding_of(look_up("did:example:1#2")) == Finding::did_unsupported);
}

TEST_CASE("a key in the fragment of a web address is found and not proved") {
  const auto party = tests::TestParty::with_key(1);
  const auto multikey = keys::print_multikey(party.signer->public_key());
  const auto answer = look_up("https://school.example/issuer#" + multikey);
  REQUIRE(std::holds_alternative<KeyFound>(answer));
  CHECK(!std::get<KeyFound>(answer).is_proved);
  CHECK(std::get<KeyFound>(answer).controller == "https://school.example/issuer");
  CHECK(finding_of(look_up("https://school.example/issuer#key-1")) == Finding::key_not_found);
  CHECK(finding_of(look_up("https://school.example/issuer")) == Finding::key_not_found);
}

TEST_CASE("a method that is no URL is malformed, and none is not found") {
  CHECK(finding_of(look_up("key-1")) == Finding::malformed_proof);
  CHECK(finding_of(look_up("did:")) == Finding::malformed_proof);
  CHECK(finding_of(look_up("")) == Finding::key_not_found);
}

TEST_CASE("the first answer about a DID stands") {
  const auto did = did::Did::parse("did:web:library.example").value();
  KnownDids known;
  CHECK(known.find(did) == nullptr);
  known.add(did, fail(did::not_found, ""));
  known.add(did, fail(did::unavailable, ""));
  CHECK(known.find(did)->error().code == did::not_found);
}
