#include "node/network_log.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/mesh/error_codes.hpp"
#include "tests/support/fixed_clock.hpp"

namespace waarmerk::node {

TEST_CASE("what comes is counted, whichever way it came, and what is wrong is told") {
  const tests::FixedClock clock;
  std::string text;
  ops::Log log(clock, ops::Level::info, [&](std::string_view line) { text += line; });
  ops::Metrics metrics;
  NetworkLog noted(log, metrics);
  gossip::HeadMoved moved{.head = {}, .entries = 3};
  moved.head.seq = 7;
  noted.note(gossip::Event(moved));
  noted.note(mesh::Event(mesh::HeadMoved{}));
  CHECK(metrics.print().contains("waarmerk_feed_entries_total 4"));
  CHECK(text.contains("\"seq\":7"));
  noted.note(mesh::Event(mesh::ForkFound{.feed = {}, .seq = 5}));
  CHECK(metrics.print().contains("waarmerk_forks_total 1"));
  CHECK(text.contains("\"event\":\"fork_found\""));
  noted.note(mesh::Event(
      mesh::Misbehaved{.link = mesh::LinkId(1), .what = "too many frames", .left_alone = {}}));
  CHECK(text.contains("\"reason\":\"too many frames\""));
  noted.note(gossip::Event(
      gossip::PeerFailing{.peer = gossip::PeerId(1), .failures = 2, .reason = "status 500"}));
  CHECK(text.contains("\"failures\":2"));
  noted.note(mesh::Event(mesh::StrangersRefused{mesh::LinkId(1), {mesh::too_many_strangers, ""}}));
  CHECK(metrics.print().contains("waarmerk_strangers_refused_total 1"));
  CHECK(text.contains("\"code\":\"mesh.too_many_strangers\""));
  noted.note_own_feed_ahead(9);
  CHECK(text.contains("\"event\":\"own_feed_ahead\""));
}

}  // namespace waarmerk::node
