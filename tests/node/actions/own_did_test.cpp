#include "node/actions/own_did.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "crypto/json/parse.hpp"
#include "crypto/keys/multikey.hpp"
#include "crypto/keys/secret_key.hpp"
#include "did/did_webvh.hpp"
#include "did/webvh_write.hpp"
#include "node/feed/bot_service.hpp"
#include "node/feed/feed_keys.hpp"
#include "node/records/did_logs.hpp"
#include "node/records/feeds.hpp"
#include "tests/support/memory_records.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr UnixTime start{1'772'532'720'000};

SecretBytes passphrase() { return SecretBytes(to_bytes(bytes_of("correct horse"))); }

/// An organisation with a did:webvh, as `org init` makes it.
struct Library {
  Library() {
    for (const auto* name : {"issuing-1", "feed", "update-1", "update-2"}) {
      REQUIRE(vault.add(name, keys::SecretKey::generate(keys::Algorithm::ed25519, random), start,
                        random));
    }
    const auto begun = begin_own_did("https://library.example", vault, start);
    REQUIRE(begun);
    organisation = {.did = begun->did.text(),
                    .name = "Library",
                    .url = "https://library.example",
                    .issuing_key = "issuing-1",
                    .feed_key = "feed",
                    .created = start};
    storage::Batch rows;
    records::save_organisation(rows, organisation);
    records::save_log(rows, scid(), {begun->line + "\n", "", "own", start + second_ms});
    memory.write(rows);
  }

  std::string scid() const {
    return std::string(did::scid_of(did::Did::parse(organisation.did).value()));
  }
  std::string method(const std::string& key) const { return organisation.did + "#" + key; }
  Result<ChangedKey> replace(UnixTime now, std::optional<UnixTime> since = {}) {
    return replace_issuing_key(place, vault, {.now = now, .compromised_since = since}, random);
  }
  did::DocumentHistory history() const {
    const auto loaded = records::load_organisation(memory.store);
    auto documents = load_own_history(memory.store, **loaded);
    REQUIRE(documents);
    REQUIRE(*documents);
    return **documents;
  }
  std::vector<did::MethodPeriod> periods(const did::DocumentHistory& documents,
                                         const std::string& key) const {
    return documents.periods(method(key), did::Purpose::assertion_method);
  }
  /// The log as a stranger reads it.
  did::WebvhLog published() const {
    const auto known = records::find_log(memory.store, scid());
    return did::WebvhLog::read((*known)->log, scid(), start + 400 * day_ms);
  }
  /// The key of this name, made where there is none.
  std::string multikey(const std::string& name) {
    if (!vault.signer(name)) {
      const auto key = keys::SecretKey::generate(keys::Algorithm::ed25519, random);
      REQUIRE(vault.add(name, key, start, random));
    }
    return keys::print_multikey((*vault.signer(name))->public_key());
  }
  storage::KeyVault reopened() const {
    return storage::KeyVault::open(folder / "keys.vault", passphrase()).value();
  }

  tests::TemporaryFolder folder;
  tests::SeededRandom random;
  tests::MemoryRecords memory;
  OwnStore place{memory.store};
  storage::KeyVault vault = storage::KeyVault::create(folder / "keys.vault", passphrase(),
                                                      storage::vault_cost_min, random)
                                .value();
  records::Organisation organisation;
};

}  // namespace

TEST_CASE("a new issuing key takes the place of the old one, which keeps its time") {
  Library library;
  const auto changed = library.replace(start + day_ms);
  REQUIRE(changed);
  CHECK(changed->key == "issuing-2");
  CHECK(changed->version_id.starts_with("2-"));
  CHECK_FALSE(library.published().fault());
  const auto documents = library.history();
  const auto old_key = library.periods(documents, "issuing-1");
  REQUIRE(old_key.size() == 1);
  CHECK(old_key[0].until == start + day_ms + second_ms);
  CHECK_FALSE(library.periods(documents, "issuing-2").at(0).until);
  CHECK((*records::load_organisation(library.memory.store))->issuing_key == "issuing-2");
  REQUIRE(library.replace(start + 2 * day_ms));
  CHECK(library.published().entries().size() == 3);
  CHECK(library.reopened().signer("update-4"));
  CHECK(library.reopened().signer("issuing-3"));
}

