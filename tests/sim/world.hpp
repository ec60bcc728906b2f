// World: many real cores over a virtual network and clock, in one thread, from one seed.
//
// world.cpp has the clock and the nodes, wires.cpp the network, faults.cpp what goes wrong,
// adversaries.cpp who means no good, witnesses.cpp who sees and signs, invariants.cpp what must
// never be seen.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "crypto/base/split_mix.hpp"
#include "node/feed/own_feed.hpp"
#include "node/mesh/core.hpp"
#include "node/recon/item_pool.hpp"
#include "tests/sim/disk.hpp"
#include "tests/sim/notary.hpp"
#include "tests/sim/tally.hpp"
#include "tests/support/witnessed.hpp"

namespace waarmerk::sim {

namespace witness = node::witness;

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
  std::size_t witnesses = 0;               ///< among the nodes
  bool witnesses_crash = true;             ///< now and then, while they write
  bool reads_all = true;                   ///< whether what is sent is looked into
};

/// What a node does beside, or in the place of, what its core says.
enum class Role : std::uint8_t {
  honest,
  suppressor,  ///< hears everything and passes nothing on
  liar,        ///< answers comparisons with chance
  flooder,     ///< says more than anybody may, or what nobody may
  stale,       ///< shows what once was, and takes nothing new
  loris,       ///< holds links, and says nothing on them
  sybil,       ///< a suppressor among many, who know of nobody but each other
};

inline constexpr UnixTime epoch_start{1'772'532'720'000};

class World {
 public:
  explicit World(const Options& options);

  struct Node {
    std::unique_ptr<Disk> disk;
    std::unique_ptr<mesh::Core> core;  ///< none while it is down
    std::optional<feed::OwnFeed> own = {};
    Role role = Role::honest;
    bool hidden = false;
    bool mute = false;  ///< it said what it should not have, and says no more
    bool recovers =
        false;  ///< its own feed, after its disk was put back, or somebody had more of it
    bool restored = false;  ///< its disk was put back, and it did not start since
    int side = 0;           ///< of a partition
    std::int64_t skew_ms = 0;
    std::int64_t disk_ms = 0;  ///< that each write takes
    UnixTime busy_until = {};
    std::size_t forks = 0;
    std::uint64_t timer = 0;               ///< the event that is to wake it
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
  /// Whether it would sign, if it was asked.
  bool may_sign(std::size_t node) const;
  /// Whether everybody should come to hold what it says.
  bool is_heard(std::size_t author) const { return !excused_.contains(author); }
  /// All honest nodes that are up and have a link hold the same.
  bool all_equal() const { return disagreement().empty(); }
  /// What the nodes do not agree on, for people; empty where they do.
  std::string disagreement() const;
  std::uint64_t state_hash() const;
  void start(std::size_t node);
  void act_at(std::int64_t in_ms, std::function<void()> act);

  // witnesses.cpp
  /// The node is a witness from now on.
  void appoint(std::size_t node);
  /// What witnesses signed and showed to others.
  std::size_t told_snapshots() const { return told_snapshots_; }
  /// Somebody wants to know what each witness saw of the author's feed.
  void ask_witnesses(std::size_t node, std::size_t author);
  /// What came of it: of each witness the newest.
  std::vector<witness::Proof> testimony(std::size_t node, std::size_t author) const;

  // faults.cpp
  /// The other ends of its links are told, or wait in vain.
  void crash(std::size_t node, bool quietly);
  /// It signs and writes an entry, and is gone before it tells anybody.
  void die_publishing(std::size_t node);
  void back_up(std::size_t node);
  /// The node is down, gets its old disk back, and starts; it must find out how far its feed went.
  void restore(std::size_t node);
  /// The network falls apart, in both directions or in one.
  void split(std::uint64_t percent, bool one_way = false);
  void heal();
  /// One direction of one of its links is dead, unnoticed.
  void half_open(std::size_t node);
  void cut_link(std::size_t node);
  /// One of its links carries so many bytes a second, for a while.
  void clog(std::size_t node, std::int64_t bytes_per_second, std::int64_t for_ms);
  void set_skew(std::size_t node, std::int64_t ms) { nodes_[node].skew_ms = ms; }
  /// The node wakes up in another time. What it dates then may come to count much later.
  void wake_in_other_time(std::size_t node, std::int64_t skew_ms);
  void slow_disk(std::size_t node, std::int64_t ms_per_write) {
    nodes_[node].disk_ms = ms_per_write;
  }
  void fill_disk(std::size_t node, bool full);
  /// Nothing is broken any more, but those who mean no good are still there.
  void calm();

