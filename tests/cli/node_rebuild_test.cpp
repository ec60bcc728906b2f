// Tests of `node rebuild-trust`.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "node/records/families.hpp"
#include "storage/rocks_store.hpp"
#include "tests/support/office.hpp"
#include "tests/support/vouching.hpp"

namespace waarmerk::cli {
namespace {

std::vector<std::string> families() {
  return {node::records::family_names.begin(), node::records::family_names.end()};
}

}  // namespace

TEST_CASE("what is known of trust is made anew while the node is stopped") {
  tests::Office office;
  tests::TestNode town("town.example");
  tests::vouch(town, tests::word_of(town, *did::Did::parse("did:web:lab.example")));
  {
    const auto store = storage::RocksStore::open(office.folder() + "/data", families());
    REQUIRE(store);
    storage::Batch rows;
    for (std::size_t i = 0; i < families().size(); ++i) {
      if (storage::Family{i} == node::records::family::tin) continue;  // it was lost
      REQUIRE(town.memory.store.scan(storage::Family{i}, {}, [&](ByteView key, ByteView value) {
        rows.put(storage::Family{i}, key, value);
        return true;
      }));
    }
    REQUIRE((*store)->write(rows, storage::Durability::durable));
    CHECK(office.desk.type({"node", "rebuild-trust"}).err.contains("storage.locked"));
  }
  const auto typed = office.desk.type({"node", "rebuild-trust"});
  CHECK_MESSAGE(typed.exit == 0, typed.err);
  CHECK(typed.out == "feeds\t1\nbits of trust\t1\nrows mended\t1\n");
  CHECK(office.desk.type({"node", "rebuild-trust", "--json"}).out ==
        "{\"feeds\":1,\"bits\":1,\"mended\":0}\n");
}

}  // namespace waarmerk::cli
