#include "tests/sim/aims.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <optional>

namespace waarmerk::sim {

namespace {

std::string row(const std::string& what, const std::string& aim, const std::string& is,
                bool reached) {
  std::array<char, 256> line{};
  std::snprintf(line.data(), line.size(), "%-44s %-10s %s%s\n", what.c_str(), aim.c_str(),
                is.c_str(), reached ? "" : "   MISSED");
  return line.data();
}

std::string ms(const std::optional<std::int64_t>& delay) {
  return delay ? std::to_string(*delay) + " ms" : std::string("never");
}

bool within(const std::optional<std::int64_t>& delay, std::int64_t most) {
  return delay && *delay <= most;
}

std::string rounded(double number) { return std::to_string(std::llround(number)); }

}  // namespace

std::string print_aims(const Measured& measured) {
  const auto& figures = measured.figures;
  auto text = row("", "aim", "measured", true);
  text += row("an update at 99 % of the nodes", "1000 ms",
              ms(figures.middle.t99) + " (median; worst " + ms(figures.worst.t99) + ", all after " +
                  ms(figures.worst.t100) + ")",
              within(figures.middle.t99, second_ms));
  text += row("30 % dead, unnoticed: at all others", "60 s", ms(figures.dead.t100),
              within(figures.dead.t100, minute_ms));
  text += row("bytes per node and update", "1500", rounded(figures.update_bytes),
              figures.update_bytes <= 1500);
  text += row("a fork proof at 99 %", "2000 ms", ms(figures.fork.t99),
              within(figures.fork.t99, 2 * second_ms));
  text += row("10,000 equal heads", "23 B", std::to_string(measured.equal.bytes) + " B",
              measured.equal.bytes <= 23);
  text += row(
      "ten of 10,000 heads that differ", "8000 B",
      std::to_string(measured.ten.bytes) + " B, " + std::to_string(measured.ten.rounds) + " rounds",
      measured.ten.bytes < 8000 && measured.ten.found == 10);
  text += row("forks in " + std::to_string(measured.restores) + " restores", "0",
              std::to_string(measured.restored.forked) + " (" +
                  std::to_string(measured.restored.waiting) + " still ask)",
              measured.restored.forked == 0);
  text += row("wall time of the network", "60 s", rounded(measured.wall_seconds) + " s",
              measured.wall_seconds <= 60);
  return text;
}

}  // namespace waarmerk::sim
