// The simulator's own program: figures of a large network, or many seeds of trouble in small ones.
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <optional>
#include <string_view>

#include "tests/sim/aims.hpp"
#include "tests/sim/figures.hpp"
#include "tests/sim/restores.hpp"
#include "tests/sim/seeds.hpp"
#include "tests/sim/suite.hpp"
#include "tests/sim/threads.hpp"

namespace waarmerk::sim {

namespace {

struct Arguments {
  std::uint64_t seed = 1;
  std::uint64_t seeds = 0;  // 0: figures of one
  std::uint64_t nodes = 0;
  std::uint64_t minutes = 0;
  std::uint64_t days = 0;
  std::uint64_t restores = 0;
  bool real = false;
  bool suite = false;
};

constexpr auto usage =
    "sim [--seed N] [--nodes N] [--minutes M]             figures of one network\n"
    "sim --seeds N [--seed FIRST] [--nodes N] [--minutes M | --days D] [--real]\n"
    "                                                     trouble in N networks\n"
    "sim --restores N [--seed N]                          a node is put back from a backup\n"
    "sim --suite                                          all that every change must pass\n";

std::optional<Arguments> read(int count, char** words) {
  Arguments arguments;
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    if (word == "--real" || word == "--suite") {
      (word == "--real" ? arguments.real : arguments.suite) = true;
      continue;
    }
    std::uint64_t* number = word == "--seed"       ? &arguments.seed
                            : word == "--seeds"    ? &arguments.seeds
                            : word == "--nodes"    ? &arguments.nodes
                            : word == "--minutes"  ? &arguments.minutes
                            : word == "--days"     ? &arguments.days
                            : word == "--restores" ? &arguments.restores
                                                   : nullptr;
    if (number == nullptr || ++i == count) return std::nullopt;
    const auto* end = words[i] + std::strlen(words[i]);
    if (std::from_chars(words[i], end, *number).ptr != end) return std::nullopt;
  }
  if (arguments.days > 0) arguments.minutes = arguments.days * day_minutes;
  return arguments;
}

int show_figures(const Arguments& arguments) {
  Large large{.seed = arguments.seed};
  if (arguments.nodes > 0) large.nodes = arguments.nodes;
  if (arguments.minutes > 0) large.minutes = arguments.minutes;
  if (large.minutes < 4 || large.nodes < 10) {
    std::fputs("figures take at least 4 minutes and 10 nodes\n", stderr);
    return 2;
  }
  Measured all;
  measure_network(large, all);
  std::printf(
      "seed %llu, %llu nodes, %llu virtual minutes\n%s%.1f s of wall time\n\n",
      static_cast<unsigned long long>(large.seed), static_cast<unsigned long long>(large.nodes),
      static_cast<unsigned long long>(large.minutes), print(all.figures).c_str(), all.wall_seconds);
  std::fflush(stdout);
  measure_rest(large, all);
  std::fputs(print_aims(all).c_str(), stdout);
  return all.figures.violations.empty() && all.restored.forked == 0 ? 0 : 1;
}

int play_seeds(const Arguments& arguments) {
  Seeds seeds{.first = arguments.seed, .count = arguments.seeds, .minutes = 60};
  if (arguments.nodes > 0) seeds.nodes = arguments.nodes;
  if (arguments.minutes > 0) seeds.minutes = arguments.minutes;
  if (arguments.real) seeds.signatures = Signatures::real;
  Played played(seeds);
  do_all(static_cast<std::size_t>(seeds.count),
         [&](std::size_t number) { played.play_one(number); });
  std::fputs(played.summary().c_str(), stdout);
  return played.failed() == 0 ? 0 : 1;
}

int restore_nodes(const Arguments& arguments) {
  const auto counts = restore_often(arguments.seed, arguments.restores, {});
  std::printf("%llu restores: %zu safe, %zu still waiting, %zu forked\n",
              static_cast<unsigned long long>(arguments.restores), counts.safe, counts.waiting,
              counts.forked);
  return counts.forked == 0 ? 0 : 1;
}

}  // namespace

int run(const Arguments& arguments) {
  if (arguments.suite) return run_suite();
  if (arguments.restores > 0) return restore_nodes(arguments);
  return arguments.seeds > 0 ? play_seeds(arguments) : show_figures(arguments);
}

}  // namespace waarmerk::sim

int main(int count, char** words) {
  const auto arguments = waarmerk::sim::read(count, words);
  if (!arguments) {
    std::fputs(waarmerk::sim::usage, stderr);
    return 2;
  }
  return waarmerk::sim::run(*arguments);
}
