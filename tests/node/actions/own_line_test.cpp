#include "node/actions/own_line.hpp"

#include <doctest/doctest.h>

#include "crypto/json/parse.hpp"
#include "did/webvh_witnessing.hpp"
#include "node/records/own_lines.hpp"
#include "tests/support/own_lines.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::TestNode;

struct Scene {
  Result<LineState> keep(const std::string& line) {
    storage::Batch rows;
    auto state =
        keep_own_line(library.memory.store, rows, {line, "issuing-1", "feed"}, library.clock.now());
    library.memory.write(rows);
    return state;
  }
  Result<LineState> confirm(const std::string& confirmations) {
    storage::Batch rows;
    auto state = confirm_own_line(library.memory.store, rows, confirmations, library.clock.now());
    library.memory.write(rows);
    return state;
  }
  std::string said_by(std::uint8_t seed, const std::string& line) const {
    return "[" +
           *did::confirm_webvh(tests::version_in(line), *tests::update_key(seed),
                               library.clock.now()) +
           "]";
  }
  static did::WebvhWitnesses two_of_three() {
    did::WebvhWitnesses witnesses{.threshold = 2};
    for (std::uint8_t seed = 71; seed <= 73; ++seed) {
      witnesses.ids.push_back("did:key:" + tests::multikey(seed));
    }
    return witnesses;
  }

  TestNode library{"library.example", 1, tests::NodeMethod::webvh};
};

}  // namespace

TEST_CASE("a line without witnesses is in force at once") {
  Scene scene;
  const auto line = tests::line_naming(scene.library, {});
  CHECK(scene.keep(line) == LineState::in_force);
  CHECK(tests::own_log(scene.library).entries().size() == 2);
  CHECK_FALSE(scene.keep(line));  // it is not the next any more
  CHECK(tests::own_log(scene.library).entries().size() == 2);
}

TEST_CASE("a line with witnesses waits until enough of them confirmed it") {
  Scene scene;
  const auto line = tests::line_naming(scene.library, Scene::two_of_three());
  CHECK(scene.keep(line) == LineState::waiting);
  CHECK(tests::own_log(scene.library).entries().size() == 1);
  CHECK(expect_none_waits(scene.library.memory.store).error().code == line_waits);
  CHECK(scene.keep(line).error().code == line_waits);
  CHECK(scene.confirm("[]") == LineState::waiting);
  CHECK(scene.confirm(scene.said_by(71, line)) == LineState::waiting);
  CHECK(scene.confirm(scene.said_by(71, line)) == LineState::waiting);
  CHECK(scene.confirm(scene.said_by(80, line)) == LineState::waiting);  // a stranger
  CHECK(scene.confirm(scene.said_by(73, line)) == LineState::in_force);
  CHECK(expect_none_waits(scene.library.memory.store));
  const auto log = tests::own_log(scene.library);
  CHECK_FALSE(log.fault());
  CHECK(log.entries().size() == 2);
  CHECK(log.entries().back().parameters.witness.threshold == 2);
}

TEST_CASE("what is no line of ours is not kept") {
  Scene scene;
  const auto line = tests::line_naming(scene.library, {});
  CHECK_FALSE(scene.keep("{}"));
  CHECK_FALSE(scene.keep(""));
  CHECK_FALSE(scene.keep(line + "\n" + line));
  CHECK_FALSE(scene.keep(tests::replaced_all(line, "\"witness\":{}", "\"ttl\":1")));
  CHECK(tests::own_log(scene.library).entries().size() == 1);
  TestNode web("school.example", 2);
  CHECK(load_own_state(web.memory.store).error().code == fixed_keys);
}

TEST_CASE("what a change starts from comes back from JSON as it was") {
  Scene scene;
  const auto state = load_own_state(scene.library.memory.store);
  REQUIRE(state);
  const auto read = read_own_state(json::parse(write_own_state(*state)).value());
  REQUIRE(read);
  CHECK(read->organisation.did == state->organisation.did);
  CHECK(read->organisation.url == "https://library.example");
  CHECK(read->organisation.feed_key == "feed");
  CHECK(read->known.log == state->known.log);
  CHECK(read->known.as_of == state->known.as_of);
  CHECK(read->epoch == 0);
  CHECK_FALSE(read_own_state(json::parse("{}").value()));
}

