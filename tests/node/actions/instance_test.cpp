#include "node/actions/instance.hpp"

#include <doctest/doctest.h>

#include <filesystem>

#include "node/records/families.hpp"
#include "node/records/organisation.hpp"
#include "node/records/peers.hpp"
#include "storage/durable_file.hpp"
#include "storage/memory_store.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::node::actions {
namespace {

struct Marked {
  Marked() { REQUIRE(mark_instance(folder, store, random)); }

  /// What a node would do that starts now and has a peer.
  feed::Standing standing() const {
    const auto lock = read_instance(folder, store, true);
    REQUIRE(lock);
    return feed::standing_at_start(*lock, 1);
  }

  tests::TemporaryFolder top;
  records::DataFolder folder{top.path()};
  storage::MemoryStore store{records::family_names.size()};
  tests::SeededRandom random;
};

}  // namespace

TEST_CASE("a folder that was marked is known again, and one that never ran is new") {
  const Marked marked;
  CHECK(marked.standing() == feed::Standing::safe);
  const storage::MemoryStore empty(records::family_names.size());
  const tests::TemporaryFolder other;
  const auto lock = read_instance({other.path()}, empty, false);
  REQUIRE(lock);
  CHECK(feed::standing_at_start(*lock, 1) == feed::Standing::safe);
}

TEST_CASE("who has no peers and never met anybody has nobody to ask") {
  storage::MemoryStore store(records::family_names.size());
  CHECK(count_to_ask(store).value() == 0);
  storage::Batch rows;
  records::save_met_others(rows);
  REQUIRE(store.write(rows, storage::Durability::durable));
  CHECK(count_to_ask(store).value() == 1);
  storage::Batch peers;
  for (const auto* url : {"https://a.example", "https://b.example"}) {
    records::save_peer(peers, {url, UnixTime{}});
  }
  REQUIRE(store.write(peers, storage::Durability::durable));
  CHECK(count_to_ask(store).value() == 2);
}

TEST_CASE("a copy of the whole folder is not the folder") {
  const Marked marked;
  const auto file = marked.folder.instance();
  std::filesystem::copy_file(file, marked.top / "copy");
  std::filesystem::rename(marked.top / "copy", file);
  CHECK(marked.standing() == feed::Standing::asking);
}

TEST_CASE("an older store, an older file and a lost file show") {
  Marked marked;
  storage::Batch old_row;
  old_row.put(records::family::meta, bytes_of("instance"),
              marked.store.get(records::family::meta, bytes_of("instance")).value().value());
  REQUIRE(mark_instance(marked.folder, marked.store, marked.random));
  CHECK(marked.standing() == feed::Standing::safe);
  REQUIRE(marked.store.write(old_row, storage::Durability::durable));
  CHECK(marked.standing() == feed::Standing::asking);

  REQUIRE(mark_instance(marked.folder, marked.store, marked.random));
  REQUIRE(storage::save_private_file(marked.folder.instance(), Bytes(16, 7)));
  CHECK(marked.standing() == feed::Standing::asking);

  REQUIRE(mark_instance(marked.folder, marked.store, marked.random));
  std::filesystem::remove(marked.folder.instance());
  CHECK(marked.standing() == feed::Standing::asking);
}

}  // namespace waarmerk::node::actions
