#include "node/opening.hpp"

#include <doctest/doctest.h>

#include "did/address_rules.hpp"
#include "did/did_webvh.hpp"
#include "node/actions/own_line.hpp"
#include "node/records/did_logs.hpp"
#include "node/records/peers.hpp"
#include "tests/support/memory_records.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node {
namespace {
constexpr UnixTime monday{1'700'000'000};

records::Organisation library() {
  return {.did = "did:web:library.example",
          .name = "Library",
          .url = "https://library.example/",
          .issuing_key = "issuing",
          .feed_key = "feed",
          .created = monday};
}

void keep_library(tests::MemoryRecords& memory) {
  storage::Batch rows;
  records::save_organisation(rows, library());
  memory.write(rows);
}
}  // namespace

TEST_CASE("who a node speaks for is in its folder, and not another than the configuration names") {
  tests::MemoryRecords memory;
  ops::Config config;
  CHECK(find_organisation(memory.store, config).error().code == no_organisation);
  keep_library(memory);
  const auto found = find_organisation(memory.store, config);
  REQUIRE(found);
  CHECK(found->name == "Library");
  CHECK(found->url == "https://library.example");
  config.node.did = "did:web:library.example";
  CHECK(find_organisation(memory.store, config));
  config.node.did = "did:web:elsewhere.example";
  CHECK(find_organisation(memory.store, config).error().code == wrong_organisation);
}

TEST_CASE("a name and an address of the configuration stand before those of the folder") {
  tests::MemoryRecords memory;
  keep_library(memory);
  ops::Config config;
  config.node.name = "Library of the town";
  config.node.public_url = "https://town.example//";
  const auto found = find_organisation(memory.store, config);
  REQUIRE(found);
  CHECK(found->name == "Library of the town");
  CHECK(found->url == "https://town.example");
}

TEST_CASE("the mirrors of the configuration are those of its node, where they can be asked") {
  tests::MemoryRecords memory;
  keep_library(memory);
  ops::Config config;
  CHECK(find_organisation(memory.store, config)->mirrors.empty());
  config.node.mirrors = {"https://mirror.example/"};
  CHECK(find_organisation(memory.store, config)->mirrors ==
        std::vector<std::string>{"https://mirror.example/bot/1"});
  config.node.mirrors = {"https://10.0.0.1"};
  CHECK(find_organisation(memory.store, config).error().code == did::address_refused);
}

TEST_CASE("the lists of a folder that came from a backup take no more badges") {
  const auto next_list = [](const feed::InstanceLock& instance) {
    tests::MemoryRecords memory;
    tests::SeededRandom random(7);
    const records::ListKind kind{"revocation", "https://library.example"};
    storage::Batch first;
    const auto before = memory.records.statuses.draw(first, kind, random).list;
    memory.write(first);
    REQUIRE(retire_lists_of_backup(memory.records, instance));
    memory.restart();
    storage::Batch second;
    return memory.records.statuses.draw(second, kind, random).list - before;
  };
  CHECK(next_list({Bytes{1}, Bytes{1}, true}) == 0);
  CHECK(next_list({std::nullopt, std::nullopt, false}) == 0);
  CHECK(next_list({Bytes{1}, Bytes{2}, true}) == 1);
  CHECK(next_list({Bytes{1}, std::nullopt, true}) == 1);
}

TEST_CASE("peers of the configuration become known, and one that is known stays as it is") {
  tests::MemoryRecords memory;
  ops::Config config;
  config.peers.urls = {"https://school.example/"};
  REQUIRE(adopt_configured_peers(memory.store, config, monday));
  REQUIRE(adopt_configured_peers(memory.store, config, UnixTime{monday + 60}));
  const auto peers = records::list_peers(memory.store);
  REQUIRE(peers);
  REQUIRE(peers->size() == 1);
  CHECK(peers->front().url == "https://school.example");
  CHECK(peers->front().added == monday);
  config.peers.urls = {"ftp://school.example"};
  CHECK_FALSE(adopt_configured_peers(memory.store, config, monday));
}

TEST_CASE("who has a history that is behind its own feed is held back, and says why") {
  tests::TestNode library("library.example", 1, tests::NodeMethod::webvh);
  const auto look = [&] {
    return hold_back_where_behind(library.memory.store, library.publisher, library.self.did);
  };
  const auto known = *records::find_log(library.memory.store, did::scid_of(library.self.did));
  CHECK_FALSE(has_outgrown(library.memory.store, library.self.documents));
  library.tell_new_key();
  CHECK(has_outgrown(library.memory.store, library.self.documents));
  CHECK_FALSE(look());
  CHECK(library.publisher.expect_safe());
  storage::Batch rows;
  records::save_log(rows, did::scid_of(library.self.did), *known);
  library.memory.write(rows);
  const auto why = look();
  REQUIRE(why);
  CHECK(why->code == actions::log_behind);
  CHECK(library.publisher.expect_safe().error().code == actions::log_behind);
  CHECK(library.publisher.sign({}).error().code == actions::log_behind);
  // The vault of then has no key by which to go on with what the feed tells.
  tests::TemporaryFolder folder;
  auto vault = storage::KeyVault::create(folder.path() / "keys.vault",
                                         SecretBytes(to_bytes(bytes_of("a passphrase for a test"))),
                                         storage::vault_cost_min, library.random);
  REQUIRE(vault);
  library.clock.advance(minute_ms);
  CHECK_FALSE(*mend_own_history(library.memory.store, *vault, library.clock.now()));
  CHECK(look());
  CHECK(has_outgrown(library.memory.store, library.self.documents));
  tests::TestNode web("school.example", 2);
  CHECK_FALSE(*mend_own_history(web.memory.store, *vault, monday));
  CHECK_FALSE(hold_back_where_behind(web.memory.store, web.publisher, web.self.did));
}

}  // namespace waarmerk::node