TEST_CASE("a key that others may have is marked since when, and stays marked") {
  Library library;
  const auto since = start + hour_ms;
  REQUIRE(library.replace(start + day_ms, since));
  const auto withdrawn = [&] {
    const auto documents = library.history();
    return documents.withdrawn_since(*library.periods(documents, "issuing-1").at(0).method);
  };
  CHECK(withdrawn() == since);
  REQUIRE(library.replace(start + 2 * day_ms));
  CHECK(withdrawn() == since);
  CHECK(library.replace(start + 3 * day_ms, start + 4 * day_ms).error().code == time_to_come);
  CHECK(library.published().entries().size() == 3);
}

TEST_CASE("each key that stood since others may have had them is marked, and none of before") {
  Library library;
  REQUIRE(library.replace(start + day_ms));
  REQUIRE(library.replace(start + 2 * day_ms));
  const auto since = start + day_ms + hour_ms;
  REQUIRE(library.replace(start + 3 * day_ms, since));
  const auto documents = library.history();
  const auto withdrawn = [&](const std::string& key) {
    return documents.withdrawn_since(*library.periods(documents, key).at(0).method);
  };
  CHECK_FALSE(withdrawn("issuing-1"));
  CHECK(withdrawn("issuing-2") == since);
  CHECK(withdrawn("issuing-3") == since);
  CHECK_FALSE(withdrawn("issuing-4"));
  REQUIRE(library.replace(start + 4 * day_ms, start + 2 * day_ms + hour_ms));
  const auto later = library.history();
  CHECK(later.withdrawn_since(*library.periods(later, "issuing-3").at(0).method) == since);
}

TEST_CASE("the history names the key that issues, whatever a store from a backup says") {
  Library library;
  REQUIRE(library.replace(start + day_ms));
  CHECK(issuing_key_of(library.vault, library.organisation, library.history()) == "issuing-2");
  CHECK(issuing_key_of(library.vault, library.organisation, std::nullopt) == "issuing-1");
}

TEST_CASE("where the disk fails nothing was said, and the next try says it once") {
  Library library;
  library.memory.store.is_full = true;
  CHECK_FALSE(library.replace(start + day_ms));
  library.memory.store.is_full = false;
  CHECK(library.published().entries().size() == 1);
  const auto left_behind = library.reopened().signer("update-3");
  REQUIRE(left_behind);
  REQUIRE(library.replace(start + day_ms));
  CHECK((*library.reopened().signer("update-3"))->public_key() == (*left_behind)->public_key());
  CHECK_FALSE(library.published().fault());
  CHECK(library.published().entries().size() == 2);
}

TEST_CASE("a vault that is older than the log changes nothing") {
  Library library;
  std::filesystem::copy_file(library.folder / "keys.vault", library.folder / "old.vault");
  REQUIRE(library.replace(start + day_ms));
  library.vault = storage::KeyVault::open(library.folder / "old.vault", passphrase()).value();
  CHECK(library.replace(start + 2 * day_ms).error().code == storage::no_such_key);
  CHECK(library.published().entries().size() == 2);
}

TEST_CASE("the keys of other methods are fixed, and a history that is lost is told") {
  Library library;
  auto organisation = library.organisation;
  storage::Batch rows;
  organisation.did = "did:web:library.example";
  records::save_organisation(rows, organisation);
  library.memory.write(rows);
  CHECK(library.replace(start).error().code == fixed_keys);
  CHECK_FALSE(*load_own_history(library.memory.store, organisation));
  organisation.did = "did:webvh:Qm11111111111111111111111111111111111111111111:library.example";
  storage::Batch others;
  records::save_organisation(others, organisation);
  library.memory.write(others);
  CHECK(load_own_history(library.memory.store, organisation).error().code == did::bad_log);
}

