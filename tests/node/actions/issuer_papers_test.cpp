#include "node/actions/issuer_papers.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "node/actions/change_status.hpp"
#include "node/actions/held_evidence.hpp"
#include "node/actions/keep_list.hpp"
#include "node/actions/known_did.hpp"
#include "node/actions/verify_badge.hpp"
#include "node/kit/bundle.hpp"
#include "tests/support/survival.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::NodeMethod;
using tests::TestNode;

std::string papers_of(const TestNode& library) {
  const auto kit =
      make_papers(library.memory.store, library.memory.records.feeds, library.self.feed);
  REQUIRE(kit);
  REQUIRE(*kit);
  return kit::write_kit(**kit);
}

/// A machine that knows what it read, and reaches nobody.
struct Machine {
  explicit Machine(WitnessPolicy counted = {}) : policy(std::move(counted)) {}

  Result<void> read(const std::string& papers) {
    PapersReader reader(node.memory.store, node.clock.now());
    TRY_OK(reader.read(papers));
    return reader.finish();
  }
  credential::Verdict verify(const json::Document& badge) {
    HeldEvidence held(node.ports, policy);
    credential::Verification verification(badge.text(), {.now = node.clock.now()});
    return tests::run_task(verify_badge(std::move(verification), held, node.clock));
  }
  bool knows(const TestNode& library) const {
    return find_documents(node.memory.store, library.self.did).value().has_value();
  }

  TestNode node{"machine.example", 99};
  WitnessPolicy policy;
};

/// With the first `from` in it made `to`.
std::string changed(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("badges of twenty issuers are judged by one bundle, and nobody is asked") {
  std::vector<std::unique_ptr<TestNode>> libraries;
  std::vector<json::Document> badges;
  kit::BundleWriter writer;
  Bytes bundle;
  for (std::uint64_t i = 1; i <= 20; ++i) {
    const auto host = "library-" + std::to_string(i) + ".example";
    libraries.push_back(std::make_unique<TestNode>(host, i, NodeMethod::webvh));
    auto& library = *libraries.back();
    badges.push_back(library.award(library.define("Taalmaatje")));
    if (i == 7) {
      REQUIRE(
          tests::run_task(change_status(library.ports, {.badge_id = tests::id_of(badges.back())})));
    }
    append(bundle, *writer.add(papers_of(library)));
  }
  append(bundle, writer.end());
  Machine machine;
  machine.node.clock.set(libraries.front()->clock.now() + minute_ms);
  kit::BundleReader reader;
  for (const auto& papers : *reader.take(bundle)) CHECK(machine.read(papers));
  CHECK(reader.end() == 20U);
  for (std::size_t i = 0; i < badges.size(); ++i) {
    CAPTURE(i);
    const auto verdict = machine.verify(badges[i]);
    CHECK(verdict.code() == (i == 6 ? "badge.revoked" : "badge.genuine"));
    CHECK_FALSE(verdict.phoned_home);
    CHECK(verdict.status.source == credential::Source::bundle);
    CHECK(verdict.status.issuer.liveness == credential::Liveness::live);
  }
  machine.node.clock.advance(700 * day_ms);
  const auto later = machine.verify(badges.front());
  CHECK(later.code() == "badge.status_stale");
  CHECK(later.status.grade == credential::Grade::d);
  CHECK(later.status.issuer.liveness == credential::Liveness::silent);
}

TEST_CASE("what was changed in an issuer's papers is not taken, nor the rest of them") {
  TestNode library("library.example", 1, NodeMethod::webvh);
  TestNode other("other.example", 2, NodeMethod::webvh);
  static_cast<void>(library.award(library.define("Taalmaatje")));
  static_cast<void>(other.award(other.define("Taalmaatje")));
  const auto papers = papers_of(library);
  Machine machine;
  machine.node.clock.set(library.clock.now() + minute_ms);
  SUBCASE("the history") {
    const auto code = machine.read(changed(papers, "library.example", "library.exampel")).error();
    CHECK(code.code == did::bad_log);
  }
  SUBCASE("a list") {
    const auto result =
        machine.read(changed(papers, "\\\"proofValue\\\":\\\"z", "\\\"proofValue\\\":\\\"z2"));
    REQUIRE_FALSE(result);
  }
  SUBCASE("an entry") {
    const auto code = machine.read(changed(papers, "uQlQBA", "uQlQBB")).error().code;
    CHECK(code == papers_unproven);
  }
  SUBCASE("the papers of another") {
    auto kit = kit::read_kit(papers).value();
    kit.headers = kit::read_kit(papers_of(other))->headers;
    CHECK(machine.read(kit::write_kit(kit)).error().code == papers_unproven);
  }
  SUBCASE("no papers at all") { CHECK(machine.read("{}").error().code == kit::malformed); }
  CHECK_FALSE(machine.knows(library));
  CHECK(machine.read(papers_of(other)));
  CHECK(machine.read(papers));
  CHECK(machine.knows(library));
}

TEST_CASE("a did:web has no papers, and cannot bring any") {
  TestNode library("library.example");
  static_cast<void>(library.award(library.define("Taalmaatje")));
  CHECK_FALSE(*make_papers(library.memory.store, library.memory.records.feeds, library.self.feed));
  Machine machine;
  CHECK(machine.read(kit::write_kit({.issuer = library.self.did})).error().code == papers_unproven);
}

TEST_CASE("older papers take back nothing") {
  TestNode library("library.example", 1, NodeMethod::webvh);
  const auto badge = library.award(library.define("Taalmaatje"));
  const auto before = papers_of(library);
  library.clock.advance(hour_ms);
  REQUIRE(tests::run_task(change_status(library.ports, {.badge_id = tests::id_of(badge)})));
  const auto after = papers_of(library);
  Machine machine;
  machine.node.clock.set(library.clock.now() + minute_ms);
  PapersReader reader(machine.node.memory.store, machine.node.clock.now());
  REQUIRE(reader.read(after));
  REQUIRE(reader.read(before));
  REQUIRE(reader.finish());
  CHECK(machine.verify(badge).code() == "badge.revoked");
}

TEST_CASE("what witnesses said comes along, and counts by the reader's own policy") {
  tests::Survival scene;
  const auto kit = make_papers(scene.employer->ports.records.store,
                               scene.employer->ports.records.feeds, scene.library->home.self.feed);
  REQUIRE(kit);
  REQUIRE(*kit);
  REQUIRE_FALSE((*kit)->proofs.empty());
  CHECK((*kit)->badge.empty());
  Machine machine(scene.policy);
  machine.node.clock.set(scene.now());
  REQUIRE(machine.read(kit::write_kit(**kit)));
  const auto verdict = machine.verify(scene.badge);
  CHECK(verdict.code() == "badge.genuine");
  CHECK(verdict.status.issuer.witnesses.agree == 1);
  Machine stranger;
  stranger.node.clock.set(scene.now());
  REQUIRE(stranger.read(kit::write_kit(**kit)));
  CHECK(stranger.verify(scene.badge).status.issuer.witnesses.agree == 0);
  auto broken = **kit;
  broken.proofs.front().path.clear();
  CHECK_FALSE(stranger.read(kit::write_kit(broken)));
}

}  // namespace waarmerk::node::actions
