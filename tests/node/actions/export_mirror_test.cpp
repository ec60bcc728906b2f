#include "node/actions/export_mirror.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>

#include "did/did_webvh.hpp"
#include "node/actions/bundle_shelf.hpp"
#include "node/actions/change_status.hpp"
#include "node/actions/erase_payload.hpp"
#include "node/actions/known_did.hpp"
#include "node/actions/watch_did.hpp"
#include "node/feed/payload.hpp"
#include "node/gossip/error_codes.hpp"
#include "tests/support/survival.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::Neighbour;
using tests::Survival;
using tests::TemporaryFolder;

Task<void> no_wait(std::int64_t /*ms*/) { co_return; }

/// A school that follows a library and witnesses it, and what it exported.
struct Exported : Survival {
  Exported() { REQUIRE(export_again()); }

  Result<MirrorReport> export_again(const std::string& source = "https://school.example") {
    tests::StreetFetcher fetcher(street.network);
    storage::FileTree files(folder.path());
    return tests::run_on(street.context,
                         export_mirror(fetcher, files, {.source = source, .wait = no_wait}));
  }
  /// A node that is told of nobody but the mirror, when all others are gone.
  Neighbour& newcomer() {
    for (const auto* host : {"library.example", "school.example", "employer.example"}) {
      street.network.take(host);
    }
    street.network.give("mirror.example", folder.path());
    auto& fresh = street.add({.host = "fresh.example", .seed = 7, .policy = policy});
    fresh.add_peer("mirror.example");
    return fresh;
  }
  std::string payload_file(const feed::Header& header) const {
    return "bot/1" + gossip::payload_path(header.payload_hash);
  }
  storage::FileTree files() const { return storage::FileTree(folder.path()); }

  TemporaryFolder folder;
};

Task<Result<void>> publish_erasable(Ports& ports) {
  const auto turn = co_await ports.publisher.take_turn();
  feed::Draft draft{.type = static_cast<feed::EntryType>(64),
                    .payload = to_bytes(bytes_of("a photograph")),
                    .flags = feed::flag_erasable};
  co_return co_await ports.publisher.publish(std::move(draft), {});
}

feed::Header head_of(Neighbour& node, const Neighbour& whose) {
  return node.ports.records.feeds.head(whose.home.self.feed).value();
}

}  // namespace

TEST_CASE("a node that has nothing but a host of plain files learns what a peer would have told") {
  Exported scene;
  auto& fresh = scene.newcomer();
  for (int i = 0; i < 3; ++i) scene.street.pass(minute_ms);
  CHECK(head_of(fresh, *scene.library) == head_of(*scene.school, *scene.library));
  const auto scid = did::scid_of(scene.library->home.self.did);
  const auto history = find_watched(fresh.ports.records.store, scid);
  REQUIRE(history);
  CHECK(history->log == find_watched(scene.library->ports.records.store, scid)->log);
  const auto verdict = fresh.verify(scene.badge);
  CHECK(verdict.code() == "badge.genuine");
  CHECK_FALSE(verdict.phoned_home);
  CHECK(verdict.status.source == credential::Source::gossip);
  // Who saw what stands behind the heads.
  fresh.home.clock.advance(11 * minute_ms);
  fresh.work();
  CHECK(fresh.verify(scene.badge).status.issuer.witnesses.agree == 1);
  CHECK(fresh.exchange->peers().front().report.failures == 0);
}

TEST_CASE("a revocation comes with the next export, and only what changed is written") {
  Exported scene;
  auto& fresh = scene.newcomer();
  scene.street.pass(minute_ms);
  REQUIRE(fresh.verify(scene.badge).accepted());
  scene.street.network.give("library.example", scene.library);
  scene.street.network.give("school.example", scene.school);
  const auto nothing_new = scene.export_again();
  REQUIRE(nothing_new);
  CHECK(nothing_new->feeds_changed == 0);
  REQUIRE(
      tests::run_on(scene.street.context,
                    change_status(scene.library->ports, {.badge_id = tests::id_of(scene.badge)})));
  scene.street.work();
  const auto report = scene.export_again();
  REQUIRE(report);
  CHECK(report->feeds >= 2);
  CHECK(report->feeds_changed == 1);
  CHECK(report->files_written < 12);
  scene.street.network.take("library.example");
  scene.street.network.take("school.example");
  scene.street.pass(minute_ms);
  CHECK(fresh.verify(scene.badge).code() == "badge.revoked");
}

