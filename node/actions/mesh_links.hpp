// MeshLinks: the mesh's core at work. What it wants to say is said over sockets, whom it wants to
// talk to is dialled, and who dials us is heard, once it is known who that is (mesh_meeting.cpp).
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/base/result.hpp"
#include "did/resolution.hpp"
#include "node/actions/asked_hosts.hpp"
#include "node/actions/background.hpp"
#include "node/actions/link_memory.hpp"
#include "node/actions/mesh_shelf.hpp"
#include "node/actions/ports.hpp"
#include "node/fetch/dialler.hpp"
#include "node/link/handshake.hpp"
#include "node/mesh/core.hpp"
#include "node/task/mailbox.hpp"
#include "node/task/socket.hpp"
#include "node/task/strand.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

/// The protocol of a WebSocket that is a link (spec/wire/link.md).
inline constexpr std::string_view link_protocol = "bot.1";

/// Past this a clock that differs is shown (spec/wire/link.md 6).
inline constexpr std::int64_t clock_difference_ms_max = 5 * minute_ms;

/// Who is at the other end of a link, as it showed when the link came up.
struct LinkState {
  std::optional<did::Did> did = {};  ///< nothing: it named none, and only reads
  std::string endpoint = {};         ///< where it was dialled; empty where it dialled us
  bool is_bound = false;             ///< to TLS, of which both ends are in the nodes' own processes
  std::int64_t clock_ahead_ms = 0;   ///< of ours
};

/// One per node. All outlive it, and it outlives what it spawned.
class MeshLinks {
 public:
  using Tell = std::function<void(const mesh::Event&)>;
  /// What the rest of the node knows.
  struct Known {
    MeshJudge::FindKeys find_keys;  ///< the keys of a feed
    /// Finds them, where that can be; with the payload of its first entry, or nothing.
    std::function<Task<bool>(feed::FeedId, Bytes)> introduce = {};
    MeshShelf::Learnt learnt = {};         ///< a document of whose feed it is was kept
    const WitnessRole* role = nullptr;     ///< where this node is a witness; outlives all
    std::set<std::string> witnesses = {};  ///< the DIDs of those that count here
    FeedRoom* room = nullptr;              ///< on the disk; outlives all
    gossip::Subscription subscription = {.all = true};
  };

  MeshLinks(Ports& ports, Background& background, fetch::Dialler& dialler, const Strand& strand,
            Known known, did::ResolutionOptions resolution);
  ~MeshLinks();

  /// Called with each event, on the node's strand.
  void on_event(Tell tell) { tell_ = std::move(tell); }

  /// Somebody dialled us, from this address. Until that ends; on the executor of the socket.
  Task<void> converse(Socket& socket, std::string address = {});

  /// Other feeds are kept from now on.
  void subscribe(const gossip::Subscription& subscription);
  /// The peers of the configuration, by their addresses.
  void peers_are(const std::vector<std::string>& urls);
  /// An entry of our own feed is on the disk.
  void published(const feed::Header& header);
  /// A feed grew by these, by another way.
  void arrived(const std::vector<feed::Header>& headers);
  /// Asks how far our own feed went, as mesh::OwnFeedStands tells once it is known; or no more.
  void recover_own_feed(bool is_wanted);
  /// Lets go of a feed and of what followed from it, unless more of it is just being written.
  void forget(const feed::FeedId& feed);
  /// We are a witness, and signed this.
  void signed_as_witness(const witness::Snapshot& snapshot);
  /// Asks what the newest snapshot of a witness, as it came over a link, says of these feeds; 64 at
  /// the most. What is known somewhere comes as mesh::ProofHeard.
  void want_proofs(const did::Did& witness, std::vector<feed::FeedId> feeds);
  /// We stop: says so on every link, and makes no other. What is said is on its way once nobody
  /// talks any more.
  void leave();
  /// How many conversations there are, also those that just end.
  std::size_t talking() const;
  /// Nodes that took a link and say themselves that they can be reached there.
  std::vector<std::string> good_endpoints() const { return core_.good_endpoints(); }
  /// These addresses of nodes may be dialled; nothing is known of them.
  void know(const std::vector<std::string>& urls);
  /// How many links stand.
  std::size_t links() const { return core_.links(); }
  /// Whom they lead to, in the order in which they came up.
  std::vector<LinkState> link_states() const;

 private:
  /// What waits to be said on one link.
  struct Line {
    Mailbox<mesh::FrameBytes> outbox;
    Mailbox<bool> said;  ///< is closed once nobody speaks any more
    std::atomic<std::size_t> waiting_bytes = 0;
    std::atomic<std::size_t> waiting_frames = 0;
    LinkState state = {};
  };
  struct Meeting {
    link::Peer peer;
    std::string endpoint = {};  ///< where it was dialled
    std::string address = {};   ///< from where it dialled us
    bool outbound = false;
  };

  /// The host, and the port where it is not that of the scheme.
  static std::string authority_of(const std::string& endpoint,
                                  const did::ResolutionOptions& options);
  void feed_core(const mesh::In& in);
  void tell(const mesh::Event& event);
  void recall();
  void renew_own_record();
  std::vector<std::pair<feed::FeedId, UnixTime>> find_new_feeds();
  void perform(mesh::Out& out);
  void send(const mesh::Send& wanted);
  Task<void> dial(std::string endpoint);
  Task<void> resolve(mesh::ResolveFeed wanted);
  bool may_ask_for(const mesh::ResolveFeed& wanted);
  /// Whom we mean to talk to, or nobody, and who is to blame for what that makes us ask.
  struct Greeted {
    link::Role role;
    std::string host;
    Causer causer;
  };
  Task<Result<link::Peer>> meet(Socket& socket, Greeted greeted);
  Task<Result<std::vector<keys::PublicKey>>> held_node_keys(did::Did did);
  Task<Result<std::vector<keys::PublicKey>>> ask_node_keys(did::Did did, Causer causer);
  Task<Result<link::HandshakeOptions>> prepare(link::Role role, std::string host);
  Task<void> talk(Socket& socket, Meeting meeting);
  static Task<void> say_all(Socket& socket, std::shared_ptr<Line> line);
  mesh::PeerInfo info_of(const Meeting& meeting) const;
  Task<mesh::LinkId> begin(Meeting meeting, std::shared_ptr<Line> line);
  Task<bool> hear(mesh::LinkId id, Bytes frame);
  Task<bool> end(mesh::LinkId id);
  link::HandshakeOptions greeting(link::Role role, std::string host);

  Ports& ports_;
  Background& background_;
  fetch::Dialler& dialler_;
  const Strand& strand_;
  std::function<Task<bool>(feed::FeedId, Bytes)> introduce_;
  FeedRoom* room_;
  MeshJudge::FindKeys find_keys_;
  AskedHosts asked_hosts_;
  did::ResolutionOptions resolution_;
  std::string endpoint_;  ///< where others may dial us; empty where they cannot
  std::string host_;      ///< the host in it, which a dialler must mean
  MeshShelf shelf_;
  MeshJudge judge_;
  mesh::Core core_;
  mesh::Outs outs_;
  std::map<mesh::LinkId, std::shared_ptr<Line>> lines_;  ///< that stand
  std::vector<std::weak_ptr<Line>> all_lines_;           ///< some of which may end just now
  LinkMemory memory_;
  std::optional<UnixTime> own_record_at_;
  bool is_performing_ = false;
  std::uint32_t next_link_ = 1;
  Tell tell_;
};

}  // namespace waarmerk::node::actions
