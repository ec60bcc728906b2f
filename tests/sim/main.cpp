// The simulator's own program: figures of a large network, or many seeds of trouble in small ones.
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <optional>
#include <string_view>

#include "tests/sim/figures.hpp"
#include "tests/sim/restores.hpp"
#include "tests/sim/trouble.hpp"

namespace waarmerk::sim {

namespace {

struct Arguments {
  std::uint64_t seed = 1;
  std::uint64_t seeds = 0;  // 0: figures of one
  std::uint64_t nodes = 0;
  std::uint64_t minutes = 0;
  std::uint64_t restores = 0;
  bool real = false;
};

constexpr auto usage =
    "sim [--seed N] [--nodes N] [--minutes M]             figures of one network\n"
    "sim --seeds N [--seed FIRST] [--nodes N] [--minutes M] [--real]\n"
    "                                                     trouble in N networks, one after the "
    "other\n";

std::optional<Arguments> read(int count, char** words) {
  Arguments arguments;
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    if (word == "--real") {
      arguments.real = true;
      continue;
    }
    std::uint64_t* number = word == "--seed"       ? &arguments.seed
                            : word == "--seeds"    ? &arguments.seeds
                            : word == "--nodes"    ? &arguments.nodes
                            : word == "--minutes"  ? &arguments.minutes
                            : word == "--restores" ? &arguments.restores
                                                   : nullptr;
    if (number == nullptr || ++i == count) return std::nullopt;
    const auto* end = words[i] + std::strlen(words[i]);
    if (std::from_chars(words[i], end, *number).ptr != end) return std::nullopt;
  }
  return arguments;
}

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

int show_figures(const Arguments& arguments) {
  const auto begin = std::chrono::steady_clock::now();
  const auto minutes = arguments.minutes == 0 ? 10 : arguments.minutes;
  const auto nodes = arguments.nodes == 0 ? 10'000 : arguments.nodes;
  if (minutes < 4 || nodes < 10) {
    std::fputs("figures take at least 4 minutes and 10 nodes\n", stderr);
    return 2;
  }
  World world({.seed = arguments.seed, .nodes = nodes});
  const auto figures = measure(world, {.minutes = static_cast<std::int64_t>(minutes)});
  std::printf("seed %llu, %llu nodes, %llu virtual minutes\n%s%.1f s of wall time\n",
              static_cast<unsigned long long>(arguments.seed),
              static_cast<unsigned long long>(nodes), static_cast<unsigned long long>(minutes),
              print(figures).c_str(), seconds_since(begin));
  return figures.violations.empty() ? 0 : 1;
}

int play_seeds(const Arguments& arguments) {
  const auto begin = std::chrono::steady_clock::now();
  const auto nodes = arguments.nodes == 0 ? 50 : arguments.nodes;
  const auto minutes = arguments.minutes == 0 ? 60 : arguments.minutes;
  std::uint64_t events = 0;
  std::size_t failed = 0;
  Outcome all;
  for (auto seed = arguments.seed; seed < arguments.seed + arguments.seeds; ++seed) {
    World world({.seed = seed,
                 .nodes = nodes,
                 .signatures = arguments.real ? Signatures::real : Signatures::fake});
    const auto outcome = play(world, seed, {.minutes = static_cast<std::int64_t>(minutes)});
    events += outcome.events;
    all.published += outcome.published;
    all.crashes += outcome.crashes;
    all.restores += outcome.restores;
    all.forks += outcome.forks;
    if (outcome.is_well()) continue;
    ++failed;
    std::printf("FAILED seed %llu\n%s", static_cast<unsigned long long>(seed),
                outcome.disagreement.c_str());
    for (const auto& violation : outcome.violations) std::printf("  %s\n", violation.c_str());
  }
  std::printf(
      "%llu seeds of %llu nodes and %llu virtual minutes: %zu failed\n"
      "%zu updates, %zu crashes, %zu restores, %zu lies; %llu events in %.1f s\n",
      static_cast<unsigned long long>(arguments.seeds), static_cast<unsigned long long>(nodes),
      static_cast<unsigned long long>(minutes), failed, all.published, all.crashes, all.restores,
      all.forks, static_cast<unsigned long long>(events), seconds_since(begin));
  return failed == 0 ? 0 : 1;
}

int restore_nodes(const Arguments& arguments) {
  const auto begin = std::chrono::steady_clock::now();
  const auto counts = restore_often(arguments.seed, arguments.restores, {});
  std::printf("%llu restores: %zu safe, %zu still waiting, %zu forked; %.1f s\n",
              static_cast<unsigned long long>(arguments.restores), counts.safe, counts.waiting,
              counts.forked, seconds_since(begin));
  return counts.forked == 0 ? 0 : 1;
}

}  // namespace

int run(const Arguments& arguments) {
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
