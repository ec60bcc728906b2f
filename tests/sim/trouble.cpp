#include "tests/sim/trouble.hpp"

#include <algorithm>
#include <array>

namespace waarmerk::sim {

namespace {

// Which kinds of trouble a seed has: half of them, each time others.
class Play {
 public:
  Play(World& world, std::uint64_t seed) : world_(world), chance_(seed), kinds_(chance_.draw()) {}

  Outcome outcome;

  void begin() {
    if (some()) world_.set_role(some_node(), Role::suppressor);
    if (some()) world_.set_role(some_node(), Role::liar);
    if (some()) world_.set_role(some_node(), Role::stale);
    if (some()) {
      const auto node = some_node();
      world_.set_role(node, Role::loris);
      world_.hold_links(node);
    }
    if (some())
      for (int i = 0; i < 5; ++i) world_.set_skew(some_node(), between(-120'000, 120'000));
    if (some()) besiege();
    for (const auto kind : all_kinds)
      if (some()) here_.push_back(kind);
  }

  // About every second time it is an update.
  void step() {
    const auto node = some_node();
    const auto which = chance_.draw_below(all_kinds.size() + 6);
    if (which < here_.size())
      (this->*here_[which])(node);
    else
      publish(node);
  }

 private:
  using Kind = void (Play::*)(std::size_t node);

  bool some() { return (kinds_ >> next_kind_++ & 1) != 0; }
  std::uint64_t below(std::uint64_t bound) { return chance_.draw_below(bound); }
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low + 1)));
  }
  std::size_t some_node() { return static_cast<std::size_t>(below(world_.nodes().size())); }
  template <class Act>
  void later(std::int64_t within_ms, Act act) {
    world_.act_at(between(0, within_ms), std::move(act));
  }

  void publish(std::size_t node) { outcome.published += world_.publish(node) ? 1 : 0; }

  void come_back(std::size_t node) {
    ++outcome.crashes;
    later(2 * minute_ms, [&world = world_, node] { world.start(node); });
  }
  void stop(std::size_t node) {
    if (!world_.is_up(node)) return;
    world_.crash(node, false);
    come_back(node);
  }
  void vanish(std::size_t node) {
    if (!world_.is_up(node)) return;
    world_.crash(node, true);
    come_back(node);
  }
  void die(std::size_t node) {
    if (!world_.may_sign(node)) return;
    world_.die_publishing(node);
    come_back(node);
  }
  void half_open(std::size_t node) { world_.half_open(node); }
  void cut(std::size_t node) { world_.cut_link(node); }
  void clog(std::size_t node) { world_.clog(node, between(20, 2000), between(0, 3 * minute_ms)); }
  void part(std::size_t) { split(false); }
  void part_one_way(std::size_t) { split(true); }
  // The network falls apart for a while.
  void split(bool one_way) {
    world_.split(20 + below(60), one_way);
    later(3 * minute_ms, [&world = world_] { world.heal(); });
  }
  void back_up(std::size_t node) { world_.back_up(node); }
  // A backup that is some time old is put back.
  void go_back(std::size_t node) {
    if (!world_.is_up(node) || !world_.nodes()[node].backup) return;
    ++outcome.restores;
    world_.crash(node, false);
    world_.act_at(second_ms, [&world = world_, node] { world.restore(node); });
  }
  void slow(std::size_t node) {
    world_.slow_disk(node, between(50, 3000));
    later(3 * minute_ms, [&world = world_, node] { world.slow_disk(node, 0); });
  }
  void fill(std::size_t node) {
    world_.fill_disk(node, true);
    later(3 * minute_ms, [&world = world_, node] { world.fill_disk(node, false); });
  }
  void other_time(std::size_t node) {
    world_.wake_in_other_time(node, below(2) == 0 ? hour_ms : -hour_ms);
    later(10 * minute_ms, [&world = world_, node] { world.wake_in_other_time(node, 0); });
  }
  // Few do what follows: whoever does it is left alone by all who hear it.
  void flood(std::size_t node) {
    if (floods_++ < 3) world_.flood(node);
  }
  void forge(std::size_t node) {
    if (forgeries_++ < 2) world_.forge_address(node);
  }
  void chatter(std::size_t node) {
    if (chatters_++ < 2) world_.chatter(node, 100);
  }
  void lie(std::size_t node) {
    if (outcome.forks >= 4 || !world_.may_sign(node)) return;
    ++outcome.forks;
    switch (below(3)) {
      case 0: return world_.date_back(node);
      case 1: return world_.capture(node);
      default: return world_.equivocate(node);
    }
  }

  void besiege() {
    std::vector<std::size_t> sybils;
    while (sybils.size() < world_.nodes().size() / 5) sybils.push_back(some_node());
    world_.besiege(some_node(), sybils, 30);
  }

  static constexpr std::array<Kind, 19> all_kinds{
      &Play::stop,    &Play::vanish,  &Play::die,          &Play::half_open,  &Play::cut,
      &Play::clog,    &Play::part,    &Play::part_one_way, &Play::back_up,    &Play::go_back,
      &Play::go_back, &Play::slow,    &Play::fill,         &Play::other_time, &Play::flood,
      &Play::forge,   &Play::chatter, &Play::lie,          &Play::lie};

  World& world_;
  SplitMix64 chance_;
  std::uint64_t kinds_;
  unsigned next_kind_ = 0;
  std::vector<Kind> here_;
  unsigned floods_ = 0;
  unsigned forgeries_ = 0;
  unsigned chatters_ = 0;
};

// How many of those who are honest and have a link hold the newest entry of the author.
bool all_heard(const World& world, std::size_t author) {
  const auto& feed = world.notary().feed(author);
  const auto newest = world.nodes()[author].disk->head(feed);
  return std::ranges::all_of(world.nodes(), [&](const World::Node& node) {
    const bool counts = node.role == Role::honest && node.core && node.core->links() > 0;
    return !counts || node.disk->head(feed) == newest;
  });
}

template <class Done>
std::optional<std::int64_t> wait_for(World& world, std::int64_t most_ms, std::int64_t step_ms,
                                     Done done) {
  for (std::int64_t waited = 0; waited <= most_ms && world.violations().empty();
       waited += step_ms) {
    if (done()) return waited;
    world.run(step_ms);
  }
  return std::nullopt;
}

// Those who mean well, may speak, and should be heard by all.
std::vector<std::size_t> speakers(const World& world) {
  std::vector<std::size_t> found;
  for (std::size_t node = 0; node < world.nodes().size(); ++node) {
    const auto& author = world.nodes()[node];
    if (author.role == Role::honest && world.may_sign(node) && world.is_heard(node) &&
        author.core->links() > 0)
      found.push_back(node);
  }
  return found;
}

// Whether the network is still one: somebody honest says something. Where trouble left nobody who
// could, there is nothing to hear.
std::optional<std::int64_t> try_update(World& world, std::int64_t most_ms) {
  const auto fit = speakers(world);
  if (fit.empty()) return 0;
  const auto node = fit[world.draw(fit.size())];
  if (!world.publish(node)) return std::nullopt;
  return wait_for(world, most_ms, 100, [&] { return all_heard(world, node); });
}

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
  world.calm();
  auto outcome = played.outcome;
  outcome.agreed_after_ms =
      wait_for(world, trouble.calm_ms, 5 * second_ms, [&] { return world.all_equal(); });
  outcome.disagreement = world.disagreement();
  outcome.heard_after_ms = try_update(world, trouble.calm_ms);
  outcome.events = world.events();
  outcome.state_hash = world.state_hash();
  outcome.violations = world.violations();
  return outcome;
}

}  // namespace waarmerk::sim
