#include "tests/network/town.hpp"

#include <cstdlib>
#include <utility>

#include "tests/support/seeded_random.hpp"

namespace waarmerk::tests {
namespace {

/// In the configuration of each node.
constexpr const char* settings = "[log]\nlevel = \"warning\"\n";

}  // namespace

Town::Town(std::size_t nodes, WireOptions options)
    : ports_(std::make_unique<std::atomic<std::uint16_t>[]>(nodes)), count_(nodes) {
  open_hosts(nodes, options);
  // Others come in by the card, which is not the loopback.
  if (wire_) ::setenv("WAARMERK_LISTEN_ADDRESS", "0.0.0.0", 1);
  for (std::size_t i = 0; i < nodes; ++i) {
    relays_.push_back(std::make_unique<TcpRelay>([this, i] {
      if (hosts_.empty()) return;
      thread_local const Inside here(hosts_[i]);
    }));
  }
  SeededRandom random(options.seed);
  for (std::size_t i = 0; i < nodes; ++i) {
    const auto here = hosts_.empty() ? nullptr : std::make_unique<Inside>(hosts_[i]);
    nodes_.push_back(
        std::make_unique<TrialNode>(OrganisationWish{.name = "Town " + std::to_string(i),
                                                     .did = DidForm::key,
                                                     .peers = neighbours_of(i, random),
                                                     .settings = settings}));
    ports_[i] = nodes_[i]->organisation.port();
  }
}

Town::~Town() { ::unsetenv("WAARMERK_LISTEN_ADDRESS"); }

void Town::open_hosts(std::size_t count, const WireOptions& options) {
  for (std::size_t i = 0; i < count; ++i) {
    auto host = NetworkNamespace::make(static_cast<std::uint8_t>(i + 1));
    if (!host) {
      why_near_ = host.error();
      hosts_.clear();
      return;
    }
    hosts_.push_back(*std::move(host));
  }
  wire_ = std::make_unique<Wire>(hosts_, options);
}

/// The two beside it, so that each half hangs together once it is cut, and one anywhere.
std::vector<std::string> Town::neighbours_of(std::size_t place, Random& random) {
  const std::size_t before = (place + count_ - 1) % count_;
  const std::size_t after = (place + 1) % count_;
  const std::size_t chance = (place + 2 + draw_below(random, count_ - 3)) % count_;
  return {road(place, before), road(place, after), road(place, chance)};
}

std::string Town::road(std::size_t from, std::size_t to) {
  const std::string address = wire_ ? "10.77.0." + std::to_string(to + 1) : "127.0.0.1";
  const auto port = relays_[from]->open(address, [this, from, to]() -> std::uint16_t {
    const std::size_t cut = cut_;
    const bool passes = wire_ || cut == 0 || (from < cut) == (to < cut);
    return passes ? ports_[to].load() : std::uint16_t{0};
  });
  return "http://localhost:" + std::to_string(port);
}

void Town::cut_after(std::size_t first) {
  cut_ = first;
  if (wire_) wire_->cut_after(first);
}

}  // namespace waarmerk::tests
