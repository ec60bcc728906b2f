#include "tests/sim/trouble.hpp"

namespace waarmerk::sim {

namespace {

// Which kinds of trouble a seed has: half of them, each time others.
class Play {
 public:
  Play(World& world, std::uint64_t seed) : world_(world), chance_(seed), kinds_(chance_.draw()) {}

  Outcome outcome;

  void begin() {
    if (has(0)) world_.set_role(some_node(), Role::suppressor);
    if (has(1)) world_.set_role(some_node(), Role::liar);
    if (has(2))
      for (int i = 0; i < 5; ++i)
        world_.set_skew(some_node(),
                        static_cast<std::int64_t>(chance_.draw_below(240'000)) - 120'000);
  }

  void step() {
    const auto node = some_node();
    switch (chance_.draw_below(16)) {
      case 0: return stop(node, false);
      case 1: return has(3) ? stop(node, true) : publish(node);
      case 2: return has(4) ? world_.half_open(node) : publish(node);
      case 3: return has(5) ? world_.cut_link(node) : publish(node);
      case 4: return has(6) ? part() : publish(node);
      case 5: return has(7) ? world_.back_up(node) : publish(node);
      case 6: return has(7) ? go_back(node) : publish(node);
      case 7: return has(8) ? lie(node) : publish(node);
      case 8: return has(9) ? world_.flood(node) : publish(node);
      default: return publish(node);
    }
  }

 private:
  bool has(unsigned kind) const { return (kinds_ >> kind & 1) != 0; }
  std::size_t some_node() {
    return static_cast<std::size_t>(chance_.draw_below(world_.nodes().size()));
  }
  void publish(std::size_t node) { outcome.published += world_.publish(node) ? 1 : 0; }

  void stop(std::size_t node, bool quietly) {
    if (!world_.is_up(node)) return;
    ++outcome.crashes;
    world_.crash(node, quietly);
    const auto wait = static_cast<std::int64_t>(chance_.draw_below(2 * minute_ms));
    world_.act_at(wait, [&world = world_, node] { world.start(node); });
  }

  // The network falls apart for a while.
  void part() {
    world_.split(20 + chance_.draw_below(60));
    const auto wait = static_cast<std::int64_t>(chance_.draw_below(3 * minute_ms));
    world_.act_at(wait, [&world = world_] { world.heal(); });
  }

  // A backup that is some time old is put back.
  void go_back(std::size_t node) {
    if (!world_.is_up(node) || !world_.nodes()[node].backup) return;
    ++outcome.restores;
    world_.crash(node, false);
    world_.act_at(second_ms, [&world = world_, node] { world.restore(node); });
  }

  // Few do that.
  void lie(std::size_t node) {
    if (outcome.forks >= 3 || !world_.is_up(node)) return;
    ++outcome.forks;
    if (chance_.draw_below(3) == 0)
      world_.date_back(node);
    else
      world_.equivocate(node);
  }

  World& world_;
  SplitMix64 chance_;
  std::uint64_t kinds_;
};

}  // namespace

Outcome play(World& world, std::uint64_t seed, const Trouble& trouble) {
  Play played(world, seed ^ 0x7265'766f'6b65'6421);
  world.run(30 * second_ms);
  played.begin();
  const auto end = world.now() + trouble.minutes * minute_ms;
  while (world.now() < end && world.violations().empty()) {
    played.step();
    world.run(1 + static_cast<std::int64_t>(
                      world.draw(static_cast<std::uint64_t>(2 * trouble.every_ms))));
  }
  // What was still to come back comes, then nothing goes wrong any more.
  world.run(3 * minute_ms);
  world.heal();
  world.run(trouble.calm_ms);
  auto outcome = played.outcome;
  outcome.disagreement = world.disagreement();
  outcome.events = world.events();
  outcome.state_hash = world.state_hash();
  outcome.violations = world.violations();
  return outcome;
}

}  // namespace waarmerk::sim
