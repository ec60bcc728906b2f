#include "tests/support/test_node.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <utility>

#include "crypto/json/parse.hpp"
#include "crypto/keys/secret_key.hpp"
#include "did/did_webvh.hpp"
#include "did/webvh_controller.hpp"
#include "node/actions/define_achievement.hpp"
#include "node/actions/issue_badge.hpp"
#include "node/actions/keep_current.hpp"
#include "node/actions/known_did.hpp"
#include "node/actions/own_did.hpp"
#include "node/actions/own_document.hpp"
#include "node/records/did_logs.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/webvh_history.hpp"

namespace waarmerk::tests {
namespace {

using namespace node;

std::unique_ptr<keys::Signer> new_signer(Random& random) {
  return keys::make_signer(keys::SecretKey::generate(keys::Algorithm::ed25519, random));
}

std::string begin_history(const actions::OwnDocument& wanted, MemoryRecords& memory, UnixTime now) {
  const auto document = actions::write_own_document(wanted);
  REQUIRE(document);
  const auto first = update_key(1);
  const auto begun = did::begin_webvh(document->source(),
                                      {.now = *first, .next = update_key(2)->public_key()}, now);
  REQUIRE(begun);
  storage::Batch rows;
  records::save_log(rows, did::scid_of(begun->did),
                    {begun->line + "\n", "", "own", now + second_ms});
  memory.write(rows);
  return begun->did.text();
}

actions::Identity make_self(const std::string& host, NodeMethod method, MemoryRecords& memory,
                            actions::IdentityKeys keys) {
  const auto port = host.find(':');
  const bool is_local = port != std::string::npos;  // a host with a port is on this machine
  const auto name = is_local ? host.substr(0, port) + "%3A" + host.substr(port + 1) : host;
  records::Organisation organisation{
      "did:web:" + name, "Bibliotheek", (is_local ? "http://" : "https://") + host,
      "issuing-1",       "feed",        UnixTime{0}};
  if (method == NodeMethod::webvh) {
    const actions::OwnDocument wanted{.did = did::webvh_at(organisation.url).value(),
                                      .url = organisation.url,
                                      .issuing_fragment = "issuing-1",
                                      .issuing = keys.issuing.public_key(),
                                      .feed = keys.feed.public_key()};
    organisation.did = begin_history(wanted, memory, FixedClock().now() - hour_ms);
  }
  storage::Batch rows;
  records::save_organisation(rows, organisation);
  memory.write(rows);
  const auto history = actions::load_own_history(memory.store, organisation);
  REQUIRE(history);
  auto self = actions::make_identity(organisation, keys, *history);
  REQUIRE(self);
  return *self;
}

}  // namespace

TestNode::TestNode(const std::string& host, std::uint64_t seed, NodeMethod method)
    : random(seed),
      issuing(new_signer(random)),
      feed_signer(new_signer(random)),
      self(make_self(host, method, memory, {*issuing, *feed_signer})),
      publisher(self, memory.records, clock, feed::Standing::safe),
      ports{clock, random, self, memory.records, publisher, fetcher},
      evidence(ports, {}) {
  REQUIRE(run_task(actions::keep_current(ports)));
}

void TestNode::add_line(const actions::OwnDocument& wanted) {
  const auto known = actions::get_log(memory.store, self.did);
  REQUIRE(known);
  const auto log = did::WebvhLog::read(known->log, did::scid_of(self.did), clock.now());
  const auto number = static_cast<std::uint8_t>(log.entries().size() + 1);
  const auto update = update_key(number);
  const did::WebvhKeys keys{
      .now = *update, .next = update_key(static_cast<std::uint8_t>(number + 1))->public_key()};
  const auto line = did::continue_webvh(
      log.entries().back(), actions::write_own_document(wanted)->source(), keys, clock.now());
  REQUIRE(line);
  storage::Batch rows;
  records::save_log(rows, did::scid_of(self.did),
                    {known->log + *line + "\n", "", "own", clock.now() + second_ms});
  memory.write(rows);
}

void TestNode::tell_new_key(std::optional<UnixTime> compromised_since) {
  const auto versions =
      actions::load_own_history(memory.store, records::load_organisation(memory.store)->value());
  REQUIRE(versions);
  const auto number = (*versions)->versions().size() + 1;
  actions::OwnDocument wanted{.did = self.did,
                              .url = self.url,
                              .issuing_fragment = "issuing-" + std::to_string(number),
                              .issuing = update_key(200)->public_key(),
                              .feed = feed_signer->public_key()};
  if (compromised_since) {
    wanted.withdrawn = {{"issuing-1", issuing->public_key(), {}, *compromised_since}};
  }
  add_line(wanted);
  REQUIRE(run_task(actions::keep_current(ports)));
}

void TestNode::move_to(const std::string& place) {
  auto organisation = records::load_organisation(memory.store)->value();
  organisation.url = "https://" + place;
  organisation.did =
      std::string(did::lasting_part(self.did.text())) + ":" + replaced_all(place, "/", ":");
  auto former = actions::former_names(self.document);
  former.push_back(self.did.text());
  add_line({.did = did::Did::parse(organisation.did).value(),
            .url = organisation.url,
            .issuing_fragment = "issuing-1",
            .issuing = issuing->public_key(),
            .feed = feed_signer->public_key(),
            .former = former});
  storage::Batch rows;
  records::save_organisation(rows, organisation);
  memory.write(rows);
  clock.advance(2 * second_ms);
  start_anew();
}

void TestNode::start_anew() {
  const auto organisation = records::load_organisation(memory.store)->value();
  auto now = actions::make_identity(organisation, {*issuing, *feed_signer},
                                    *actions::load_own_history(memory.store, organisation));
  REQUIRE(now);
  std::destroy_at(&self);  // what was built on it sees the new one
  std::construct_at(&self, std::move(*now));
  publisher.go_on();
  REQUIRE(run_task(actions::keep_current(ports)));
}

std::string TestNode::define(const std::string& name) {
  const auto definition = json::parse(R"({"name":")" + name + R"(","description":"Helps others.",
    "achievementType":"Badge","criteria":{"narrative":"Helped at ten afternoons."}})");
  REQUIRE(definition);
  const auto kept = run_task(actions::define_achievement(ports, *definition));
  REQUIRE(kept);
  return id_of(*kept);
}

json::Document TestNode::award(const std::string& achievement_id) {
  actions::Award award{.achievement_id = achievement_id, .subject_id = someone};
  auto secured = run_task(actions::award_badge(ports, std::move(award)));
  REQUIRE(secured);
  return *secured;
}

std::string id_of(const json::Document& document) {
  return std::string(document.root().find("id").and_then(&json::Value::string).value_or(""));
}

}  // namespace waarmerk::tests
