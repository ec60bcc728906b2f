#include "node/actions/mirrors.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "did/address_rules.hpp"
#include "node/actions/change_status.hpp"
#include "node/actions/export_mirror.hpp"
#include "node/actions/peer_url.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/street.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::node::actions {
namespace {

using credential::StatusWord;
using tests::run_on;
using tests::run_task;

const std::string mirror_host = "mirror.example";

Task<void> no_wait(std::int64_t /*ms*/) { co_return; }

/// A library that names a mirror and revoked a badge, and an employer who knows its document.
struct Mirrored {
  Mirrored() {
    auto& home = library.home;
    home.clock.advance(day_ms);
    home.add_line(document());
    home.clock.advance(2 * second_ms);
    home.start_anew();
    badge = home.award(home.define("Taalmaatje"));
    REQUIRE(run_task(change_status(home.ports, {.badge_id = tests::id_of(*badge)})));
    employer.home.clock.set(home.clock.now());
    REQUIRE(run_on(street.context, employer.evidence.find_did(home.self.did)));
    export_again();
  }

  OwnDocument document() const {
    return {.did = library.home.self.did,
            .url = library.home.self.url,
            .issuing_fragment = "issuing-1",
            .issuing = library.home.issuing->public_key(),
            .feed = library.home.feed_signer->public_key(),
            .mirrors = {"https://" + mirror_host + "/bot/1"}};
  }
  void export_again() {
    tests::StreetFetcher fetcher(street.network);
    storage::FileTree files(folder.path());
    REQUIRE(
        run_on(street.context,
               export_mirror(fetcher, files, {.source = library.home.self.url, .wait = no_wait})));
  }
  /// The library is gone, and its files stand elsewhere.
  void leave() {
    street.network.take("library.example");
    street.network.give(mirror_host, folder.path());
  }
  std::optional<std::string> find_list(const std::string& url) {
    return run_on(street.context, find_list_at_mirrors(employer.ports, library.home.self.did, url));
  }
  std::string list_url() const {
    const auto entry = badge->root().find("credentialStatus")->elements().begin();
    return std::string((*entry).find("statusListCredential")->string().value());
  }
  void publish(Bytes payload) {
    REQUIRE(run_task(library.home.publisher.publish(
        {.type = feed::EntryType::status, .payload = std::move(payload)}, {})));
  }
  std::string head_file() const { return "bot/1" + gossip::head_path(library.home.self.feed); }
  std::string block_file() const {
    return "bot/1" + gossip::range_path(library.home.self.feed, 0, {1, 64});
  }

  tests::Street street;
  tests::TemporaryFolder folder;
  tests::Neighbour& library =
      street.add({.host = "library.example", .method = tests::NodeMethod::webvh});
  tests::Neighbour& employer = street.add({.host = "employer.example", .seed = 3});
  std::optional<json::Document> badge;
};

}  // namespace

TEST_CASE("a list that its issuer does not hand out is read from a mirror that its DID names") {
  for (const bool has_mirror : {true, false}) {
    Mirrored scene;
    scene.leave();
    if (!has_mirror) scene.street.network.give(mirror_host, scene.folder / "nothing");
    const auto verdict = scene.employer.verify(*scene.badge);
    CHECK(verdict.status.word == (has_mirror ? StatusWord::revoked : StatusWord::unknown));
    CHECK(scene.street.network.asked(mirror_host) > 0);
  }
}

TEST_CASE("a mirror is not asked while the issuer answers") {
  Mirrored scene;
  scene.street.network.give(mirror_host, scene.folder.path());
  CHECK(scene.employer.verify(*scene.badge).status.word == StatusWord::revoked);
  CHECK(scene.street.network.asked(mirror_host) == 0);
}

TEST_CASE("where the host of a did:webvh is silent, a mirror is asked for its history") {
  Mirrored scene;
  scene.library.home.tell_new_key();
  scene.export_again();
  scene.leave();
  scene.employer.home.clock.advance(2 * hour_ms);
  const auto found =
      run_on(scene.street.context, scene.employer.evidence.find_did(scene.library.home.self.did));
  REQUIRE(found);
  CHECK(found->documents.versions().size() == 3);
}

TEST_CASE("what a mirror changes is not believed") {
  for (const bool in_head : {true, false}) {
    Mirrored scene;
    storage::FileTree files(scene.folder.path());
    const auto path = in_head ? scene.head_file() : scene.block_file();
    auto bytes = files.read(path, 1 << 20).value().value();
    CHECK(scene.find_list(scene.list_url()) == std::nullopt);  // nobody stands there yet
    scene.leave();
    CHECK(scene.find_list(scene.list_url()).has_value());
    for (std::size_t at = feed::header_bytes; at <= bytes.size(); at += feed::header_bytes) {
      bytes[at - 1] ^= 1;  // of the signature
    }
    REQUIRE(files.write(path, bytes));
    CHECK(scene.find_list(scene.list_url()) == std::nullopt);
  }
}

TEST_CASE("another payload than the one that is named is passed over") {
  Mirrored scene;
  scene.leave();
  storage::FileTree files(scene.folder.path());
  const auto block = files.read(scene.block_file(), 1 << 20).value().value();
  std::size_t lists = 0;
  for (std::size_t at = 0; at < block.size(); at += feed::header_bytes) {
    const auto header = feed::decode_header(ByteView(block).subspan(at, feed::header_bytes));
    if (!header || header->type != feed::EntryType::status) continue;
    const auto other = tests::status_payload("{}", scene.list_url());
    REQUIRE(files.write("bot/1" + gossip::payload_path(header->payload_hash), other));
    ++lists;
  }
  CHECK(lists > 0);
  CHECK(scene.find_list(scene.list_url()) == std::nullopt);
}

TEST_CASE("a mirror is asked for so many lists and no more") {
  Mirrored scene;
  for (int i = 0; i < 20; ++i) {
    const auto url = "https://library.example/status/other-" + std::to_string(i);
    scene.publish(tests::status_payload(tests::list_of(scene.library.home, {.url = url}), url));
  }
  scene.export_again();
  scene.leave();
  CHECK(scene.find_list(scene.list_url()) == std::nullopt);
  CHECK(scene.street.network.asked(mirror_host) == 2 + mirror_lists_max);
  CHECK(scene.find_list("https://library.example/status/other-19").has_value());
}

TEST_CASE("our own mirrors are addresses of the web, each named once, and not too many") {
  const auto read = read_own_mirrors({"https://mirror.example/", "https://b.example/w/bot/1"});
  REQUIRE(read);
  CHECK(*read ==
        std::vector<std::string>{"https://mirror.example/bot/1", "https://b.example/w/bot/1"});
  CHECK(addresses_of(*read) ==
        std::vector<std::string>{"https://mirror.example", "https://b.example/w"});
  CHECK(read_own_mirrors({"http://localhost:8080"}));
  const auto code = [](const std::vector<std::string>& urls) {
    return read_own_mirrors(urls).error().code;
  };
  CHECK(code({"https://a.example", "https://a.example/bot/1"}) == bad_mirrors);
  CHECK(code(std::vector<std::string>(9, "https://a.example")) == bad_mirrors);
  CHECK(code({"https://a.example/" + std::string(1024, 'a')}) == bad_mirrors);
  CHECK(code({"http://mirror.example"}) == did::address_refused);
  CHECK(code({"https://10.0.0.1"}) == did::address_refused);
  CHECK(code({"mirror.example"}) == bad_peer);
}

}  // namespace waarmerk::node::actions
