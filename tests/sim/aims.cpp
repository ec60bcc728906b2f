#include "tests/sim/aims.hpp"

#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <optional>

namespace waarmerk::sim {

namespace {

std::string ms(const std::optional<std::int64_t>& delay) {
  return delay ? std::to_string(*delay) + " ms" : std::string("never");
}

bool within(const std::optional<std::int64_t>& delay, std::int64_t most) {
  return delay && *delay <= most;
}

std::string rounded(double number) { return std::to_string(std::llround(number)); }

}  // namespace

void measure_network(const Large& large, Measured& measured) {
  const auto begin = std::chrono::steady_clock::now();
  World world(
      {.seed = large.seed, .nodes = static_cast<std::size_t>(large.nodes), .reads_all = false});
  measured.figures = measure(world, {.minutes = static_cast<std::int64_t>(large.minutes)});
  measured.wall_seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void measure_rest(const Large& large, Measured& measured) {
  measured.equal = compare_heads(large.seed, {.newer = 0});
  measured.ten = compare_heads(large.seed, {.newer = 10});
  measured.restores = large.restores;
  measured.restored = restore_often(large.seed, large.restores, {});
}

std::vector<Aim> aims_of(const Measured& measured) {
  const auto& figures = measured.figures;
  const auto& ten = measured.ten;
  const auto& restored = measured.restored;
  return {
      {"an update at 99 % of the nodes", "1000 ms",
       ms(figures.middle.t99) + " (median; worst " + ms(figures.worst.t99) + ", all after " +
           ms(figures.worst.t100) + ")",
       within(figures.middle.t99, second_ms)},
      {"30 % dead, unnoticed: at all others", "60 s", ms(figures.dead.t100),
       within(figures.dead.t100, minute_ms)},
      {"bytes per node and update", "1500", rounded(figures.update_bytes),
       figures.update_bytes <= 1500},
      {"a fork proof at 99 %", "2000 ms", ms(figures.fork.t99),
       within(figures.fork.t99, 2 * second_ms)},
      {"10,000 equal heads", "23 B", std::to_string(measured.equal.bytes) + " B",
       measured.equal.bytes <= 23},
      {"ten of 10,000 heads that differ", "8000 B",
       std::to_string(ten.bytes) + " B, " + std::to_string(ten.rounds) + " rounds",
       ten.bytes < 8000 && ten.found == 10},
      {"forks in " + std::to_string(measured.restores) + " restores", "0",
       std::to_string(restored.forked) + " (" + std::to_string(restored.waiting) + " still ask)",
       restored.forked == 0},
      {"wall time of the network", "60 s", rounded(measured.wall_seconds) + " s",
       measured.wall_seconds <= 60, true}};
}

std::string print_aims(const Measured& measured) {
  std::string text;
  const auto add = [&](const Aim& row) {
    std::array<char, 256> line{};
    std::snprintf(line.data(), line.size(), "%-44s %-10s %s%s\n", row.what.c_str(), row.aim.c_str(),
                  row.is.c_str(), row.is_reached ? "" : "   MISSED");
    text += line.data();
  };
  add({"", "aim", "measured", true});
  for (const auto& row : aims_of(measured)) add(row);
  return text;
}

}  // namespace waarmerk::sim
