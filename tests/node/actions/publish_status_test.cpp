#include "node/actions/publish_status.hpp"

#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <atomic>
#include <string>
#include <vector>

#include "crypto/json/parse.hpp"
#include "node/actions/change_status.hpp"
#include "node/actions/issue_badge.hpp"
#include "node/actions/keep_list.hpp"
#include "node/credential/status_credential.hpp"
#include "node/records/badges.hpp"
#include "node/records/rows.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;

std::uint64_t seq_of(const TestNode& node) {
  return node.memory.records.feeds.head(node.self.feed)->seq;
}

credential::StatusList published(const TestNode& node, std::uint32_t number) {
  const auto text = records::find_published_list(node.memory.store, number);
  REQUIRE(text);
  REQUIRE(*text);
  const auto read = credential::read_status_credential(*json::parse(**text));
  REQUIRE(read);
  return read->list;
}

records::Badge badge_of(const TestNode& node, const json::Document& badge) {
  return **records::find_badge(node.memory.store, tests::id_of(badge));
}

struct Crowd {
  explicit Crowd(TestNode& library) : node(library) {
    const auto definition = node.define("Taalmaatje");
    for (int i = 0; i < 20; ++i) badges.push_back(node.award(definition));
  }

  /// Each badge is revoked by somebody else, all at the same time.
  void revoke_all() {
    boost::asio::io_context context;
    for (const auto& badge : badges) {
      tests::begin(context, revoke(tests::id_of(badge)));
    }
    context.run();
  }
  Task<void> revoke(std::string id) {
    const auto done = co_await change_status(node.ports, {.badge_id = std::move(id)});
    if (done) ++acknowledged;
    if (!done) codes.push_back(done.error().code);
  }
  std::uint64_t count_revoked() const { return published(node, 1).count(); }

  TestNode& node;
  std::vector<json::Document> badges;
  std::atomic<int> acknowledged = 0;
  std::vector<ErrorCode> codes;
};

/// A signer that a test can make fail, as one that lives elsewhere may.
class DistantSigner final : public keys::Signer {
 public:
  explicit DistantSigner(const keys::Signer& signer) : signer_(signer) {}
  const keys::PublicKey& public_key() const override { return signer_.public_key(); }
  Result<Bytes> sign(ByteView message) const override {
    if (is_gone) return fail(keys::signer_unavailable, "The key does not answer.");
    return signer_.sign(message);
  }
  bool is_gone = false;

 private:
  const keys::Signer& signer_;
};

}  // namespace

TEST_CASE("who revokes while another publishes shares the next list") {
  TestNode library("library.example");
  Crowd crowd(library);
  const auto before = seq_of(library);
  std::vector<std::pair<int, std::uint64_t>> at_write;
  library.memory.store.before_write = [&] {
    at_write.emplace_back(crowd.acknowledged.load(), crowd.count_revoked());
  };
  crowd.revoke_all();
  library.memory.store.before_write = [] {};
  CHECK(crowd.acknowledged == 20);
  CHECK(crowd.count_revoked() == 20);
  CHECK(seq_of(library) - before < 20);
  for (const auto& [acknowledged, on_disk] : at_write) {
    CHECK(static_cast<std::uint64_t>(acknowledged) <= on_disk);
  }
}

TEST_CASE("when the disk is full no revocation is acknowledged, then or later") {
  TestNode library("library.example");
  Crowd crowd(library);
  library.memory.store.is_full = true;
  crowd.revoke_all();
  CHECK(crowd.acknowledged == 0);
  CHECK(crowd.codes.size() == 20);
  CHECK(library.publisher.standing() == feed::Standing::asking);
  library.memory.store.is_full = false;
  crowd.revoke_all();
  CHECK(crowd.acknowledged == 0);
  CHECK(crowd.count_revoked() == 0);
  library.memory.restart();
  const auto badge = badge_of(library, crowd.badges.front());
  CHECK(standing_of(library.memory.records, badge)->word == "valid");
}

TEST_CASE("a bit is not set where it is not safe to publish it") {
  TestNode library("library.example");
  Crowd crowd(library);
  library.publisher.stand(feed::Standing::asking);
  crowd.revoke_all();
  CHECK(std::ranges::all_of(crowd.codes, [](auto code) { return code == feed::not_safe; }));
  library.publisher.stand(feed::Standing::safe);
  REQUIRE(run_task(refresh_lists(library.ports)));
  CHECK(crowd.count_revoked() == 0);
}

