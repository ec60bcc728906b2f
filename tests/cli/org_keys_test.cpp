// Tests of `org rotate-key` and `org compromised`.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "crypto/json/parse.hpp"
#include "did/did_webvh.hpp"
#include "did/document_history.hpp"
#include "node/actions/own_line.hpp"
#include "node/feed/feed_keys.hpp"
#include "node/feed/fork.hpp"
#include "node/records/did_logs.hpp"
#include "node/records/families.hpp"
#include "node/records/feeds.hpp"
#include "node/records/organisation.hpp"
#include "storage/rocks_store.hpp"
#include "tests/support/own_site.hpp"

namespace waarmerk::cli {
namespace {

namespace fs = std::filesystem;
namespace records = node::records;
using Site = tests::OwnSite;
using tests::text_at;

}  // namespace

TEST_CASE("a new issuing key is taken, and the history tells until when the old one stood") {
  Site site;
  site.init();
  site.desk.clock.advance(day_ms);
  const auto typed = site.type({"org", "rotate-key", "--json"});
  CHECK(typed.exit == 0);
  CHECK(text_at(typed.out, "issuingKey") == "issuing-2");
  CHECK(text_at(typed.out, "versionId").starts_with("2-"));
  const auto did = text_at(typed.out, "did");
  CHECK(did.starts_with("did:webvh:Qm"));
  const auto history = site.history();
  const auto old_key = history.periods(did + "#issuing-1", did::Purpose::assertion_method);
  REQUIRE(old_key.size() == 1);
  CHECK(old_key[0].until == site.desk.clock.now() + second_ms);
  CHECK(site.type({"key", "list"}).out.contains("update-3"));
}

TEST_CASE("for people it says to keep a copy of the vault, and what to do next") {
  Site site;
  site.init();
  site.desk.console.is_terminal = true;
  const auto typed = site.type({"org", "rotate-key"});
  CHECK(typed.exit == 0);
  CHECK(typed.out.contains("issuing-2"));
  CHECK(typed.err.contains("new copy of keys.vault"));
  CHECK(typed.err.contains("Next: waarmerk node start"));
}

TEST_CASE("since when others may have the key stands in the document") {
  Site site;
  site.init();
  site.desk.clock.advance(day_ms);
  CHECK(site.type({"org", "compromised", "--since", "2026-03-03"}).exit == 0);
  const auto newest = site.history().newest();
  REQUIRE(newest);
  const auto* method = newest->find_method(newest->id().text() + "#issuing-1");
  REQUIRE(method != nullptr);
  CHECK(method->revoked == parse_time("2026-03-03T00:00:00Z").value());
  CHECK(site.type({"org", "compromised"}).exit == 2);
  CHECK(site.type({"org", "compromised", "--since", "soon"}).exit == 8);
  const auto later = site.type({"org", "compromised", "--since", "2027-01-01"});
  CHECK(later.exit == 8);
  CHECK(later.err.contains("(did.time_to_come)"));
  CHECK(site.history().versions().size() == 2);
}

TEST_CASE("a did:web cannot change its key so") {
  Site site;
  site.init("web");
  const auto typed = site.type({"org", "rotate-key"});
  CHECK(typed.exit == 6);
  CHECK(typed.err.contains("(did.fixed_keys)"));
}

TEST_CASE("where the store is locked and no node answers, nothing is changed") {
  Site site;
  site.init();
  {
    const auto held = site.store();
    const auto typed = site.type({"org", "rotate-key"});
    CHECK(typed.exit != 0);
    CHECK(typed.err.contains("(cli.no_answer)"));
    CHECK(site.type({"org", "heal-fork"}).err.contains("(cli.no_answer)"));
  }
  CHECK(site.history().versions().size() == 1);
}

TEST_CASE("while the node runs it is handed the line that the vault signed") {
  Site site;
  site.init();
  const auto held = site.store();
  const auto state = node::actions::load_own_state(*held);
  REQUIRE(state);
  site.desk.clock.advance(day_ms);
  const std::string node = "http://127.0.0.1:8080";
  site.desk.network.answers["GET " + node + "/v1/did"] = {
      .status = 200, .content_type = "application/json", .body = write_own_state(*state)};
  site.desk.network.answers["POST " + node + "/v1/did/lines"] = {
      .status = 202, .content_type = "application/json", .body = R"({"state":"in_force"})"};
  const auto typed = site.type({"org", "rotate-key", "--json"});
  CHECK(typed.exit == 0);
  CHECK(text_at(typed.out, "issuingKey") == "issuing-2");
  const auto& sent = site.desk.network.asked.back();
  CHECK(text_at(sent.body, "issuingKey") == "issuing-2");
  storage::Batch rows;
  CHECK(node::actions::keep_own_line(*held, rows, {text_at(sent.body, "line"), "issuing-2", "feed"},
                                     site.desk.clock.now()) == node::actions::LineState::in_force);
  site.desk.network.answers["POST " + node + "/v1/did/lines"].body = R"({"state":"waiting"})";
  site.desk.console.is_terminal = true;
  CHECK(site.type({"org", "rotate-key"}).err.contains("waits for its witnesses"));
}

TEST_CASE("while the node runs its feed is healed by a line with a new feed key") {
  Site site;
  site.init();
  const auto held = site.store();
  auto state = node::actions::load_own_state(*held);
  REQUIRE(state);
  state->epoch = 0;
  const std::string node = "http://127.0.0.1:8080";
  const auto answer = [&] {
    site.desk.network.answers["GET " + node + "/v1/did"] = {
        .status = 200, .content_type = "application/json", .body = write_own_state(*state)};
  };
  answer();
  site.desk.network.answers["POST " + node + "/v1/did/lines"] = {
      .status = 202, .content_type = "application/json", .body = R"({"state":"in_force"})"};
  CHECK(site.type({"org", "heal-fork"}).err.contains("(cli.not_forked)"));
  CHECK(site.type({"org", "heal-fork", "--give-up-lost"}).exit == 0);
  CHECK(site.desk.network.asked.back().body.contains("\"givesUpLost\":true"));
  state->is_forked = true;
  answer();
  const auto healed = site.type({"org", "heal-fork", "--json"});
  CHECK(healed.exit == 0);
  CHECK(text_at(healed.out, "feedKey") == "feed-2");
  const auto& sent = site.desk.network.asked.back().body;
  CHECK(text_at(sent, "feedKey") == "feed-2");
  CHECK(text_at(sent, "issuingKey") == "issuing-1");
  CHECK_FALSE(sent.contains("givesUpLost"));
}

TEST_CASE("a key of the organisation's own is not made by hand") {
  Site site;
  site.init();
  CHECK(site.type({"key", "add", "update-3"}).exit == 2);
  CHECK(site.type({"key", "add", "third"}).exit == 0);
}

TEST_CASE("a feed is healed where it is forked, and not where it is whole") {
  Site site;
  site.init();
  const auto whole = site.type({"org", "heal-fork"});
  CHECK(whole.exit == 6);
  CHECK(whole.err.contains("cli.not_forked"));
  {
    const auto store = site.store();
    const auto own = records::load_organisation(*store);
    const node::feed::Header held{
        .feed = node::feed::feed_id_of(did::Did::parse((*own)->did).value()), .ts = {1}};
    auto other = held;
    other.ts = {2};
    storage::Batch rows;
    records::Feeds feeds(*store);
    feeds.save(rows, {held}, site.desk.clock.now());
    feeds.save_fork(rows, *node::feed::make_fork_proof(held, other));
    REQUIRE(store->write(rows, storage::Durability::durable));
  }
  // Where there is no peer to ask nobody can tell what was lost.
  const auto healed = site.type({"org", "heal-fork", "--json"});
  CHECK(healed.exit == 0);
  CHECK(text_at(healed.out, "feedKey") == "feed-2");
  CHECK(site.type({"key", "list"}).out.contains("feed-2"));
  const auto service = node::feed::read_feed_service(*site.history().newest());
  REQUIRE(service);
  CHECK(service->epoch == 1);
  CHECK(site.type({"org", "heal-fork"}).err.contains("did.epoch_waits"));
  CHECK(site.type({"org", "heal-fork", "--give-up-lost"}).err.contains("did.epoch_waits"));
}

TEST_CASE("a DID is deactivated by its name, once") {
  Site site;
  site.init();
  CHECK(site.type({"org", "deactivate", "did:webvh:Qm:other.example"}).exit == 2);
  const auto known = site.type({"org", "rotate-key", "--json"});
  const auto did = text_at(known.out, "did");
  const auto ended = site.type({"org", "deactivate", did, "--json"});
  CHECK(ended.exit == 0);
  CHECK(text_at(ended.out, "versionId").starts_with("3-"));
  CHECK(site.history().newest().error().code == did::deactivated);
  CHECK(site.type({"org", "deactivate", did}).err.contains("did.deactivated"));
}

}  // namespace waarmerk::cli
