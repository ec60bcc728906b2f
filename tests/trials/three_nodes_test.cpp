// A library awards, an employer checks, the library revokes and is gone: three nodes, of which the
// employer knows only the municipality, and the municipality only the library.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/support/eventually.hpp"
#include "tests/support/trial_node.hpp"

namespace waarmerk::tests {
namespace {

/// Requests that the library answered. Reading the number is counted too.
double requests_at(TrialNode& node) { return node.metric("waarmerk_http_requests_total"); }

/// One letter of a name in the badge is another.
std::string tampered(std::string credential) {
  const auto at = credential.find("Digitaal");
  REQUIRE(at != std::string::npos);
  credential[at] = 'd';
  return credential;
}

struct Town {
  explicit Town(DidForm form)
      : library({.name = "Bibliotheek", .did = form}),
        municipality({.name = "Gemeente", .peers = {library.organisation.url()}}),
        employer({.name = "Werkgever", .peers = {municipality.organisation.url()}}) {}

  /// The library's feed is everywhere.
  bool spread() {
    return municipality.catches_up_with(library) && employer.catches_up_with(library);
  }
  /// The library's process and all its files are gone.
  void end_library() {
    library.process.kill();
    library.organisation.destroy();
  }

  TrialNode library;
  TrialNode municipality;
  TrialNode employer;
};

/// The employer and the municipality know what the library last said of the two badges.
void check_memory(TrialNode& node, const Awarded& kept, const Awarded& revoked) {
  const auto genuine = node.verify(kept.credential);
  CHECK(genuine.status == 200);
  CHECK(genuine.text("verdict.code") == "badge.genuine");
  CHECK(genuine.text("verdict.status.source") == "gossip");
  CHECK_FALSE(genuine.text("verdict.status.asOf").empty());
  CHECK_FALSE(genuine.text("verdict.status.issuer.lastHeard").empty());
  CHECK(genuine.flag("verdict.phonedHome") == false);
  CHECK(node.verdict_code(revoked.credential) == "badge.revoked");
  const auto changed = node.verify(tampered(kept.credential));
  CHECK(changed.status == 400);
  CHECK(changed.text("verdict.code") == "badge.bad_signature");
  CHECK(changed.text("verdict.outcome") == "not_genuine");
}

TEST_CASE("a revocation reaches an employer that never asks the library, and outlives it") {
  Town town(DidForm::web);
  const auto definition = town.library.define();
  const auto kept = town.library.award(definition);
  const auto lost = town.library.award(definition);
  REQUIRE(town.spread());

  SUBCASE("the library is not told who checks") {
    // The municipality polls the library, so it is still for the time of the count.
    CHECK(town.municipality.process.stop() == 0);
    const auto before = requests_at(town.library);
    const auto genuine = town.employer.verify(kept.credential);
    CHECK(genuine.flag("verified") == true);
    CHECK(genuine.text("verdict.code") == "badge.genuine");
    CHECK(genuine.text("verdict.status.source") == "gossip");
    CHECK(genuine.flag("verdict.phonedHome") == false);
    CHECK(town.employer.verdict_code(lost.credential) == "badge.genuine");
    CHECK(requests_at(town.library) == before + 1);  // our own look at the number
  }
  SUBCASE("what the library changes travels, and stays when the library is gone") {
    town.library.change(kept, "suspend");
    town.library.change(lost, "revoke");
    REQUIRE(town.spread());
    CHECK(town.employer.verdict_code(lost.credential) == "badge.revoked");
    CHECK(town.employer.verdict_code(kept.credential) == "badge.suspended");
    town.library.change(kept, "reinstate");
    REQUIRE(town.spread());

    town.end_library();
    check_memory(town.employer, kept, lost);
    check_memory(town.municipality, kept, lost);
    CHECK(town.employer.process.stop() == 0);
    town.employer.process.start();
    check_memory(town.employer, kept, lost);

    // Who never heard the library's keys while it lived cannot know whose signature this is.
    TrialNode late({.name = "Uitzendbureau", .peers = {town.municipality.organisation.url()}});
    REQUIRE(late.catches_up_with(town.municipality));
    const auto unknown = late.verify(kept.credential);
    CHECK(unknown.flag("verified") == false);
    CHECK(unknown.text("verdict.outcome") == "cannot_be_checked");
    CHECK(late.verify(lost.credential).text("verdict.outcome") == "cannot_be_checked");
  }
}

TEST_CASE("of a library that is its own key, a late comer knows all from a peer") {
  Town town(DidForm::key);
  const auto definition = town.library.define();
  const auto kept = town.library.award(definition);
  const auto lost = town.library.award(definition);
  town.library.change(lost, "revoke");
  REQUIRE(town.spread());
  const auto feed = town.library.feed();
  town.end_library();
  check_memory(town.employer, kept, lost);

  TrialNode late({.name = "Uitzendbureau", .peers = {town.municipality.organisation.url()}});
  REQUIRE(late.catches_up(feed, town.municipality));
  check_memory(late, kept, lost);
}

TEST_CASE("what a witness says comes by links, where nobody who is asked by HTTP keeps it") {
  TrialNode library({.name = "Bibliotheek"});
  const auto badge = library.award(library.define());
  const std::vector peers{library.organisation.url()};
  TrialNode school({.name = "School", .peers = peers});
  REQUIRE(school.catches_up_with(library));
  CHECK(school.process.stop() == 0);
  school.organisation.configure(peers, "[witness]\nenabled = true\n");
  school.process.start();
  const auto witness = school.caller.get("/v1/node").text("witness");
  TrialNode employer({.name = "Werkgever",
                      .peers = peers,
                      .settings = "[policy]\ntrusted_witnesses = [\"" + witness + "\"]\n"});
  REQUIRE(employer.catches_up_with(library));
  std::string grade;
  CHECK(eventually([&] {
    grade = employer.verify(badge.credential).text("verdict.status.assurance");
    return grade == "A";
  }));
  CHECK(grade == "A");
  CHECK(library.caller.get("/bot/1/w/" + witness + "/latest").status == 404);
}

}  // namespace
}  // namespace waarmerk::tests
