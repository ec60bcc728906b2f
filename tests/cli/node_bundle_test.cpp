// Tests of `node export-bundle` and `node import-bundle`.
#include <doctest/doctest.h>

#include <fstream>

#include "node/actions/issuer_papers.hpp"
#include "node/kit/bundle.hpp"
#include "node/records/families.hpp"
#include "storage/rocks_store.hpp"
#include "tests/support/office.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::cli {
namespace {

std::vector<std::string> families() {
  return {node::records::family_names.begin(), node::records::family_names.end()};
}

/// What a library holds lies in the office's store.
void fill(const tests::Office& office, const tests::TestNode& library) {
  const auto store = storage::RocksStore::open(office.folder() + "/data", families());
  REQUIRE(store);
  storage::Batch rows;
  for (std::size_t i = 0; i < families().size(); ++i) {
    REQUIRE(library.memory.store.scan(storage::Family{i}, {}, [&](ByteView key, ByteView value) {
      rows.put(storage::Family{i}, key, value);
      return true;
    }));
  }
  REQUIRE((*store)->write(rows, storage::Durability::durable));
}

struct Pair {
  Pair() {
    badge = library.award(library.define("Taalmaatje"));
    fill(from, library);
    to.desk.clock.set(library.clock.now() + minute_ms);
  }
  std::string bundle() const { return from.home() + "/issuers.bundle"; }
  std::string read() const {
    std::ifstream file(bundle(), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void save(const std::string& text) const { std::ofstream(bundle(), std::ios::binary) << text; }
  tests::Typed import_it() { return to.desk.type({"node", "import-bundle", bundle()}); }

  tests::TestNode library{"library.example", 1, tests::NodeMethod::webvh};
  std::optional<json::Document> badge;
  tests::Office from;
  tests::Office to;
};

}  // namespace

TEST_CASE("what one node knows of issuers another takes from a file") {
  Pair pair;
  const auto typed = pair.from.desk.type({"node", "export-bundle", pair.bundle()});
  CHECK_MESSAGE(typed.exit == 0, typed.err);
  CHECK(typed.out.starts_with("issuers\t1\nleftOut\t0\nbytes\t"));
  const auto taken = pair.import_it();
  CHECK_MESSAGE(taken.exit == 0, taken.err);
  CHECK(taken.out == "issuers\t1\nrefused\t0\n");
}

TEST_CASE("a bundle that is cut, of strangers' making or not there changes nothing") {
  Pair pair;
  REQUIRE(pair.from.desk.type({"node", "export-bundle", pair.bundle()}).exit == 0);
  const auto whole = pair.read();
  pair.save(whole.substr(0, whole.size() - 1));
  CHECK(pair.import_it().err.contains("bundle.truncated"));
  pair.save("a letter");
  CHECK(pair.import_it().err.contains("bundle.malformed"));
  std::filesystem::remove(pair.bundle());
  CHECK(pair.import_it().err.contains("cli.unreadable_file"));
  CHECK_FALSE(std::filesystem::exists(pair.to.folder() + "/data/CURRENT"));
}

TEST_CASE("who is not proven is refused by name, and the others are taken") {
  Pair pair;
  node::kit::BundleWriter writer;
  const auto papers = *node::actions::make_papers(
      pair.library.memory.store, pair.library.memory.records.feeds, pair.library.self.feed);
  Bytes bytes;
  append(bytes, *writer.add("{}"));
  append(bytes, *writer.add(node::kit::write_kit(*papers)));
  append(bytes, writer.end());
  pair.save(std::string(text_of(bytes)));
  const auto typed = pair.import_it();
  CHECK(typed.exit == 9);
  CHECK(typed.out == "issuers\t1\nrefused\t1\n");
  CHECK((typed.out + typed.err).contains("kit.malformed"));
}

TEST_CASE("while the node runs its store is not touched") {
  Pair pair;
  const auto held = storage::RocksStore::open(pair.from.folder() + "/data", families());
  REQUIRE(held);
  const auto typed = pair.from.desk.type({"node", "export-bundle", pair.bundle()});
  CHECK(typed.err.contains("storage.locked"));
  CHECK_FALSE(std::filesystem::exists(pair.bundle()));
}

TEST_CASE("a bundle is taken from where a node or a mirror hands it out") {
  Pair pair;
  REQUIRE(pair.from.desk.type({"node", "export-bundle", pair.bundle()}).exit == 0);
  const std::string url = "https://library.example/bot/1/bundle/latest";
  auto& answer = pair.to.desk.network.answers["GET " + url];
  answer = {200, "application/octet-stream", pair.read()};
  const auto taken = pair.to.desk.type({"node", "import-bundle", url});
  CHECK_MESSAGE(taken.exit == 0, taken.err);
  CHECK(taken.out == "issuers\t1\nrefused\t0\n");
  answer = {503, "", ""};
  CHECK(pair.to.desk.type({"node", "import-bundle", url}).err.contains("still making"));
  answer = {404, "", ""};
  CHECK(pair.to.desk.type({"node", "import-bundle", url}).err.contains("cli.unreadable_file"));
  answer = {200, "", "a letter"};
  CHECK(pair.to.desk.type({"node", "import-bundle", url}).err.contains("bundle.malformed"));
}

}  // namespace waarmerk::cli
