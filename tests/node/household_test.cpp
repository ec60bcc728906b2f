#include "node/household.hpp"

#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <fstream>

#include "tests/support/step_background.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/test_node.hpp"

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

}  // namespace waarmerk::node
