#include "node/credential/signing_keys.hpp"

#include <doctest/doctest.h>

#include "crypto/keys/multikey.hpp"
#include "node/credential/verification.hpp"
#include "tests/support/badge_builder.hpp"

namespace waarmerk::node::credential {
namespace {

using tests::TestParty;

UsedKey used_of(const TestParty& party) {
  return {party.method, "eddsa-rdfc-2022", party.signer->public_key(), party.did};
}

}  // namespace

TEST_CASE("a key is told by its name, its kind, and in two forms that anybody can compare") {
  const auto party = TestParty::with_key(1);
  const auto keys = describe_keys(std::vector{used_of(party)}, {}, tests::badge_now);
  REQUIRE(keys.size() == 1);
  CHECK(keys.front().method == party.method);
  CHECK(keys.front().controller == party.did);
  CHECK(keys.front().kind == "Ed25519");
  CHECK(keys.front().multibase == keys::print_multikey(party.signer->public_key()));
  CHECK(keys.front().thumbprint.size() == 43);
  CHECK(keys.front().source == Source::none);
  CHECK_FALSE(keys.front().document_as_of);
}

TEST_CASE("where its document came from is told, and when: now, where it was fetched") {
  const auto party = TestParty::at_host("a.example", 2);
  const auto did = *did::Did::parse(party.did);
  const std::vector used{used_of(party)};
  const UnixTime heard{tests::badge_now.ms - day_ms};
  const auto source_of = [&](Source source) {
    const std::vector<DocumentSource> documents{{did, source, heard}};
    return describe_keys(used, documents, tests::badge_now).front();
  };
  CHECK(source_of(Source::gossip).source == Source::gossip);
  CHECK(source_of(Source::gossip).document_as_of == heard);
  CHECK(source_of(Source::https).document_as_of == tests::badge_now);
  const std::vector<DocumentSource> other{{*did::Did::parse("did:web:a.example:b"), Source::own}};
  CHECK(describe_keys(used, other, tests::badge_now).front().source == Source::none);
}

TEST_CASE("a verdict tells the key that was used, also where the signature is not its own") {
  const auto issuer = TestParty::with_key(1);
  auto badge = tests::issue(tests::sample_badge(issuer), issuer);
  const VerificationOptions options{.now = tests::badge_now};
  const Verification good(badge, options);
  REQUIRE(good.outcome().keys.size() == 1);
  CHECK(good.outcome().keys.front().method == issuer.method);
  CHECK_FALSE(print_verdict(good.outcome()).contains("thumbprint"));
  auto text = std::string(badge.text());
  text.replace(text.find("Language"), 8, "Listings");
  const Verification changed(text, options);
  CHECK(changed.outcome().finding == Finding::bad_signature);
  CHECK(changed.outcome().keys.size() == 1);
  const Verification nothing("Hello", options);
  CHECK(nothing.outcome().keys.empty());
}

}  // namespace waarmerk::node::credential