TEST_CASE("names of keys follow from the entries of the log") {
  CHECK(update_key_name(7) == "update-7");
  CHECK(issuing_key_name(2) == "issuing-2");
  for (const auto* name : {"feed", "update-1", "issuing-12", "witness-2"})
    CHECK(is_own_key_name(name));
  for (const auto* name : {"p256", "updates", "my-issuing-1", "witness", "witness-x"})
    CHECK_FALSE(is_own_key_name(name));
}

namespace {

/// The library's feed holds an entry of this epoch.
void hold_entry(Library& library, std::uint32_t epoch) {
  const feed::Header header{
      .feed = feed::feed_id_of(did::Did::parse(library.organisation.did).value()),
      .epoch = epoch,
      .ts = start};
  storage::Batch rows;
  records::Feeds(library.memory.store).save(rows, {header}, start);
  library.memory.write(rows);
}

}  // namespace

TEST_CASE("a new feed key comes with the next epoch, and the issuing key stays") {
  Library library;
  hold_entry(library, 0);
  REQUIRE(library.replace(start + day_ms));
  const auto changed =
      replace_feed_key(library.place, library.vault, start + 2 * day_ms, library.random);
  REQUIRE(changed);
  CHECK(changed->key == "feed-3");
  CHECK_FALSE(library.published().fault());
  const auto documents = library.history();
  const auto service = feed::read_feed_service(*documents.newest());
  REQUIRE(service);
  CHECK(service->epoch == 1);
  CHECK(service->feed_key == library.reopened().signer("feed-3").value()->public_key());
  CHECK_FALSE(library.periods(documents, "issuing-2").at(0).until);
  CHECK((*records::load_organisation(library.memory.store))->feed_key == "feed-3");
  const auto keys = feed::feed_keys_of(documents);
  REQUIRE(keys);
  REQUIRE(keys->keys.size() == 2);
  CHECK(keys->keys[0].epoch == 0);
  CHECK(keys->keys[0].until == keys->keys[1].from);
  CHECK(keys->keys[1].epoch == 1);
  REQUIRE(library.replace(start + 3 * day_ms));
  CHECK(feed::read_feed_service(*library.history().newest())->epoch == 1);
}

TEST_CASE("no epoch is named before the one before has begun") {
  Library library;
  const auto replace = [&] {
    return replace_feed_key(library.place, library.vault, start + day_ms, library.random);
  };
  CHECK(replace().error().code == epoch_waits);
  hold_entry(library, 0);
  REQUIRE(replace());
  CHECK(replace().error().code == epoch_waits);
  hold_entry(library, 1);
  CHECK(replace());
}

TEST_CASE("a DID that was deactivated says nothing more, and its past stays") {
  Library library;
  REQUIRE(library.replace(start + day_ms));
  const auto ended = deactivate_own_did(library.place, library.vault, start + 2 * day_ms);
  REQUIRE(ended);
  CHECK(ended->version_id.starts_with("3-"));
  CHECK_FALSE(library.published().fault());
  const auto documents = library.history();
  CHECK(documents.newest().error().code == did::deactivated);
  CHECK(documents.versions().size() == 2);
  CHECK(library.periods(documents, "issuing-2").at(0).until);
  CHECK(deactivate_own_did(library.place, library.vault, start + 3 * day_ms).error().code ==
        did::deactivated);
  CHECK(library.replace(start + 3 * day_ms).error().code == did::deactivated);
}

