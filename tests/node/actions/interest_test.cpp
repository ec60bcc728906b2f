#include "node/actions/interest.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "node/records/endings.hpp"
#include "node/records/interests.hpp"
#include "tests/support/step_background.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

did::Did issuer(std::size_t number) {
  return *did::Did::parse("did:web:issuer" + std::to_string(number) + ".example");
}

struct Scene {
  Interest load(const std::vector<std::string>& follow) {
    return Interest::load(employer.ports, background, follow).value();
  }
  std::vector<records::Interest> kept() {
    tests::settle(context);
    return records::list_interests(employer.memory.store).value();
  }

  boost::asio::io_context context;
  tests::StepBackground background{context};
  tests::TestNode employer{"employer.example"};
};

bool wants(const gossip::Subscription& subscription, const did::Did& did) {
  return subscription.wants(feed::feed_id_of(did));
}

/// Answers for one issuer.
class OneList final : public Evidence {
 public:
  Task<Answer<DidEvidence>> find_did(did::Did /*did*/) override {
    co_return fail(ErrorCode{"test.none", ErrorKind::missing}, "none");
  }
  Task<Answer<ListEvidence>> find_status_list(credential::NeedStatusList need) override {
    if (need.issuer != issuer(1).text()) {
      co_return fail(ErrorCode{"test.none", ErrorKind::missing}, "none");
    }
    co_return ListEvidence{};
  }
  Task<Answer<DocumentEvidence>> find_document(credential::NeedDocument /*need*/) override {
    co_return fail(ErrorCode{"test.none", ErrorKind::missing}, "none");
  }
};

}  // namespace

TEST_CASE("who names nobody follows everybody") {
  Scene scene;
  CHECK(scene.load({}).subscription().all);
}

TEST_CASE("who names some follows them, itself and its wards, and nobody else") {
  Scene scene;
  storage::Batch rows;
  records::save_ward(rows, issuer(2).text(), scene.employer.clock.now());
  scene.employer.memory.write(rows);
  auto interest = scene.load({issuer(1).text()});
  interest.asked_about(issuer(3));
  const auto followed = interest.subscription();
  CHECK(wants(followed, issuer(1)));
  CHECK(wants(followed, issuer(2)));
  CHECK(wants(followed, scene.employer.self.did));
  CHECK_FALSE(wants(followed, issuer(3)));
  const auto kept = interest.feeds();
  for (std::size_t i = 1; i <= 3; ++i) CHECK(kept.contains(feed::feed_id_of(issuer(i))));
}

TEST_CASE("a name that is no DID is refused") {
  Scene scene;
  CHECK_FALSE(Interest::load(scene.employer.ports, scene.background, {"library.example"}));
}

TEST_CASE("whose badges are looked at is followed, also after a restart, until 400 days later") {
  Scene scene;
  auto interest = scene.load({"seen"});
  std::optional<gossip::Subscription> told;
  interest.on_change([&](auto now) { told = std::move(now); });
  interest.asked_about(issuer(1));
  REQUIRE(told);
  CHECK(wants(*told, issuer(1)));
  REQUIRE(scene.kept().size() == 1);
  CHECK(scene.kept()[0].day.ms % day_ms == 0);
  auto later = scene.load({"seen"});
  CHECK(wants(later.subscription(), issuer(1)));
  scene.employer.clock.advance(400 * day_ms);
  later.review();
  CHECK(wants(later.subscription(), issuer(1)));
  scene.employer.clock.advance(day_ms);
  later.review();
  CHECK_FALSE(wants(later.subscription(), issuer(1)));
  CHECK(scene.kept().empty());
}

TEST_CASE("a badge that is looked at again keeps the interest alive, with one row a day") {
  Scene scene;
  auto interest = scene.load({"seen"});
  interest.asked_about(issuer(1));
  scene.employer.clock.advance(399 * day_ms);
  interest.asked_about(issuer(1));
  scene.employer.clock.advance(2 * day_ms);
  interest.review();
  CHECK(scene.kept().size() == 1);
  CHECK(wants(interest.subscription(), issuer(1)));
}

TEST_CASE("who becomes a ward is followed from the next look on") {
  Scene scene;
  auto interest = scene.load({"seen"});
  bool has_told = false;
  interest.on_change([&](const auto& now) { has_told = wants(now, issuer(2)); });
  storage::Batch rows;
  records::save_ward(rows, issuer(2).text(), scene.employer.clock.now());
  scene.employer.memory.write(rows);
  interest.review();
  CHECK(has_told);
}

TEST_CASE("a flood of issuers takes so many places a day, and then those that are oldest") {
  Scene scene;
  auto interest = scene.load({"seen"});
  const std::size_t days = interests_max / new_interests_a_day;
  std::size_t next = 0;
  for (std::size_t day = 0; day <= days; ++day) {
    for (std::size_t i = 0; i < new_interests_a_day + 5; ++i) interest.asked_about(issuer(next++));
    scene.employer.clock.advance(day_ms);
  }
  CHECK(scene.kept().size() == interests_max);
  const auto followed = interest.subscription();
  CHECK_FALSE(wants(followed, issuer(0)));
  CHECK_FALSE(wants(followed, issuer(new_interests_a_day)));  // one too many on the first day
  CHECK(wants(followed, issuer(new_interests_a_day + 5)));
}

TEST_CASE("only who has an answer about a list is noted") {
  Scene scene;
  auto interest = scene.load({"seen"});
  OneList lists;
  InterestedEvidence evidence(lists, interest);
  CHECK_FALSE(tests::run_task(evidence.find_did(issuer(4))));
  CHECK_FALSE(
      tests::run_task(evidence.find_status_list({"https://x.example/1", issuer(5).text()})));
  CHECK(tests::run_task(evidence.find_status_list({"https://x.example/1", issuer(1).text()})));
  CHECK_FALSE(tests::run_task(evidence.find_document({"https://x.example/key"})));
  const auto kept = scene.kept();
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].issuer == issuer(1));
}

}  // namespace waarmerk::node::actions
