#include "node/witness/snapshot.hpp"

#include <doctest/doctest.h>

#include <functional>

#include "crypto/keys/public_key.hpp"
#include "node/witness/error_codes.hpp"
#include "node/witness/limits.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/witnessed.hpp"

namespace waarmerk::node::witness {

namespace {

using tests::signer_of;
using tests::witness_time;

SnapshotBody body_of(const keys::Signer& signer) {
  return {.witness = did::did_key_of(signer.public_key()),
          .at = witness_time,
          .size = 3,
          .root = sha256(Bytes{1}),
          .previous = sha256(Bytes{2})};
}

ErrorCode verdict(const Snapshot& snapshot, UnixTime now = witness_time) {
  const auto result = verify_snapshot(snapshot, now);
  return result ? ErrorCode{} : result.error().code;
}

// Signed by its own witness after the change.
ErrorCode verdict_after(const std::function<void(SnapshotBody&)>& change) {
  const auto signer = signer_of(1);
  Snapshot snapshot{.body = body_of(*signer)};
  change(snapshot.body);
  const auto sig = *signer->sign(signing_bytes(snapshot.body));
  std::ranges::copy(sig, snapshot.sig.begin());
  return verdict(snapshot);
}

}  // namespace

TEST_CASE("what a witness signs holds, and any other body does not") {
  const auto signer = signer_of(1);
  const auto snapshot = *sign_snapshot(body_of(*signer), *signer);
  CHECK(verdict(snapshot) == ErrorCode{});
  const std::vector<std::function<void(Snapshot&)>> changes{
      [](Snapshot& s) { s.body.at = s.body.at - 1; },
      [](Snapshot& s) { ++s.body.size; },
      [](Snapshot& s) { s.body.root.value[0] ^= 1; },
      [](Snapshot& s) { s.body.previous.value[31] ^= 1; },
      [](Snapshot& s) { s.sig[0] ^= 1; },
      [](Snapshot& s) { s.body.witness = did::did_key_of(signer_of(2)->public_key()); }};
  for (const auto& change : changes) {
    auto changed = snapshot;
    change(changed);
    CHECK(verdict(changed) == bad_signature);
  }
}

TEST_CASE("a witness is a did:key of Ed25519, and signs with that key") {
  const auto signer = signer_of(1);
  const auto other = signer_of(2);
  CHECK(sign_snapshot(body_of(*signer), *other).error().code == keys::unsupported_key);
  CHECK(verdict_after([](SnapshotBody&) {}) == ErrorCode{});
  CHECK(verdict_after([](SnapshotBody& body) {
          body.witness = *did::Did::parse("did:web:witness.example");
        }) == malformed);
  tests::SeededRandom random;
  const auto p256 = keys::make_signer(keys::SecretKey::generate(keys::Algorithm::p256, random));
  CHECK(verdict_after([&](SnapshotBody& body) {
          body.witness = did::did_key_of(p256->public_key());
        }) == malformed);
}

TEST_CASE("a snapshot has a leaf, and not more than it may") {
  CHECK(verdict_after([](SnapshotBody& body) { body.size = leaves_max; }) == ErrorCode{});
  CHECK(verdict_after([](SnapshotBody& body) { body.size = leaves_max + 1; }) == malformed);
  CHECK(verdict_after([](SnapshotBody& body) { body.size = 1; }) == ErrorCode{});
  CHECK(verdict_after([](SnapshotBody& body) { body.size = 0; }) == malformed);
}

TEST_CASE("a snapshot may be five minutes ahead of our clock") {
  const auto signer = signer_of(1);
  const auto snapshot = *sign_snapshot(body_of(*signer), *signer);
  CHECK(verdict(snapshot, witness_time - 5 * minute_ms) == ErrorCode{});
  CHECK(verdict(snapshot, witness_time - 5 * minute_ms - 1) == in_future);
}

}  // namespace waarmerk::node::witness
