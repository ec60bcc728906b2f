#include "tests/sim/suite.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>

#include "tests/sim/aims.hpp"
#include "tests/sim/seeds.hpp"
#include "tests/sim/threads.hpp"

namespace waarmerk::sim {

namespace {

constexpr Large large{};
constexpr std::size_t small_nodes = 1000;
constexpr std::int64_t small_minutes = 4;

std::uint64_t state_of_small_network() {
  World world({.seed = large.seed, .nodes = small_nodes, .reads_all = false});
  return measure(world, {.minutes = small_minutes}).state_hash;
}

class Suite {
 public:
  // The longest first.
  int run() {
    do_all(other_jobs + seeds_.count, [this](std::size_t job) {
      switch (job) {
        case 0: return measure_network(large, measured_);
        case 1: return measure_rest(large, measured_);
        case 2: first_state_ = state_of_small_network(); return;
        case 3: second_state_ = state_of_small_network(); return;
        default: return played_.play_one(job - other_jobs);
      }
    });
    std::printf("%s\n%s\n%s\n", played_.summary().c_str(), print(measured_.figures).c_str(),
                print_aims(measured_).c_str());
    std::printf("%zu nodes and %lld minutes twice: states %016llx and %016llx\n", small_nodes,
                static_cast<long long>(small_minutes),
                static_cast<unsigned long long>(first_state_),
                static_cast<unsigned long long>(second_state_));
    return conclude();
  }

 private:
  static constexpr std::size_t other_jobs = 4;

  // What takes how long on a clock on the wall says more of the machine than of the network.
  int conclude() {
    const auto seeds = static_cast<std::size_t>(seeds_.count);
    auto passed = seeds - played_.failed();
    auto failed = played_.failed();
    const auto count = [&](bool is_well) { ++(is_well ? passed : failed); };
    for (const auto& aim : aims_of(measured_))
      if (!aim.is_wall_time) count(aim.is_reached);
    count(measured_.figures.violations.empty());
    count(first_state_ == second_state_);
    std::printf("%zu passed, %zu failed\n", passed, failed);
    return failed == 0 ? 0 : 1;
  }

  Seeds seeds_;
  Played played_{seeds_};
  Measured measured_;
  std::uint64_t first_state_ = 0;
  std::uint64_t second_state_ = 0;
};

}  // namespace

int run_suite() { return Suite().run(); }

}  // namespace waarmerk::sim