  // adversaries.cpp
  void set_role(std::size_t node, Role role);
  /// The node says two things at once: one to half of its links, another to the others.
  void equivocate(std::size_t node);
  /// An entry that is dated before the one that it follows.
  void date_back(std::size_t node);
  void flood(std::size_t node);
  /// It tells others of an address that nobody signed for, and that none may dial.
  void forge_address(std::size_t node);
  /// It opens links to everybody who can be dialled.
  void hold_links(std::size_t node);
  /// All of them do so to one, again and again, and tell it of each other.
  void besiege(std::size_t victim, const std::vector<std::size_t>& sybils, int times);
  /// Somebody else has the node's key, and speaks in its name. Its owner begins an epoch when that
  /// is seen.
  void capture(std::size_t node);
  /// It says more of its feed than anybody keeps of one.
  void chatter(std::size_t node, std::size_t entries);

 private:
  struct Wire {
    std::uint32_t dialler = 0;
    std::uint32_t listener = 0;
    std::int64_t latency = 0;
    std::array<bool, 2> open{};  // as the dialler sees it, and the listener
    std::array<bool, 2> dead{};  // what they say is lost
    std::array<UnixTime, 2> free_at{};
    UnixTime used_at;
    std::int64_t bytes_per_second = 0;  // 0: as many as there are
    std::uint64_t key = 0;
  };
  enum class Kind : std::uint8_t { frame, timer, dial, dialled, failed, closed, act, start };
  struct Event {
    std::uint64_t number = 0;
    std::uint32_t node = 0;
    std::uint32_t what = 0;  // a wire, another node, or an act
    Kind kind = Kind::timer;
    mesh::FrameBytes frame = {};
  };

  // When an event comes, and where it waits: what a heap moves about is small.
  struct Due {
    UnixTime at;
    std::uint64_t number = 0;
    std::uint32_t place = 0;

    friend auto operator<=>(const Due&, const Due&) = default;
  };

  // A witness at work, and what of it a backup has.
  struct Office {
    std::unique_ptr<tests::WitnessDesk> desk = {};
    std::optional<witness::Snapshot> signed_last = {};
    std::uint8_t key = 0;
    std::optional<std::pair<std::uint8_t, witness::WitnessState>> backup = {};  // and its key

    std::optional<witness::Proof> prove(const mesh::SnapshotName& name,
                                        const feed::FeedId& feed) const;
  };
  // What a witness said to others.
  struct Told {
    UnixTime at;
    std::map<feed::FeedId, witness::Leaf> leaves;
  };

  // world.cpp
  std::uint64_t later(UnixTime at, Kind kind, std::size_t node, std::uint32_t what,
                      mesh::FrameBytes frame = {});
  void push(const Due& due);
  bool has_to_wait(const Event& event) const;
  void happen(const Event& event);
  void tell(std::size_t node, const mesh::In& in);
  void on(std::size_t node, const mesh::Emit& out);
  void note(std::size_t node, const mesh::HeadMoved& event);
  void note(std::size_t node, const mesh::ForkFound& event);
  void note(std::size_t node, const mesh::OwnFeedStands& event);
  void note(std::size_t node, const mesh::OwnFeedAhead& event);
  void note(std::size_t node, const mesh::ProofHeard& event);
  template <class Other>
  void note(std::size_t, const Other&) {}
  std::optional<std::size_t> write_own(std::size_t node);
  void recover(std::size_t node);
  feed::Draft draft();
  std::vector<std::size_t> differing(std::size_t one, std::size_t other) const;