TEST_CASE("an address of before the move is not believed, and one of another kind is") {
  Scene scene;
  scene.library.move_to("badges.example");
  const auto own = load_own_state(scene.library.memory.store);
  REQUIRE(own);
  const auto log = did::WebvhLog::read_kept(own->known.log, did::scid_of(scene.library.self.did),
                                            own->known.as_of);
  const auto history = did::DocumentHistory::of(scene.library.self.did, log);
  REQUIRE(history);
  auto organisation = *records::load_organisation(scene.library.memory.store).value();
  organisation.url = "https://library.example";  // as a configuration still says
  CHECK(where_it_moved(organisation, *history)->url == "https://badges.example");
  organisation.url = "https://proxy.example";
  CHECK(where_it_moved(organisation, *history)->url == "https://proxy.example");
}

TEST_CASE("a history that is behind its own feed is neither gone on with nor signed by") {
  Scene scene;
  auto& store = scene.library.memory.store;
  const auto before = load_own_state(store);
  REQUIRE(before);
  scene.library.tell_new_key();
  CHECK(expect_log_whole(store));
  storage::Batch rows;  // as where only this part came from a backup
  records::save_log(rows, did::scid_of(scene.library.self.did), before->known);
  scene.library.memory.write(rows);
  const auto behind = expect_log_whole(store);
  REQUIRE_FALSE(behind);
  CHECK(behind.error().code == log_behind);
  CHECK(behind.error().detail.contains("2 lines"));
  CHECK(scene.keep(tests::line_naming(scene.library, {})).error().code == log_behind);
  CHECK(OwnStore(scene.library.memory.store).load().error().code == log_behind);
}

TEST_CASE("a history that is behind its own feed takes up the lines that the feed has") {
  Scene scene;
  auto& store = scene.library.memory.store;
  const auto before = load_own_state(store);
  REQUIRE(before);
  storage::Batch none;
  CHECK_FALSE(*mend_own_log(store, none, scene.library.clock.now()));  // it lacks nothing
  scene.library.tell_new_key();
  scene.library.clock.advance(2 * second_ms);
  scene.library.tell_new_key();
  const auto whole = load_own_state(store);
  storage::Batch lost;
  records::save_log(lost, did::scid_of(scene.library.self.did), before->known);
  records::save_waiting_line(lost, {.line = "{}", .issuing_key = "a", .feed_key = "b"});
  records::save_published_lines(lost, 1);
  scene.library.memory.write(lost);
  REQUIRE_FALSE(expect_log_whole(store));
  storage::Batch rows;
  const auto mended = mend_own_log(store, rows, scene.library.clock.now());
  REQUIRE(mended);
  REQUIRE(*mended);
  CHECK((*mended)->versions().size() == 3);
  scene.library.memory.write(rows);
  CHECK(expect_log_whole(store));
  CHECK(expect_none_waits(store));
  CHECK(load_own_state(store)->known.log == whole->known.log);
  CHECK(records::load_published_lines(store) == 3);
}

TEST_CASE("what the feed tells and does not follow the history is not taken up") {
  Scene scene;
  auto& library = scene.library;
  auto& store = library.memory.store;
  const auto before = load_own_state(store);
  REQUIRE(before);
  library.tell_new_key();
  library.clock.advance(2 * second_ms);
  library.tell_new_key();
  const auto keep = [&](const records::KnownLog& log) {
    storage::Batch rows;
    records::save_log(rows, did::scid_of(library.self.did), log);
    library.memory.write(rows);
  };
  keep(before->known);
  auto other = before->known;
  other.log += tests::line_naming(library, {}) + "\n";  // in the place of the one that was told
  other.as_of = library.clock.now() + second_ms;
  keep(other);
  REQUIRE_FALSE(expect_log_whole(store));
  storage::Batch none;
  CHECK_FALSE(*mend_own_log(store, none, library.clock.now()));
  CHECK(none.byte_count() == 0);
}

}  // namespace waarmerk::node::actions