TEST_CASE("a DID that moved is called by the new place, and keeps its keys and its feed") {
  Library library;
  const auto before = library.organisation.did;
  const auto feed = feed::feed_id_of(did::Did::parse(before).value());
  REQUIRE(library.replace(start + day_ms, start + hour_ms));
  const auto moved =
      move_own_did(library.place, library.vault,
                   {"https://town.example/badges", start + 2 * day_ms}, library.random);
  REQUIRE(moved);
  CHECK(moved->did.text() == std::string(did::lasting_part(before)) + ":town.example:badges");
  CHECK(feed::feed_id_of(moved->did) == feed);
  const auto row = *records::load_organisation(library.memory.store);
  CHECK(row->did == moved->did.text());
  CHECK(row->url == "https://town.example/badges");
  CHECK_FALSE(library.published().fault());
  const auto documents = library.history();
  const auto newest = documents.newest();
  REQUIRE(newest);
  CHECK(newest->also_known_as() == std::vector<std::string>{"did:web:town.example:badges", before});
  CHECK(feed::read_feed_service(*newest)->uri == "https://town.example/badges/bot/1");
  const auto key = library.periods(documents, "issuing-2");
  REQUIRE(key.size() == 1);
  CHECK_FALSE(key[0].until);
  CHECK(newest->find_method(moved->did.text() + "#issuing-1")->revoked == start + hour_ms);
  // It goes on from there, and knows what it was called.
  REQUIRE(library.replace(start + 3 * day_ms));
  CHECK(library.history().newest()->also_known_as().back() == before);
  REQUIRE(move_own_did(library.place, library.vault,
                       {"https://library.example", start + 4 * day_ms}, library.random));
  CHECK(library.history().newest()->id().text() == before);
  CHECK(library.history().newest()->also_known_as().back() == moved->did.text());
  CHECK_FALSE(library.published().fault());
}

TEST_CASE("a DID does not move to where it is, to no address, or where its history forbids it") {
  Library library;
  const auto code_of = [&](const std::string& url) {
    return move_own_did(library.place, library.vault, {url, start + day_ms}, library.random)
        .error()
        .code;
  };
  CHECK(code_of("https://library.example") == already_there);
  CHECK(code_of("ftp://town.example") == did::malformed);
  const auto known = records::find_log(library.memory.store, library.scid());
  const auto fixed = did::continue_webvh_log(
      library.published().entries().back(),
      {.time = start + hour_ms,
       .parameters = json::parse(R"({"portable":false,"updateKeys":[")" +
                                 library.multikey("update-2") + R"("],"nextKeyHashes":[")" +
                                 did::webvh_hash(library.multikey("update-3")) + "\"]}")
                         .value(),
       .state = library.published().entries().back().document},
      **library.vault.signer("update-2"));
  REQUIRE(fixed);
  storage::Batch rows;
  records::save_log(rows, library.scid(),
                    {(*known)->log + *fixed + "\n", "", "own", start + hour_ms});
  library.memory.write(rows);
  CHECK(code_of("https://town.example") == not_portable);
  CHECK(library.published().entries().size() == 2);
  REQUIRE(deactivate_own_did(library.place, library.vault, start + day_ms));
  CHECK(code_of("https://town.example") == did::deactivated);
}

TEST_CASE("mirrors are named once, and stay through a move and a new key") {
  Library library;
  const std::vector<std::string> mirrors{"https://mirror.example/bot/1"};
  const auto name = [&](std::int64_t days) {
    return name_own_mirrors(library.place, library.vault, {mirrors, start + days * day_ms},
                            library.random);
  };
  REQUIRE(name(1));
  CHECK(name(2).error().code == mirrors_named);
  REQUIRE(move_own_did(library.place, library.vault, {"https://town.example", start + 3 * day_ms},
                       library.random));
  REQUIRE(library.replace(start + 4 * day_ms));
  CHECK(feed::mirrors_of(*library.history().newest()) == mirrors);
  CHECK(library.published().entries().size() == 4);
}

TEST_CASE("a row from before the move is put right by the history") {
  Library library;
  REQUIRE(move_own_did(library.place, library.vault, {"https://town.example", start + day_ms},
                       library.random));
  const auto moved = where_it_moved(library.organisation, library.history());
  REQUIRE(moved);
  CHECK(moved->did == library.history().newest()->id().text());
  CHECK(moved->url == "https://town.example");
  CHECK(is_name_of(library.organisation, moved->did));
  CHECK_FALSE(is_name_of(library.organisation, "did:web:town.example"));
  CHECK(where_it_moved(library.organisation, std::nullopt)->did == library.organisation.did);
  // A change that is made from that row goes on from the new name.
  storage::Batch rows;
  records::save_organisation(rows, library.organisation);
  library.memory.write(rows);
  const auto changed = library.replace(start + 2 * day_ms);
  REQUIRE(changed);
  CHECK(changed->did.text() == moved->did);
}

}  // namespace waarmerk::node::actions
