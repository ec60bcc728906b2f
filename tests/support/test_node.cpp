#include "tests/support/test_node.hpp"

#include <doctest/doctest.h>

#include "crypto/json/parse.hpp"
#include "crypto/keys/secret_key.hpp"
#include "node/actions/define_achievement.hpp"
#include "node/actions/issue_badge.hpp"
#include "node/actions/keep_current.hpp"
#include "tests/support/run_task.hpp"

namespace waarmerk::tests {
namespace {

using namespace node;

std::unique_ptr<keys::Signer> new_signer(Random& random) {
  return keys::make_signer(keys::SecretKey::generate(keys::Algorithm::ed25519, random));
}

actions::Identity make_self(const std::string& host, const keys::Signer& issuing,
                            const keys::Signer& feed) {
  const records::Organisation organisation{"did:web:" + host, "Bibliotheek", "https://" + host,
                                           "issuing-1",       "feed",        UnixTime{0}};
  auto self = actions::make_identity(organisation, {issuing, feed});
  REQUIRE(self);
  return *self;
}

}  // namespace

TestNode::TestNode(const std::string& host, std::uint64_t seed)
    : random(seed),
      issuing(new_signer(random)),
      feed_signer(new_signer(random)),
      self(make_self(host, *issuing, *feed_signer)),
      publisher(self, memory.records, clock, feed::Standing::safe),
      ports{clock, random, self, memory.records, publisher, fetcher},
      evidence(ports, {}) {
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
