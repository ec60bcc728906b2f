#include "node/actions/confirm_did.hpp"

#include <doctest/doctest.h>

#include "crypto/json/parse.hpp"
#include "did/webvh_witnessing.hpp"
#include "tests/support/own_lines.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/survival.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::Survival;

struct Scene : Survival {
  did::WebvhWitnesses school_alone() const { return {1, {school->witness().text()}}; }
  Result<std::string> ask(const std::string& line) { return ask(line, library->home.self.did); }
  Result<std::string> ask(const std::string& line, const did::Did& did) {
    return run_task(confirm_did(school->ports, *school->role, {did, line}));
  }
};

}  // namespace

TEST_CASE("a witness confirms the next line of a history that it holds, as often as it is asked") {
  Scene scene;
  const auto line = tests::line_naming(scene.library->home, scene.school_alone());
  const auto said = scene.ask(line);
  REQUIRE(said);
  const auto by = did::confirmer_of(*said, tests::version_in(line));
  REQUIRE(by);
  CHECK(*by == scene.school->witness().text());
  CHECK(scene.ask(line));
}

TEST_CASE("a witness confirms one line in each place, and no other") {
  Scene scene;
  REQUIRE(scene.ask(tests::line_naming(scene.library->home, scene.school_alone())));
  scene.library->home.clock.advance(5 * second_ms);
  const auto other = tests::line_naming(scene.library->home, scene.school_alone());
  CHECK(scene.ask(other).error().code == other_confirmed);
}

TEST_CASE("a witness confirms nothing that does not name it, does not follow, or is not held") {
  Scene scene;
  const auto stranger = "did:key:" + tests::multikey(77);
  const auto line = tests::line_naming(scene.library->home, {1, {stranger}});
  CHECK(scene.ask(line).error().code == not_named);
  CHECK(scene.ask("{}").error().code == did::bad_log);
  const auto good = tests::line_naming(scene.library->home, scene.school_alone());
  CHECK(scene.ask(tests::replaced_all(good, "\"threshold\":1", "\"threshold\":2")).error().code ==
        did::bad_log);
  CHECK(scene.ask(good + "\n" + good).error().code == did::bad_log);
  const auto unknown =
      did::Did::parse("did:webvh:" + std::string(46, 'Q') + ":library.example").value();
  CHECK(scene.ask(good, unknown).error().code == did::not_found);
  // None of that was confirmed, so the good one still can be.
  CHECK(scene.ask(good));
}

}  // namespace waarmerk::node::actions