TEST_CASE("where signing fails the change waits, and is not lost for the next list") {
  TestNode library("library.example");
  const auto badge = library.award(library.define("Taalmaatje"));
  DistantSigner distant(library.self.feed_signer);
  const Identity self{library.self.did,       library.self.name,
                      library.self.url,       library.self.document,
                      library.self.documents, library.self.issuing_method,
                      library.self.issuing,   distant,
                      library.self.feed};
  Publisher publisher(self, library.memory.records, library.clock, feed::Standing::safe);
  Ports ports{library.clock,          library.random, self,
              library.memory.records, publisher,      library.fetcher};
  distant.is_gone = true;
  const StatusOrder order{.badge_id = tests::id_of(badge), .reason = "by mistake"};
  CHECK(run_task(change_status(ports, order)).error().code == keys::signer_unavailable);
  CHECK(published(library, 1).count() == 0);
  distant.is_gone = false;
  REQUIRE(run_task(publish_changed_lists(ports)));
  CHECK(published(library, 1).count() == 1);
  library.memory.restart();
  const auto standing = standing_of(library.memory.records, badge_of(library, badge));
  CHECK(standing->word == "revoked");
  CHECK(standing->reason == "by mistake");
}

TEST_CASE("a list that does not show what its rows say is published again after a crash") {
  TestNode library("library.example");
  const auto badge = badge_of(library, library.award(library.define("Taalmaatje")));
  storage::Batch rows;
  rows.put(records::family::statlog,
           records::Key()
               .u32(badge.revocation->list)
               .u32(badge.revocation->index)
               .u64(static_cast<std::uint64_t>(library.clock.now().ms)),
           bytes_of(R"({"value":true,"reason":"just before the crash"})"));
  library.memory.write(rows);
  library.memory.restart();
  const auto before = seq_of(library);
  CHECK(published(library, badge.revocation->list).count() == 0);
  REQUIRE(run_task(refresh_lists(library.ports)));
  CHECK(seq_of(library) == before + 1);
  CHECK(*published(library, badge.revocation->list).get(badge.revocation->index));
}

TEST_CASE("a list is signed again when half of its time is over, and not before") {
  TestNode library("library.example");
  const auto before = seq_of(library);
  library.clock.advance(list_valid_ms / 2 - minute_ms);
  REQUIRE(run_task(refresh_lists(library.ports)));
  CHECK(seq_of(library) == before);
  library.clock.advance(2 * minute_ms);
  REQUIRE(run_task(refresh_lists(library.ports)));
  CHECK(seq_of(library) == before + 2);
}

TEST_CASE("a list that is a token is published as the others are, and again after a crash") {
  TestNode library("library.example");
  const auto definition = library.define("Taalmaatje");
  const auto before = seq_of(library);
  REQUIRE(run_task(award_badge(
      library.ports,
      {.achievement_id = definition, .subject_id = tests::someone, .form = "dc+sd-jwt"})));
  CHECK(seq_of(library) == before + 1);
  const auto badge = records::list_badges(library.memory.store, {})->front();
  const auto value = [&] {
    const auto text = records::find_published_list(library.memory.store, badge.revocation->list);
    return read_list_text(**text)->token->get(badge.revocation->index / 2).value();
  };
  CHECK(value() == 0);
  // Suspended as well, which a token that says revoked does not show.
  REQUIRE(run_task(change_status(library.ports, {badge.id, StatusAction::suspend})));
  CHECK(value() == 2);
  REQUIRE(run_task(change_status(library.ports, {badge.id, StatusAction::revoke})));
  CHECK(value() == 1);
  const auto shown = seq_of(library);
  REQUIRE(run_task(refresh_lists(library.ports)));
  CHECK(seq_of(library) == shown);
  storage::Batch rows;
  rows.put(records::family::statlog,
           records::Key()
               .u32(badge.revocation->list)
               .u32(badge.revocation->index ^ 2U)
               .u64(static_cast<std::uint64_t>(library.clock.now().ms)),
           bytes_of(R"({"value":true,"reason":"just before the crash"})"));
  library.memory.write(rows);
  library.memory.restart();
  REQUIRE(run_task(refresh_lists(library.ports)));
  CHECK(seq_of(library) == shown + 1);
}

TEST_CASE("with nothing changed nothing is published") {
  TestNode library("library.example");
  const auto before = seq_of(library);
  REQUIRE(run_task(publish_changed_lists(library.ports)));
  CHECK(seq_of(library) == before);
}

}  // namespace waarmerk::node::actions
