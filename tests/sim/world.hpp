// World: many real cores over a virtual network and clock, in one thread, from one seed.
//
// world.cpp has the clock and the nodes, wires.cpp the network, faults.cpp what goes wrong.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "crypto/base/split_mix.hpp"
#include "node/mesh/core.hpp"
#include "node/recon/item_pool.hpp"
#include "tests/sim/disk.hpp"
#include "tests/sim/notary.hpp"
#include "tests/sim/tally.hpp"

namespace waarmerk::sim {

struct Options {
  std::uint64_t seed = 1;
  std::size_t nodes = 50;
  Signatures signatures = Signatures::fake;
  std::int64_t latency_ms_min = 10;  ///< one way, the same for a pair of nodes at all times
  std::int64_t latency_ms_max = 150;
  std::uint64_t hidden_percent = 50;       ///< nodes that cannot be dialled
  std::size_t addresses = 24;              ///< that each node is configured with
  std::int64_t start_ms = 10 * second_ms;  ///< over which nodes start
  std::size_t payload_bytes = 371;         ///< of an update, which with its header has 600 bytes
};

/// What a node does beside, or in the place of, what its core says.
enum class Role : std::uint8_t {
  honest,
  suppressor,  ///< hears everything and passes nothing on
  liar,        ///< answers comparisons with chance
  flooder,     ///< says more than anybody may
};

inline constexpr UnixTime epoch_start{1'772'532'720'000};

class World {
 public:
  explicit World(const Options& options);

  struct Node {
    std::unique_ptr<Disk> disk;
    std::unique_ptr<mesh::Core> core;  ///< none while it is down
    Role role = Role::honest;
    bool hidden = false;
    bool may_sign = true;
    bool recovers = false;  ///< its own feed, after its disk was put back
    int side = 0;           ///< of a partition
    std::int64_t skew_ms = 0;
    std::size_t forks = 0;
    UnixTime timer_at;
    std::vector<mesh::LinkId> links = {};  ///< that may still be open
    std::vector<std::uint32_t> addresses = {};
    std::unique_ptr<Disk> backup = {};
  };

  // world.cpp
  UnixTime now() const { return now_; }
  void run(std::int64_t ms);
  /// The node adds one entry to its feed, if it may: the number of the update in the tally.
  std::optional<std::size_t> publish(std::size_t node);
  std::uint64_t draw(std::uint64_t bound) { return chance_.draw_below(bound); }
  const std::vector<Node>& nodes() const { return nodes_; }
  const Notary& notary() const { return notary_; }
  Tally& tally() { return tally_; }
  std::uint64_t events() const { return events_done_; }
  /// What no run may ever show, with the seed (network.md 9.5).
  const std::vector<std::string>& violations() const { return violations_; }
  bool is_up(std::size_t node) const { return nodes_[node].core != nullptr; }
  /// All honest nodes that are up and have a link hold the same.
  bool all_equal() const { return disagreement().empty(); }
  /// What the nodes do not agree on, for people; empty where they do.
  std::string disagreement() const;
  std::uint64_t state_hash() const;
  void start(std::size_t node);
  void act_at(std::int64_t in_ms, std::function<void()> act);

  // faults.cpp
  void set_role(std::size_t node, Role role) { nodes_[node].role = role; }
  void set_skew(std::size_t node, std::int64_t ms) { nodes_[node].skew_ms = ms; }
  /// The other ends of its links are told, or wait in vain.
  void crash(std::size_t node, bool quietly);
  void back_up(std::size_t node);
  /// The node is down, gets its old disk back, and starts; it must find out how far its feed went.
  void restore(std::size_t node);
  void split(std::uint64_t percent);
  void heal();
  /// One direction of one of its links is dead, unnoticed.
  void half_open(std::size_t node);
  void cut_link(std::size_t node);
  /// The node says two things at once: one to half of its links, another to the others.
  void equivocate(std::size_t node);
  /// An entry that is dated before the one that it follows.
  void date_back(std::size_t node);
  void flood(std::size_t node);

 private:
  struct Wire {
    std::uint32_t dialler = 0;
    std::uint32_t listener = 0;
    std::int64_t latency = 0;
    std::array<bool, 2> open{};  // as the dialler sees it, and the listener
    std::array<bool, 2> dead{};  // what they say is lost
    std::uint64_t key = 0;
  };
  enum class Kind : std::uint8_t { frame, timer, dial, dialled, failed, closed, act, start };
  struct Event {
    UnixTime at;
    std::uint64_t number = 0;
    std::uint32_t node = 0;
    std::uint32_t what = 0;  // a wire, another node, or an act
    Kind kind = Kind::timer;
    mesh::FrameBytes frame = {};
  };

  // world.cpp
  void later(UnixTime at, Kind kind, std::size_t node, std::uint32_t what,
             mesh::FrameBytes frame = {});
  void happen(const Event& event);
  void tell(std::size_t node, const mesh::In& in);
  void check(std::size_t node);
  void violate(std::string what);
  void on(std::size_t node, const mesh::Emit& out);
  void note(std::size_t node, const mesh::HeadMoved& event);
  void note(std::size_t node, const mesh::ForkFound& event);
  void note(std::size_t node, const mesh::OwnFeedStands& event);
  void note(std::size_t node, const mesh::OwnFeedAhead& event);
  template <class Other>
  void note(std::size_t, const Other&) {}
  feed::Draft draft();
  void check_signed_once(std::size_t node, const feed::Header& header);

  // wires.cpp
  void on(std::size_t node, const mesh::Send& out);
  void on(std::size_t node, const mesh::Close& out);
  void on(std::size_t node, const mesh::Dial& out);
  void on(std::size_t node, const mesh::SetTimer& out);
  void send(std::size_t node, mesh::LinkId link, const mesh::FrameBytes& frame);
  void dial(std::size_t dialler, std::size_t listener);
  void dialled(const Event& event);
  void deliver(const Event& event);
  void close(std::size_t node, mesh::LinkId link);
  std::int64_t latency(std::size_t a, std::size_t b) const;
  mesh::LinkUp link_up(std::uint32_t wire, bool outbound) const;
  static std::size_t side_of(const Wire& wire, std::size_t node) {
    return wire.dialler == node ? 0 : 1;
  }
  bool is_cut(std::size_t a, std::size_t b) const { return nodes_[a].side != nodes_[b].side; }
  std::optional<mesh::FrameBytes> as_role(std::size_t node, const mesh::FrameBytes& frame);

  Options options_;
  SplitMix64 chance_;
  Notary notary_;
  recon::ItemPool pool_;
  Beginning beginning_;
  Archive archive_;
  std::vector<Node> nodes_;
  std::vector<Wire> wires_;
  std::vector<Event> queue_;  // a heap
  std::vector<std::function<void()>> acts_;
  std::uint64_t next_event_ = 0;
  std::uint64_t events_done_ = 0;
  UnixTime now_ = epoch_start;
  mesh::Outs outs_;
  Tally tally_;
  std::set<std::size_t> two_tongued_;  // who equivocated, and is no honest author
  std::map<std::pair<std::size_t, std::uint64_t>, std::size_t> signed_;  // which update it was
  std::vector<std::string> violations_;
};

}  // namespace waarmerk::sim
