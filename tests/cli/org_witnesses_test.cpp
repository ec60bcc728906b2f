// Tests of `org name-witnesses`.
#include <doctest/doctest.h>

#include <string>

#include "crypto/keys/multikey.hpp"
#include "node/records/own_lines.hpp"
#include "tests/support/own_site.hpp"
#include "tests/support/webvh_history.hpp"

namespace waarmerk::cli {
namespace {

using tests::OwnSite;
using tests::text_at;

std::string witness(std::uint8_t seed) { return "did:key:" + tests::multikey(seed); }

}  // namespace

TEST_CASE("a line that names witnesses waits for them, and nothing follows it") {
  OwnSite site;
  site.init();
  site.desk.clock.advance(day_ms);
  const auto named =
      site.type({"org", "name-witnesses", witness(7), witness(8), "--threshold", "1", "--json"});
  CHECK(named.exit == 0);
  CHECK(text_at(named.out, "state") == "waiting");
  CHECK(site.history().versions().size() == 1);
  const auto waiting = node::records::find_waiting_line(*site.store());
  REQUIRE(waiting);
  REQUIRE(*waiting);
  CHECK((*waiting)->line.contains(witness(8)));
  const auto next = site.type({"org", "rotate-key"});
  CHECK(next.exit == 6);
  CHECK(next.err.contains("(did.line_waits)"));
}

TEST_CASE("that there are no witnesses is in force at once where there were none") {
  OwnSite site;
  site.init();
  const auto none = site.type({"org", "name-witnesses", "--none", "--json"});
  CHECK(none.exit == 0);
  CHECK(text_at(none.out, "state") == "in_force");
  CHECK(site.history().versions().size() == 2);
}

TEST_CASE("witnesses that no reader would accept are refused before anything changes") {
  OwnSite site;
  site.init();
  CHECK(site.type({"org", "name-witnesses"}).exit == 2);
  CHECK(site.type({"org", "name-witnesses", "--none", "--threshold", "1"}).exit == 2);
  CHECK(site.type({"org", "name-witnesses", witness(7), "--threshold", "2"}).exit == 2);
  CHECK(site.type({"org", "name-witnesses", witness(7), "--threshold", "0"}).exit == 2);
  const auto twice = site.type({"org", "name-witnesses", witness(7), witness(7)});
  CHECK(twice.err.contains("(did.bad_log)"));
  CHECK(site.type({"org", "name-witnesses", "did:web:town.example"}).err.contains("did.bad_log"));
  CHECK(site.history().versions().size() == 1);
}

}  // namespace waarmerk::cli
