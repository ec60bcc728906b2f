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
namespace {

/// A school believes a club for one field of study, and a household believes the school.
struct Studies {
  static constexpr std::string_view policy = "[[root]]\ndid = \"did:web:school.example\"\n";

  Studies() {
    auto word = tests::word_of(school, club);
    word.scope.any = false;
    word.scope.values[trust::Dimension::skill] = {"http://data.europa.eu/esco/isced-f/06"};
    tests::vouch(school, word);
    REQUIRE(tests::run_task(actions::accept_entries(home.ports, tests::entries_of(school))));
  }

  /// Its path.
  std::string write(const std::string& file, std::string_view text) const {
    auto path = (folder.path() / file).string();
    std::ofstream(path) << text;
    return path;
  }
  Result<std::unique_ptr<Household>> open(const std::vector<std::string>& hierarchies) {
    ops::Config config;
    config.policy.trust_file = write("trust.toml", policy);
    config.policy.hierarchies = hierarchies;
    return Household::open({home.ports, background, home.evidence, log}, config,
                           [] { return actions::WhomWeKnow{}; });
  }
  /// Of the club, for a part of that field.
  trust::Level level(Household& household) const {
    const auto now = home.clock.now();
    const trust::Scope software{
        .values = {{trust::Dimension::skill, {"http://data.europa.eu/esco/isced-f/0613"}}}};
    return household.trust().explain({club, software, now}, now).value().level;
  }

  tests::TestNode school{"school.example", 2};
  tests::TestNode home{"home.example"};
  did::Did club = did::Did::parse("did:web:club.example").value();
  std::string logged;
  ops::Log log{home.clock, ops::Level::error, [this](std::string_view line) { logged += line; }};
  boost::asio::io_context context;
  tests::StepBackground background{context};
  tests::TemporaryFolder folder;
};

}  // namespace

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
  Studies studies;
  const auto level = [&](const std::vector<std::string>& hierarchies) {
    const auto household = studies.open(hierarchies);
    REQUIRE(household);
    return studies.level(**household);
  };
  CHECK(level({}) == trust::Level::none);
  CHECK(level({std::string(WAARMERK_SOURCE_DIR) + "/spec/hierarchies/isced-f-2013.csv"}) ==
        trust::Level::full);
  CHECK(level({studies.write("else.csv", "narrower,broader\na,b\n")}) == trust::Level::none);

  const auto bad = studies.open({studies.write("bad.csv", "narrower,broader\na\n")});
  CHECK(bad.error().code == trust::bad_hierarchy);
  CHECK(bad.error().detail.contains("bad.csv: Line 2"));
  CHECK(studies.open({"nowhere.csv"}).error().code == trust::bad_hierarchy);
  const auto up = studies.write("up.csv", "narrower,broader\na,b\n");
  const auto down = studies.write("down.csv", "narrower,broader\nb,a\n");
  CHECK(studies.open({up}));
  CHECK(studies.open({up, down}).error().code == trust::bad_hierarchy);
  CHECK(studies.open(std::vector(trust::hierarchies_max + 1, up)).error().code ==
        trust::bad_hierarchy);
}

TEST_CASE("lists are read again with the policy, and where one fails all stand as before") {
  Studies studies;
  const auto list = studies.write("list.csv", "narrower,broader\na,b\n");
  const auto opened = studies.open({list});
  REQUIRE(opened);
  auto& household = **opened;
  CHECK(studies.level(household) == trust::Level::none);
  const std::string field = "http://data.europa.eu/esco/isced-f/06";
  const auto good = "narrower,broader\n" + field + "13," + field + "\n";
  studies.write("list.csv", good);
  CHECK(studies.level(household) == trust::Level::none);
  CHECK(household.reload_trust());
  CHECK(studies.level(household) == trust::Level::full);

  // A policy that can be read is not taken beside a list that cannot, nor the other way round.
  studies.write("trust.toml", "");
  studies.write("list.csv", "narrower,broader\na\n");
  CHECK_FALSE(household.reload_trust());
  CHECK(studies.logged.contains("trust.bad_hierarchy"));
  CHECK(studies.level(household) == trust::Level::full);
  studies.write("trust.toml", "full = 7");
  studies.write("list.csv", "narrower,broader\na,b\n");
  CHECK_FALSE(household.reload_trust());
  CHECK(studies.logged.contains("trust.bad_policy"));
  CHECK(studies.level(household) == trust::Level::full);

  studies.write("trust.toml", Studies::policy);
  CHECK(household.reload_trust());
  CHECK(studies.level(household) == trust::Level::none);
}

}  // namespace waarmerk::node