  // wires.cpp
  void on(std::size_t node, const mesh::Send& out);
  void on(std::size_t node, const mesh::Close& out);
  void on(std::size_t node, const mesh::Dial& out);
  void on(std::size_t node, const mesh::ResolveFeed& out);
  void on(std::size_t node, const mesh::SetTimer& out);
  void send(std::size_t node, const mesh::Send& out);
  std::optional<UnixTime> through(Wire& wire, std::size_t side, const mesh::Send& out);
  void break_wire(std::uint32_t wire);
  void dial(std::size_t dialler, std::size_t listener);
  void dialled(const Event& event);
  void deliver(const Event& event);
  void close(std::size_t node, mesh::LinkId link);
  std::int64_t latency(std::size_t a, std::size_t b) const;
  mesh::LinkUp link_up(std::uint32_t wire, bool outbound) const;
  mesh::PeerInfo info_of(std::size_t other, std::size_t of) const;
  static std::size_t side_of(const Wire& wire, std::size_t node) {
    return wire.dialler == node ? 0 : 1;
  }
  bool is_cut(std::size_t from, std::size_t to) const {
    return nodes_[from].side != nodes_[to].side && (!one_way_ || nodes_[from].side == 0);
  }

  // witnesses.cpp
  void open_desk(std::size_t node, Office& office);
  void reopen_desk(std::size_t node, bool restored);
  void see_all(std::size_t node);
  void see(std::size_t node, const feed::FeedId& feed);
  void attest_later();
  void attest(std::size_t node, Office& office);
  void show(std::size_t node, Office& office);

  // adversaries.cpp
  std::optional<mesh::FrameBytes> as_role(std::size_t node, const mesh::FrameBytes& frame);
  mesh::FrameBytes peers_of_sybils() const;
  mesh::FrameBytes with_lies(const mesh::FrameBytes& frame);
  void say(std::size_t node, mesh::LinkId link, const gossip::Frame& frame);
  void say_all(std::size_t node, const gossip::Frame& frame);
  void reclaim(std::size_t node, int tries);

  // invariants.cpp
  void violate(std::string what);
  void check(std::size_t node);
  void check_list(std::size_t node, const feed::FeedId& feed);
  void check_sent(std::size_t node, const mesh::FrameBytes& frame);
  void check_sent_entry(std::size_t node, const feed::Header& header);
  void check_dial(std::size_t node, std::string_view endpoint);
  void check_signed_once(std::size_t node, const feed::Header& header);

  Options options_;
  SplitMix64 chance_;
  Notary notary_;
  recon::ItemPool pool_;
  Beginning beginning_;
  Archive archive_;
  std::vector<Node> nodes_;
  std::vector<Wire> wires_;
  std::vector<Due> queue_;  // a heap, the next on top
  std::vector<Event> waiting_;
  std::vector<std::uint32_t> free_places_;  // of those
  std::vector<std::function<void()>> acts_;
  std::uint64_t next_event_ = 1;
  std::uint64_t events_done_ = 0;
  UnixTime now_ = epoch_start;
  mesh::Outs outs_;
  Tally tally_;
  bool one_way_ = false;                  // of a partition: side 0 is not heard on side 1
  std::set<std::size_t> contested_ = {};  // feeds that may fork, and whose author is at fault
  std::set<std::size_t> excused_ = {};    // feeds on which nobody needs to agree
  std::vector<std::size_t> sybils_ = {};
  std::map<std::pair<std::size_t, std::uint64_t>, std::size_t> signed_ = {};  // which update it was
  mesh::FrameBytes looked_into_ = {};
  std::map<std::size_t, Office> offices_ = {};
  std::uint8_t witnesses_ = 0;  // keys that were given out
  bool attests_ = false;
  std::map<std::string, Told> told_ = {};
  std::size_t told_snapshots_ = 0;
  std::map<std::tuple<std::size_t, feed::FeedId, std::string>, witness::Proof> testimony_ = {};
  std::vector<std::string> violations_;
};

}  // namespace waarmerk::sim
