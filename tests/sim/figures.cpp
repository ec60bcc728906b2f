#include "tests/sim/figures.hpp"

#include <algorithm>
#include <cstdio>

namespace waarmerk::sim {

namespace {

constexpr std::uint8_t ihave_type = 2;
constexpr std::uint8_t entries_type = 4;

Delays delays_of(const Tracked& tracked, std::size_t nodes) {
  return {.t50 = delay_of(tracked, nodes, 500),
          .t99 = delay_of(tracked, nodes, 990),
          .t100 = delay_of(tracked, nodes, 1000)};
}

// The middle and the last of each delay; nothing, which is never, comes last.
using Delay = std::optional<std::int64_t>;
std::pair<Delay, Delay> middle_and_worst(std::vector<Delay> delays) {
  if (delays.empty()) return {};
  std::ranges::sort(delays, [](const Delay& a, const Delay& b) { return a && (!b || *a < *b); });
  return {delays[delays.size() / 2], delays.back()};
}

void sum_up(const std::vector<Delays>& all, Figures& figures) {
  for (const auto member : {&Delays::t50, &Delays::t99, &Delays::t100}) {
    std::vector<Delay> delays;
    for (const auto& one : all) delays.push_back(one.*member);
    std::tie(figures.middle.*member, figures.worst.*member) = middle_and_worst(delays);
  }
}

std::size_t some_node_up(World& world) {
  while (true) {
    const auto node = static_cast<std::size_t>(world.draw(world.nodes().size()));
    if (world.may_sign(node)) return node;
  }
}

std::size_t count_up(const World& world) {
  return static_cast<std::size_t>(
      std::ranges::count_if(world.nodes(), [](const auto& node) { return node.core != nullptr; }));
}

// Updates, one after the other, and what they cost.
void measure_updates(World& world, const Course& course, Figures& figures) {
  const auto calm_ms = (course.minutes - 3) * minute_ms;
  const auto first = world.tally().updates().size();
  world.tally().forget_traffic();
  for (std::int64_t at = 0; at < calm_ms; at += course.update_every_ms) {
    world.publish(some_node_up(world));
    world.run(course.update_every_ms);
  }
  std::vector<Delays> all;
  const auto& updates = world.tally().updates();
  for (auto i = first; i < updates.size(); ++i)
    all.push_back(delays_of(updates[i], world.nodes().size()));
  figures.updates = all.size();
  sum_up(all, figures);
  const auto shares = static_cast<double>(all.size() * world.nodes().size());
  const auto& tally = world.tally();
  figures.copies = static_cast<double>(tally.frames(entries_type)) / shares;
  figures.announcements = static_cast<double>(tally.frames(ihave_type)) / shares;
  figures.update_bytes = static_cast<double>(tally.bytes_for_updates()) / shares;
  figures.other_bytes = static_cast<double>(tally.all_bytes() - tally.bytes_for_updates()) /
                        static_cast<double>(world.nodes().size()) /
                        static_cast<double>(calm_ms / second_ms);
}

std::string text_of(const Delay& delay) {
  return delay ? std::to_string(*delay) + " ms" : std::string("never");
}

std::string text_of(const Delays& delays) {
  return "t50 " + text_of(delays.t50) + ", t99 " + text_of(delays.t99) + ", t100 " +
         text_of(delays.t100);
}

}  // namespace

Figures measure(World& world, const Course& course) {
  Figures figures;
  world.run(30 * second_ms);
  // The first updates find the tree along which the others go.
  for (int i = 0; i < 6; ++i) {
    world.publish(some_node_up(world));
    world.run(5 * second_ms);
  }
  measure_updates(world, course, figures);
  world.equivocate(some_node_up(world));
  world.run(minute_ms);
  // The one who forked has no need of being told.
  figures.fork = delays_of(world.tally().forks().back(), world.nodes().size() - 1);
  for (std::size_t i = 0; i < world.nodes().size(); ++i)
    if (world.draw(100) < course.dead_percent) world.crash(i, true);
  const auto number = world.publish(some_node_up(world));
  world.run(minute_ms);
  figures.dead = delays_of(world.tally().updates()[*number], count_up(world));
  figures.events = world.events();
  figures.state_hash = world.state_hash();
  figures.violations = world.violations();
  return figures;
}

std::string print(const Figures& figures) {
  std::array<char, 256> costs{};
  std::snprintf(costs.data(), costs.size(),
                "cost per node and update: %.2f copies, %.1f announcements, %.0f bytes; besides "
                "%.0f bytes per node and second\n",
                figures.copies, figures.announcements, figures.update_bytes, figures.other_bytes);
  std::array<char, 64> hash{};
  std::snprintf(hash.data(), hash.size(), "state %016llx\n",
                static_cast<unsigned long long>(figures.state_hash));
  std::string text = std::to_string(figures.updates) + " updates: " + text_of(figures.middle) +
                     " (median)\n  worst: " + text_of(figures.worst) + "\n" + costs.data() +
                     "fork proof: " + text_of(figures.fork) +
                     "\nwith many dead: " + text_of(figures.dead) + "\n" +
                     std::to_string(figures.events) + " events, " + hash.data();
  for (const auto& violation : figures.violations) text += "VIOLATION " + violation + "\n";
  return text;
}

}  // namespace waarmerk::sim
