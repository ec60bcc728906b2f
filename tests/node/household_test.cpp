#include "node/household.hpp"

#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <fstream>

#include "node/actions/accept_entries.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/step_background.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/test_node.hpp"
#include "tests/support/vouching.hpp"

namespace waarmerk::node {

TEST_CASE("a household has room for its own feed, and knows whom it keeps") {
  tests::TestNode home("home.example");
  ops::Log log(home.clock, ops::Level::error);
  const auto friends = feed::feed_id_of(did::Did::parse("did:web:friend.example").value());
  boost::asio::io_context context;
  tests::StepBackground background(context);
  const auto open = [&](const std::vector<std::string>& follow) {
    ops::Config config;
    config.peers.follow = follow;
    return Household::open({home.ports, background, home.evidence, log}, config,
                           [&] { return actions::WhomWeKnow{.interests = {friends}}; });
  };
  const auto opened = open({"did:web:school.example"});
  REQUIRE(opened);
  auto& household = **opened;
  const auto now = home.clock.now();
  CHECK(household.room().is_kept(friends, now));
  CHECK(household.room().is_kept(home.self.feed, now));
  const auto school = feed::feed_id_of(did::Did::parse("did:web:school.example").value());
  CHECK(household.room().is_kept(school, now));
  CHECK(household.subscription().wants(school));
  CHECK_FALSE(household.subscription().wants(friends));
  CHECK_FALSE(household.room().is_kept(feed::FeedId{}, now));
  CHECK(household.room().has_room(home.self.feed, 1ULL << 40U, now));
  CHECK_FALSE(household.room().has_room(feed::FeedId{}, 1ULL << 40U, now));
  CHECK_FALSE(open({"school.example"}));
}

TEST_CASE("a household keeps decisions where the operator wants it, and lets go of old ones") {
  tests::TestNode home("home.example");
  ops::Log log(home.clock, ops::Level::error);
  boost::asio::io_context context;
  tests::StepBackground background(context);
  ops::Config config;
  const auto open = [&] {
    return Household::open({home.ports, background, home.evidence, log}, config,
                           [] { return actions::WhomWeKnow{}; })
        .value();
  };
  const auto count = [&] {
    tests::settle(context);
    return records::count_decisions(home.memory.store).value();
  };
  open()->audit().note({});
  CHECK(count() == 0);
  config.audit.enabled = true;
  const auto household = open();
  household->audit().note({});
  CHECK(count() == 1);
  home.clock.advance(actions::audit_kept_ms + 1);
  household->review();
  CHECK(count() == 0);
}

TEST_CASE(
    "a household believes by the policy that is configured, and a bad one keeps it from opening") {
  tests::TestNode home("home.example");
  ops::Log log(home.clock, ops::Level::error);
  boost::asio::io_context context;
  tests::StepBackground background(context);
  const tests::TemporaryFolder folder;
  const auto open = [&](const std::string& file, const std::string& text) {
    ops::Config config;
    config.policy.trust_file = (folder.path() / file).string();
    if (!text.empty()) std::ofstream(config.policy.trust_file) << text;
    return Household::open({home.ports, background, home.evidence, log}, config,
                           [] { return actions::WhomWeKnow{}; });
  };
  const auto opened = open("good.toml", "[[root]]\ndid = \"did:web:gemeente.example\"\n");
  REQUIRE(opened);
  CHECK((*opened)->trust().has_policy());
  const auto bad = open("bad.toml", "full = 7");
  CHECK(bad.error().code == trust::bad_policy);
  CHECK(bad.error().detail.contains("bad.toml: "));
  CHECK(open("none.toml", "").error().code == trust::bad_policy);
}

TEST_CASE("a policy that is read again counts at once, and a bad one leaves that of before") {
  tests::TestNode home("home.example");
  std::string logged;
  ops::Log log(home.clock, ops::Level::error, [&](std::string_view line) { logged += line; });
  boost::asio::io_context context;
  tests::StepBackground background(context);
  const tests::TemporaryFolder folder;
  ops::Config config;
  config.policy.trust_file = (folder.path() / "trust.toml").string();
  const auto write = [&](std::string_view text) {
    std::ofstream(config.policy.trust_file) << text;
  };
  write("");
  const auto opened = Household::open({home.ports, background, home.evidence, log}, config,
                                      [] { return actions::WhomWeKnow{}; });
  REQUIRE(opened);
  auto& household = **opened;
  const auto level = [&] {
    const auto now = home.clock.now();
    const auto shown =
        household.trust().explain({*did::Did::parse("did:web:gemeente.example"), {}, now}, now);
    REQUIRE(shown);
    return shown->level;
  };
  CHECK(level() == trust::Level::none);
  write("[[root]]\ndid = \"did:web:gemeente.example\"\n");
  CHECK(level() == trust::Level::none);
  CHECK(household.reload_trust());
  CHECK(level() == trust::Level::full);
  write("full = 7");
  CHECK_FALSE(household.reload_trust());
  CHECK(logged.contains("trust.bad_policy"));
  CHECK(level() == trust::Level::full);
}

TEST_CASE("whom a household believes for one skill it believes for what its lists put below that") {
  tests::TestNode school("school.example", 2);
  auto word = tests::word_of(school, did::Did::parse("did:web:club.example").value());
  word.scope.any = false;
  word.scope.values[trust::Dimension::skill] = {"http://data.europa.eu/esco/isced-f/06"};
  tests::vouch(school, word);
  tests::TestNode home("home.example");
  REQUIRE(tests::run_task(actions::accept_entries(home.ports, tests::entries_of(school))));
  ops::Log log(home.clock, ops::Level::error);
  boost::asio::io_context context;
  tests::StepBackground background(context);
  const tests::TemporaryFolder folder;
  const auto written = [&](const std::string& file, const std::string& text) {
    auto path = (folder.path() / file).string();
    std::ofstream(path) << text;
    return path;
  };
  const auto open = [&](const std::vector<std::string>& hierarchies) {
    ops::Config config;
    config.policy.trust_file =
        written("trust.toml", "[[root]]\ndid = \"did:web:school.example\"\n");
    config.policy.hierarchies = hierarchies;
    return Household::open({home.ports, background, home.evidence, log}, config,
                           [] { return actions::WhomWeKnow{}; });
  };
  const auto level = [&](const std::vector<std::string>& hierarchies) {
    const auto household = open(hierarchies);
    REQUIRE(household);
    const auto now = home.clock.now();
    const trust::Scope software{
        .values = {{trust::Dimension::skill, {"http://data.europa.eu/esco/isced-f/0613"}}}};
    const auto club = did::Did::parse("did:web:club.example").value();
    return (*household)->trust().explain({club, software, now}, now).value().level;
  };
  CHECK(level({}) == trust::Level::none);
  CHECK(level({std::string(WAARMERK_SOURCE_DIR) + "/spec/hierarchies/isced-f-2013.csv"}) ==
        trust::Level::full);
  CHECK(level({written("else.csv", "narrower,broader\na,b\n")}) == trust::Level::none);

  const auto bad = open({written("bad.csv", "narrower,broader\na\n")});
  CHECK(bad.error().code == trust::bad_hierarchy);
  CHECK(bad.error().detail.contains("bad.csv: Line 2"));
  CHECK(open({"nowhere.csv"}).error().code == trust::bad_hierarchy);
  const auto up = written("up.csv", "narrower,broader\na,b\n");
  const auto down = written("down.csv", "narrower,broader\nb,a\n");
  CHECK(open({up}));
  CHECK(open({up, down}).error().code == trust::bad_hierarchy);
  CHECK(open(std::vector(trust::hierarchies_max + 1, up)).error().code == trust::bad_hierarchy);
}

}  // namespace waarmerk::node
