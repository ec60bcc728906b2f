// Thirty organisations, each with a real node on a host of its own, far from the others: what one
// withdraws all come to know, after the network was cut, and after a backup was put back.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "tests/network/town.hpp"
#include "tests/support/followed_feed.hpp"

namespace waarmerk::tests {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t nodes = 30;
constexpr std::size_t half = nodes / 2;
constexpr std::chrono::seconds patience{90};  // thirty processes under a sanitizer on two cores
constexpr std::chrono::milliseconds look_again{20};

double seconds_since(steady_clock::time_point begin) {
  return std::chrono::duration<double>(steady_clock::now() - begin).count();
}

/// The library, and whom it tells.
struct Story {
  Story() : town(nodes, {}) {
    feed = town.at(0, [](TrialNode& node) { return node.feed(); });
    definition = town.at(0, [](TrialNode& node) { return node.define(); });
  }

  Awarded award() {
    return town.at(0, [&](TrialNode& node) { return node.award(definition); });
  }
  /// What the library's feed ends with then.
  std::string revoke(const Awarded& badge) {
    return town.at(0, [&](TrialNode& node) {
      node.change(badge, "revoke");
      return node.head_of(feed);
    });
  }
  std::string head_at(std::size_t place) { return head_at(place, feed); }
  std::string head_at(std::size_t place, const std::string& of) {
    return town.at(place, [&](TrialNode& node) { return node.head_of(of); });
  }
  std::string code_at(std::size_t place, const Awarded& badge) {
    return town.at(place, [&](TrialNode& node) { return node.verdict_code(badge.credential); });
  }

  /// When each of the first `count` nodes held the head, in order; fewer where some never did.
  std::vector<double> spread(const std::string& head, std::size_t count) {
    return spread({.feed = feed, .head = head, .first = 0, .last = count});
  }
  /// Among the nodes from `first` up to `last`.
  struct News {
    std::string feed;
    std::string head;
    std::size_t first = 0;
    std::size_t last = nodes;
  };
  std::vector<double> spread(const News& news) {
    const auto begin = steady_clock::now();
    std::vector<double> times;
    std::vector<bool> holds(news.last);
    while (times.size() < news.last - news.first && steady_clock::now() - begin < patience) {
      for (std::size_t i = news.first; i < news.last; ++i) {
        if (holds[i] || head_at(i, news.feed) != news.head) continue;
        holds[i] = true;
        times.push_back(seconds_since(begin));
      }
      std::this_thread::sleep_for(look_again);
    }
    return times;
  }
  /// Something that the last node says reaches all from `first` on.
  bool last_is_heard_from(std::size_t first) {
    News news{.feed = {}, .head = {}, .first = first};
    town.at(nodes - 1, [&](TrialNode& node) {
      node.define();
      news.feed = node.feed();
      news.head = node.head_of(news.feed);
    });
    return spread(news).size() == nodes - first;
  }
  /// Waits for the spread and prints what it took.
  bool reaches(const char* what, const std::string& head, std::size_t count) {
    const auto bytes_before = town.bytes();
    const auto times = spread(head, count);
    if (times.size() < count) return false;
    std::printf("network: %s: half of %zu after %.2f s, all after %.2f s", what, count,
                times[count / 2], times.back());
    const auto kilobytes = static_cast<double>(town.bytes() - bytes_before) / 1e3;
    if (town.why_near().empty()) {
      std::printf("; %.1f kB a node", kilobytes / static_cast<double>(count));
    }
    std::printf("\n");
    return true;
  }

  Town town;
  std::string feed;
  std::string definition;
};

void cut_and_heal(Story& story, const Awarded& badge) {
  story.town.cut_after(half);
  const auto before = story.head_at(nodes - 1);
  const auto head = story.revoke(badge);
  CHECK(story.reaches("on this side of the cut", head, half));
  CHECK(story.last_is_heard_from(half));  // they go on talking, and do not hear of it
  for (std::size_t i = half; i < nodes; ++i) CHECK(story.head_at(i) == before);
  CHECK(story.code_at(nodes - 1, badge) == "badge.genuine");
  story.town.cut_after(0);
  CHECK(story.reaches("after the network healed", head, nodes));
  CHECK(story.code_at(nodes - 1, badge) == "badge.revoked");
}

TEST_CASE("thirty nodes learn of a revocation, through a cut and a backup that was put back") {
  Story story;
  Town& town = story.town;
  if (!town.why_near().empty()) {
    MESSAGE(
        "skipped: distance, loss and a cut of the wire were not tried, and all nodes are on one "
        "host: "
        << town.why_near());
  }
  const auto first = story.award(), second = story.award(), third = story.award();
  REQUIRE(story.spread(story.head_at(0), nodes).size() == nodes);
  town.at(0, [](TrialNode& node) {
    CHECK(node.process.stop() == 0);
    node.organisation.copy_to("backup");
    node.process.start();
  });

  REQUIRE(story.reaches("a revocation", story.revoke(first), nodes));
  for (std::size_t i = 0; i < nodes; i += 7) {
    CHECK(story.code_at(i, first) == "badge.revoked");
    CHECK(story.code_at(i, second) == "badge.genuine");
  }
  cut_and_heal(story, second);

  town.at(0, [](TrialNode& node) {
    CHECK(node.process.stop() == 0);
    node.organisation.restore("backup");
    node.process.start();
  });
  const auto restored = story.code_at(0, second);
  CHECK(restored == "badge.revoked");  // it learnt from the others what it had said
  CHECK(story.reaches("after the backup was put back", story.revoke(third), nodes));
  for (std::size_t i = 0; i < nodes; ++i) {
    CHECK(town.at(i, [](TrialNode& node) { return forks_held_by(node).empty(); }));
  }
  CHECK(story.code_at(nodes - 1, third) == "badge.revoked");
  if (town.lost() > 0) std::printf("network: %ju packets lost\n", std::uintmax_t{town.lost()});
}

}  // namespace
}  // namespace waarmerk::tests