TEST_CASE("a mirror that nobody renews gives the age of what it holds") {
  Exported scene;
  const auto last = head_of(*scene.school, *scene.library).ts;
  auto& fresh = scene.newcomer();
  for (const auto& one : scene.street.all) one->home.clock.advance(700 * day_ms);
  scene.street.work(2);
  const auto verdict = fresh.verify(scene.badge);
  CHECK(verdict.code() == "badge.status_stale");
  CHECK(verdict.status.grade == credential::Grade::c);
  CHECK(verdict.status.issuer.liveness == credential::Liveness::silent);
  REQUIRE(verdict.status.as_of);
  CHECK(*verdict.status.as_of <= last + day_ms);
}

TEST_CASE("what was changed in a mirror is not taken, and the mirror is named as dishonest") {
  Exported scene;
  const auto head = head_of(*scene.school, *scene.library);
  auto files = scene.files();
  const auto spoil = [&](const std::string& file, std::size_t at) {
    auto bytes = files.read(file, 1 << 20).value().value();
    bytes.at(at) ^= 1;
    REQUIRE(files.write(file, bytes));
  };
  SUBCASE("a signature") {
    spoil("bot/1" + gossip::range_path(head.feed, 0, {.from = 1, .to = 64}),
          feed::header_bytes + feed::header_bytes - 1);
  }
  SUBCASE("a payload") {
    const auto second = scene.school->ports.records.feeds.headers(head.feed, 0, {2, 2}, 1);
    spoil(scene.payload_file(second.front()), 3);
  }
  auto& fresh = scene.newcomer();
  scene.street.pass(minute_ms);
  const auto held = fresh.ports.records.feeds.head(head.feed);
  CHECK((!held || held->seq < 2));
  const auto report = fresh.exchange->peers().front().report;
  CHECK(report.failures > 0);
  CHECK(report.fault == gossip::dishonest);
  CHECK_FALSE(fresh.verify(scene.badge).status.as_of);
}

TEST_CASE("what the node erased goes from its mirror too") {
  Exported scene;
  auto& library = *scene.library;
  const auto head = head_of(library, library);
  REQUIRE(tests::run_on(scene.street.context, publish_erasable(library.ports)));
  scene.street.work(2);
  REQUIRE(scene.export_again());
  const auto entry = head_of(*scene.school, library);
  REQUIRE(entry.seq > head.seq);
  CHECK(scene.files().has(scene.payload_file(entry)));
  REQUIRE(
      tests::run_on(scene.street.context,
                    erase_payload(scene.school->ports,
                                  {.feed = entry.feed, .epoch = entry.epoch, .seq = entry.seq})));
  REQUIRE(scene.export_again());
  CHECK_FALSE(scene.files().has(scene.payload_file(entry)));
}

TEST_CASE("who does not answer is not exported, and what was exported stays") {
  Exported scene;
  scene.street.network.take("school.example");
  const auto report = scene.export_again();
  REQUIRE_FALSE(report);
  CHECK(report.error().code == mirror_unanswered);
  CHECK(scene.files().has("bot/1/heads"));
  scene.street.network.give("other.example", scene.folder.path() / "bot");
  CHECK(scene.export_again("https://other.example").error().code == mirror_malformed);
}

TEST_CASE("a mirror holds the bundle that its node hands out, and waits until that is made") {
  Exported scene;
  CHECK_FALSE(scene.files().has("bot/1/bundle/latest"));
  auto& school = *scene.school;
  BundleShelf shelf(school.ports, school.background, [] { return no_wait(0); });
  school.services.bundles = &shelf;
  REQUIRE(scene.export_again());
  const auto bundle = scene.files().read("bot/1/bundle/latest", served_bundle_bytes_max).value();
  REQUIRE(bundle);
  CHECK(text_of(*bundle) == shelf.latest().value()->bytes);
  school.services.bundles = nullptr;
  REQUIRE(scene.export_again());
  CHECK(scene.files().has("bot/1/bundle/latest"));
}

TEST_CASE("a mirror holds lists that are larger than other payloads may be") {
  Exported scene;
  auto& library = scene.library->ports;
  const auto payload = feed::encode_status({.url = "https://library.example/status/9",
                                            .format = feed::ListFormat::token_jwt,
                                            .version = 1,
                                            .list = Bytes(100'000, 'a')});
  REQUIRE(payload);
  const auto publish = [](Ports& ports, Bytes list) -> Task<Result<void>> {
    const auto turn = co_await ports.publisher.take_turn();
    feed::Draft draft{.type = feed::EntryType::status, .payload = std::move(list)};
    co_return co_await ports.publisher.publish(std::move(draft), {});
  };
  REQUIRE(tests::run_task(publish(library, *payload)));
  scene.street.work(3);
  REQUIRE(scene.export_again());
  const auto file = scene.payload_file(head_of(*scene.school, *scene.library));
  CHECK(scene.files().read(file, 1 << 20).value() == *payload);
}

}  // namespace waarmerk::node::actions
