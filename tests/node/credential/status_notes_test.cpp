#include "node/credential/status_notes.hpp"

#include <doctest/doctest.h>

#include "tests/support/badge_builder.hpp"

namespace waarmerk::node::credential {
namespace {

std::vector<Check> notes_of(const Provenance& from) {
  StatusFindings findings{};
  add_notes(findings, from,
            {.now = tests::badge_now,
             .time = tests::badge_now,
             .issuer = "did:web:a.example",
             .issuer_name = ""});
  return findings.checks;
}

}  // namespace

TEST_CASE("nothing is added where the issuer speaks for itself") {
  CHECK(notes_of({}).empty());
  Provenance from;
  from.issuer.liveness = Liveness::closed;
  CHECK(notes_of(from).empty());  // since when is not known
}

TEST_CASE("that an issuer spoke its last word is told with its time, and who goes on by name") {
  Provenance from;
  from.issuer.liveness = Liveness::closed;
  from.last_heard = tests::badge_now;
  from.custodian = "did:web:town.example";
  const auto notes = notes_of(from);
  REQUIRE(notes.size() == 2);
  CHECK(notes[0].finding == Finding::status_continued);
  CHECK(notes[0].sentence.contains("did:web:town.example"));
  CHECK(notes[1].finding == Finding::issuer_closed);
  CHECK(notes[1].sentence.contains("did:web:a.example"));
}

}  // namespace waarmerk::node::credential
