#include "cli/own_store.hpp"

#include <doctest/doctest.h>

#include "node/feed/feed_id.hpp"
#include "node/feed/own_feed.hpp"
#include "node/ops/config.hpp"
#include "node/records/feeds.hpp"
#include "node/records/peers.hpp"
#include "tests/support/own_site.hpp"

namespace waarmerk::cli {
namespace {

NodeFiles files_of(const tests::OwnSite& site) {
  NodeFiles files;
  files.config.node.data_dir = site.folder;
  return files;
}

/// As a node leaves it that published once and has a peer.
void publish_once(const tests::OwnSite& site) {
  namespace records = node::records;
  const auto store = site.store();
  const auto own = *records::load_organisation(*store);
  const node::feed::Header held{.feed = node::feed::feed_id_of(did::Did::parse(own->did).value()),
                                .ts = {1}};
  storage::Batch rows;
  records::Feeds(*store).save(rows, {held}, site.desk.clock.now());
  records::save_peer(rows, {"https://town.example", site.desk.clock.now()});
  REQUIRE(store->write(rows, storage::Durability::durable));
}

}  // namespace

TEST_CASE("the store of a node that runs is not opened by another") {
  tests::OwnSite site;
  site.init();
  {
    const auto running = site.store();
    const auto refused = open_store(files_of(site));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == storage::locked_store);
  }
  CHECK(open_store(files_of(site)));
}

TEST_CASE("a folder that never ran is safe, and one that lost the mark of its last start is not") {
  tests::OwnSite site;
  site.init();
  CHECK(expect_safe_folder(files_of(site), *site.store()));
  publish_once(site);
  const auto refused = expect_safe_folder(files_of(site), *site.store());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == node::feed::not_safe);
}

}  // namespace waarmerk::cli
