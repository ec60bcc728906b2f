// The simulator's own program: figures of a large network, or many seeds of trouble in small ones.
#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/sim/aims.hpp"
#include "tests/sim/figures.hpp"
#include "tests/sim/restores.hpp"
#include "tests/sim/trouble.hpp"

namespace waarmerk::sim {

namespace {

constexpr std::uint64_t day_minutes = 24 * 60;
constexpr std::uint64_t long_minutes = 3 * 60;
constexpr std::uint64_t restores_default = 1'000'000;

struct Arguments {
  std::uint64_t seed = 1;
  std::uint64_t seeds = 0;  // 0: figures of one
  std::uint64_t nodes = 0;
  std::uint64_t minutes = 0;
  std::uint64_t days = 0;
  std::uint64_t restores = 0;
  bool real = false;
};

constexpr auto usage =
    "sim [--seed N] [--nodes N] [--minutes M]             figures of one network\n"
    "sim --seeds N [--seed FIRST] [--nodes N] [--minutes M | --days D] [--real]\n"
    "                                                     trouble in N networks\n"
    "sim --restores N [--seed N]                          a node is put back from a backup\n";

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
  Measured all;
  {
    World world({.seed = arguments.seed, .nodes = nodes, .reads_all = false});
    all.figures = measure(world, {.minutes = static_cast<std::int64_t>(minutes)});
  }
  all.wall_seconds = seconds_since(begin);
  std::printf("seed %llu, %llu nodes, %llu virtual minutes\n%s%.1f s of wall time\n\n",
              static_cast<unsigned long long>(arguments.seed),
              static_cast<unsigned long long>(nodes), static_cast<unsigned long long>(minutes),
              print(all.figures).c_str(), all.wall_seconds);
  std::fflush(stdout);
  all.equal = compare_heads(arguments.seed, {.newer = 0});
  all.ten = compare_heads(arguments.seed, {.newer = 10});
  all.restores = arguments.restores == 0 ? restores_default : arguments.restores;
  all.restored = restore_often(arguments.seed, all.restores, {});
  std::fputs(print_aims(all).c_str(), stdout);
  return all.figures.violations.empty() && all.restored.forked == 0 ? 0 : 1;
}

// What came of many seeds, on several threads: each seed is a world of its own.
class Seeds {
 public:
  explicit Seeds(const Arguments& arguments)
      : arguments_(arguments),
        nodes_(arguments.nodes == 0 ? 50 : arguments.nodes),
        minutes_(arguments.minutes == 0 ? 60 : arguments.minutes),
        next_(arguments.seed) {}

  int play_all() {
    const auto begin = std::chrono::steady_clock::now();
    {
      std::vector<std::jthread> threads;
      for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i)
        threads.emplace_back([this] { work(); });
    }
    std::printf(
        "%llu seeds of %llu nodes and %llu virtual minutes: %zu failed\n"
        "%zu updates, %zu crashes, %zu restores, %zu lies; all agreed after %lld s at most, and "
        "heard the last update within %lld ms; %llu events in %.1f s\n",
        static_cast<unsigned long long>(arguments_.seeds), static_cast<unsigned long long>(nodes_),
        static_cast<unsigned long long>(minutes_), failed_, all_.published, all_.crashes,
        all_.restores, all_.forks,
        static_cast<long long>(all_.agreed_after_ms.value_or(0) / second_ms),
        static_cast<long long>(all_.heard_after_ms.value_or(0)),
        static_cast<unsigned long long>(all_.events), seconds_since(begin));
    return failed_ == 0 ? 0 : 1;
  }

 private:
  void work() {
    const auto end = arguments_.seed + arguments_.seeds;
    for (auto seed = next_++; seed < end; seed = next_++) {
      World world({.seed = seed,
                   .nodes = nodes_,
                   .signatures = arguments_.real ? Signatures::real : Signatures::fake,
                   .witnesses = 3});
      const auto every_ms = minutes_ > long_minutes ? every_ms_of_days : Trouble{}.every_ms;
      add(seed, play(world, seed,
                     {.minutes = static_cast<std::int64_t>(minutes_), .every_ms = every_ms}));
    }
  }

  void add(std::uint64_t seed, const Outcome& outcome) {
    const std::scoped_lock lock(mutex_);
    all_.events += outcome.events;
    all_.published += outcome.published;
    all_.crashes += outcome.crashes;
    all_.restores += outcome.restores;
    all_.forks += outcome.forks;
    all_.agreed_after_ms = std::max(all_.agreed_after_ms, outcome.agreed_after_ms);
    all_.heard_after_ms = std::max(all_.heard_after_ms, outcome.heard_after_ms);
    if (outcome.is_well()) return;
    ++failed_;
    std::printf("FAILED seed %llu%s\n%s", static_cast<unsigned long long>(seed),
                outcome.heard_after_ms ? "" : ": the last update did not reach all",
                outcome.disagreement.c_str());
    for (const auto& violation : outcome.violations) std::printf("  %s\n", violation.c_str());
    std::fflush(stdout);
  }

  const Arguments& arguments_;
  std::uint64_t nodes_;
  std::uint64_t minutes_;
  std::atomic<std::uint64_t> next_;
  std::mutex mutex_;
  Outcome all_;
  std::size_t failed_ = 0;
};

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
  return arguments.seeds > 0 ? Seeds(arguments).play_all() : show_figures(arguments);
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
