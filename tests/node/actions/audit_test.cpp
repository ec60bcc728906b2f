#include "node/actions/audit.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/records/families.hpp"
#include "tests/support/step_background.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

using credential::Finding;
using credential::Verdict;

Verdict verdict_of(std::string issuer, Finding about_issuer = Finding::issuer_good) {
  Verdict verdict{.outcome = credential::Outcome::genuine, .finding = Finding::issuer_good};
  verdict.checks = {{Finding::signature_good, "The signature is good.", "detail"},
                    {about_issuer, "It is theirs.", "more"},
                    {Finding::signature_good, "Another one.", {}}};
  verdict.issuer = std::move(issuer);
  verdict.subject = "did:key:zSomebody";
  verdict.status = {.word = credential::StatusWord::not_revoked, .grade = credential::Grade::b};
  return verdict;
}

std::string issuer_kept(const std::string& issuer, Finding about_issuer = Finding::issuer_good) {
  return decision_of(verdict_of(issuer, about_issuer), {}).issuer;
}

struct Scene {
  Audit load(const Audit::Options& options = {.is_on = true}) {
    return Audit::load(employer.ports, background, options).value();
  }
  std::vector<records::AuditedDecision> kept() {
    tests::settle(context);
    return records::list_decisions(employer.memory.store, {.limit = 10'000}).value();
  }

  boost::asio::io_context context;
  tests::StepBackground background{context};
  tests::TestNode employer{"employer.example"};
};

}  // namespace

TEST_CASE("of a verdict the outcome, each code once, the grade and the issuer are kept") {
  const auto kept = decision_of(verdict_of("did:web:library.example"), {{5}, 6});
  CHECK(kept.place == records::AuditPlace{{5}, 6});
  CHECK(kept.outcome == "genuine");
  CHECK(kept.code == "badge.genuine");
  CHECK(kept.codes == std::vector<std::string>{"badge.signature_good", "badge.issuer_good"});
  CHECK(kept.status == "not_revoked");
  CHECK(kept.grade == "B");
  CHECK(kept.issuer == "did:web:library.example");
}

TEST_CASE("an issuer is named where it signed, by a host or by its feed") {
  const std::string scid(46, 'Q');
  CHECK(issuer_kept("did:webvh:" + scid + ":library.example") ==
        "did:webvh:" + scid + ":library.example");
  const std::string path = "did:web:library.example:jan";
  CHECK(issuer_kept(path) == feed::print_feed_id(feed::feed_id_of(*did::Did::parse(path))));
  const std::string key = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
  CHECK(issuer_kept(key) == feed::print_feed_id(feed::feed_id_of(*did::Did::parse(key))));
  CHECK(issuer_kept("did:web:library.example", Finding::wrong_controller).empty());
  CHECK(issuer_kept("Jan Jansen").empty());
  CHECK(issuer_kept("did:key:zSomebody").empty());  // who gave it to himself
}

TEST_CASE("nothing is kept where the operator does not want it") {
  Scene scene;
  auto audit = scene.load({});
  CHECK_FALSE(audit.is_on());
  audit.note(verdict_of("did:web:library.example"));
  CHECK(scene.kept().empty());
}

TEST_CASE("a decision is kept for ninety days, also where no more are kept by then") {
  Scene scene;
  auto audit = scene.load();
  audit.note(verdict_of("did:web:library.example"));
  const auto kept = scene.kept();
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].place.at == scene.employer.clock.now());
  auto off = scene.load({});
  scene.employer.clock.advance(90 * day_ms);
  off.review();
  CHECK(scene.kept().size() == 1);
  scene.employer.clock.advance(1);
  off.review();
  CHECK(scene.kept().empty());
}

TEST_CASE("where there is no room the oldest go") {
  Scene scene;
  auto audit = scene.load({.is_on = true, .decisions_max = 3});
  const auto note = [&] {
    scene.employer.clock.advance(1);
    audit.note(verdict_of("did:web:library.example"));
    return scene.kept().size();
  };
  CHECK(note() == 1);
  CHECK(note() == 2);
  CHECK(note() == 3);
  CHECK(note() == 1);  // all that fit went at once
  auto again = scene.load({.is_on = true, .decisions_max = 1});
  scene.employer.clock.advance(1);
  again.note(verdict_of("did:web:library.example"));
  CHECK(scene.kept().size() == 1);
}

}  // namespace waarmerk::node::actions
