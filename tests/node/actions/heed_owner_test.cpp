#include "node/actions/heed_owner.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/parse.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "did/did_key.hpp"
#include "node/actions/accept_entries.hpp"
#include "node/actions/watch_did.hpp"
#include "node/records/did_logs.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/own_lines.hpp"
#include "tests/support/run_task.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;

struct Wish {
  std::uint8_t seed = 1;  ///< of the update key
  std::string purpose = "authentication";
  std::string challenge = {};  ///< the SCID, where empty
  std::string domain = "https://watcher.example/";
};

/// A watcher that fetched the history of a library.
struct Pair {
  Pair() { give("https"); }

  std::string scid() const { return std::string(did::scid_of(library.self.did)); }
  void give(const std::string& source) {
    storage::Batch rows;
    records::save_log(rows, scid(), {log(), "", source, watcher.clock.now()});
    watcher.memory.write(rows);
  }
  std::string log() const { return get_log(library.memory.store, library.self.did)->log; }
  std::string held() const { return find_watched(watcher.memory.store, scid())->log; }
  Result<void> hear(const did::Did& did) {
    return run_task(hear_of_update(watcher.ports, {}, did));
  }
  json::Document presentation(const Wish& wish) const {
    const auto key = tests::update_key(wish.seed);
    const auto unsecured = json::parse(
        R"({"@context":["https://www.w3.org/ns/credentials/v2"],"type":"VerifiablePresentation"})");
    auto secured =
        proof::add_proof(*unsecured,
                         {.cryptosuite = "eddsa-jcs-2022",
                          .verification_method = did::did_key_method_of(key->public_key()).text(),
                          .proof_purpose = wish.purpose,
                          .created = watcher.clock.now(),
                          .domain = wish.domain,
                          .challenge = wish.challenge.empty() ? scid() : wish.challenge},
                         *key);
    REQUIRE(secured);
    return *secured;
  }
  Result<void> check(const Wish& wish) const {
    return check_owner_asks(watcher.ports, scid(), presentation(wish));
  }

  TestNode library{"library.example", 1, tests::NodeMethod::webvh};
  TestNode watcher{"watcher.example", 2};
};

}  // namespace

TEST_CASE("told of an update, a watcher looks for itself and keeps what goes on") {
  Pair pair;
  const auto before = pair.log();
  pair.library.tell_new_key();
  pair.watcher.clock.advance(minute_ms);
  pair.watcher.fetcher.answer("https://library.example/.well-known/did.jsonl", 200, pair.log());
  CHECK(pair.hear(pair.library.self.did));
  CHECK(pair.held() == pair.log());
  // A shorter one takes nothing back, and one that does not hold is none.
  pair.watcher.fetcher.answer("https://library.example/.well-known/did.jsonl", 200, before);
  CHECK(pair.hear(pair.library.self.did));
  CHECK(pair.held() == pair.log());
  pair.watcher.fetcher.answer("https://library.example/.well-known/did.jsonl", 200,
                              pair.log() + "{}\n");
  CHECK(pair.hear(pair.library.self.did).error().code == did::bad_log);
  CHECK(pair.held() == pair.log());
}

TEST_CASE("a watcher looks for nobody that it does not watch") {
  Pair pair;
  const auto stranger =
      did::Did::parse("did:webvh:" + std::string(46, 'Q') + ":library.example").value();
  CHECK(pair.hear(stranger).error().code == did::not_found);
  CHECK(pair.hear(did::Did::parse("did:web:library.example").value()).error().code ==
        did::malformed);
  CHECK(pair.watcher.fetcher.asked().empty());
}

TEST_CASE("an owner is who signs with an update key, of this DID and to us") {
  const Pair pair;
  CHECK(pair.check({}));
  CHECK(pair.check({.domain = "https://watcher.example"}));
  const auto refuses = [&](const Wish& wish) {
    const auto checked = pair.check(wish);
    return !checked && checked.error().code == not_owner;
  };
  CHECK(refuses({.seed = 2}));  // the next one, which is only committed to
  CHECK(refuses({.purpose = "assertionMethod"}));
  CHECK(refuses({.challenge = "another"}));
  CHECK(refuses({.domain = "https://other.example"}));
  const auto changed = json::parse(tests::replaced_all(std::string(pair.presentation({}).text()),
                                                       "credentials/v2", "credentials/v1"));
  CHECK(check_owner_asks(pair.watcher.ports, pair.scid(), *changed).error().code == not_owner);
  CHECK(check_owner_asks(pair.watcher.ports, pair.scid(), *json::parse("{}")).error().code ==
        not_owner);
  CHECK(check_owner_asks(pair.watcher.ports, "Qm1", *json::parse("{}")).error().code ==
        did::malformed);
}

TEST_CASE("what was only fetched is forgotten, and what goes with a feed is kept") {
  Pair pair;
  const auto forget = [&] { return run_task(forget_watched(pair.watcher.ports, pair.scid())); };
  CHECK(forget());
  CHECK(find_watched(pair.watcher.memory.store, pair.scid()).error().code == did::not_found);
  CHECK(forget().error().code == did::not_found);
  REQUIRE(run_task(accept_entries(pair.watcher.ports, tests::entries_of(pair.library))));
  CHECK(forget().error().code == is_kept);
  CHECK(pair.held() == pair.log());
  const auto own = run_task(forget_watched(pair.library.ports, pair.scid()));
  CHECK(own.error().code == is_kept);
}

}  // namespace waarmerk::node::actions
