// Core: what an Engine knows and does. Not for others to include.
//
// peers.cpp asks each peer what arrived there; rounds.cpp fetches, judges and stores what one feed
// lacks; ranges.cpp asks for its headers; forks.cpp finds where two chains part and keeps the
// proof; pushes.cpp takes and gives hints.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "crypto/base/split_mix.hpp"
#include "node/feed/chain.hpp"
#include "node/gossip/engine.hpp"
#include "node/gossip/frame.hpp"

namespace waarmerk::node::gossip {

class Engine::Core {
 public:
  Core(Config config, std::uint64_t seed, Snapshot initial, const feed::FeedReader& reader);

  void handle(UnixTime now, In in);
  std::optional<Out> poll();
  std::vector<PeerReport> peers() const;
  const feed::FeedKeys* find_keys(const feed::FeedId& feed) const;
  std::uint64_t state_hash() const;

 private:
  using FeedId = feed::FeedId;
  using Header = feed::Header;
  using ForkProof = feed::ForkProof;

  enum class Fault { unreachable, dishonest };

  struct Peer {
    std::uint64_t cursor = 0;
    UnixTime next_poll;
    UnixTime last_poll;
    UnixTime next_rescan;
    UnixTime quiet_until;
    std::uint32_t failures = 0;
    std::optional<UnixTime> last_ok;
    std::string last_failure;
    std::optional<ErrorCode> fault;  // while it fails
    bool is_static = false;          // a host of plain files, which are asked for in blocks
    bool polling = false;
    std::size_t pages = 0;  // of heads, in this poll
    bool pushing = false;
    std::size_t in_flight = 0;
    std::set<FeedId> ready;                   // feeds that a round may start for
    std::map<FeedId, std::uint64_t> to_push;  // from which seq on
    std::deque<ForkProof> forks_to_push;
  };

  // A peer said that its head of a feed is this one.
  struct Claim {
    Header head;
    UnixTime not_before;
  };

  // One exchange about one feed, up to its Store.
  struct Round {
    std::optional<PeerId> peer;  // none: what was pushed or parked
    std::vector<Header> headers;
    std::vector<StoredEntry> entries;  // of the first headers, judged
    std::size_t payload_bytes = 0;
    std::optional<ForkProof> best;  // while looking back
    std::size_t pages = 0;
  };

  struct Feed {
    std::optional<feed::FeedKeys> keys;
    bool resolving = false;
    std::uint32_t resolve_failures = 0;
    UnixTime not_before;
    UnixTime budget;  // the time up to which rounds were paid for
    std::map<PeerId, Claim> claims;
    std::map<PeerId, ForkProof> claimed_forks;  // not judged yet, for want of keys
    std::optional<ForkProof> fork;           // of the newest forked epoch, the lowest to be stored
    std::map<PeerId, Header> branch_heads;   // behind the fork, not read yet
    std::map<PeerId, Sha256> branches_read;  // the last such head of each peer that was read
    std::deque<Header> branch_wanted;        // lists of other branches, to be fetched
    bool hunting = false;                    // for a payload of another branch
    UnixTime next_hunt;
    std::uint32_t hunts_failed = 0;
    feed::Parking parked;
    std::optional<Round> round;
  };

  enum class Ask {
    heads,
    introduction,
    introduction_payload,
    range,
    payload,
    trace,
    branch,
    branch_range,
    push
  };

  struct Request {
    PeerId peer;
    Ask ask = Ask::heads;
    FeedId feed{};
    std::optional<Header> header = {};  // whose payload is asked for
    std::uint32_t epoch = 0;
    feed::SeqRange range = {};
    std::optional<feed::SeqRange> block = {};  // asked for in the range's stead
    Bytes gathered = {};                       // from blocks
    std::vector<PeerId> others = {};           // to be asked where this one fails (branch)
  };

  struct Writing {
    FeedId feed{};
    bool is_round = false;
    bool is_branch = false;
    std::optional<ForkProof> fork = {};
    std::optional<PeerId> from = {};
  };

  // engine.cpp
  void on(KeysKnown& in);
  void on(KeysUnknown& in);
  void on(HttpDone& in);
  void answer(Request& request, HttpDone& in);
  void on(StoreDone& in);
  void on(Pushed& in);
  void on(Published& in);
  void on(Timer& in);
  void on(PeersChanged& in);
  void on(SubscriptionChanged& in);
  void on(SyncNow& in);
  void on(RecoverOwnFeed& in);
  void on(FeedsForgotten& in);
  void advance();
  void set_timer();
  UnixTime after_failures(std::uint32_t failures);
  bool is_due(UnixTime at) const;
  void emit(Event event) { out_.push_back(Emit{std::move(event)}); }

  // peers.cpp
  void add_peer(PeerId id);
  void ask_peer(PeerId id, Peer& peer);
  RequestId get(Request request, std::string path, std::size_t bytes_max);
  static std::string poll_path(const Peer& peer);
  void on_heads(PeerId id, const HttpDone& in);
  void hear_page(PeerId id, Peer& peer, const Heads& page);
  void well(Peer& peer, PeerId id);
  void fail_peer(PeerId id, Fault fault, std::string reason);
  void hear_head(PeerId id, const Header& head);
  void hear_own_head(std::optional<PeerId> id, const Header& head);

  // rounds.cpp
  bool wants(const FeedId& feed) const;
  bool is_frozen_own(const FeedId& feed) const;
  Feed* find_or_add(const FeedId& feed);
  static bool is_idle(const Feed& feed);
  bool forget_another();
  void forget(const FeedId& feed);
  /// What is known of a fork in this epoch.
  std::optional<ForkProof> fork_in(const FeedId& id, const Feed& feed, std::uint32_t epoch) const;
  static bool has_branch(const Feed& feed, PeerId peer);
  static bool awaits_keys(const Feed& feed, PeerId peer);
  void settle(const FeedId& id);
  void hold(const FeedId& id, UnixTime until);
  bool pay_for_round(Feed& feed);
  void start_round(PeerId peer, const FeedId& id);
  void ask_range(PeerId peer, const FeedId& id, const feed::Head& held, const Header& claimed);
  void ask_epoch(PeerId peer, const FeedId& id, std::uint32_t epoch);
  Feed* answered(const Request& request, const HttpDone& in);
  void give_up(const Request& request, std::string reason);
  void introduce(PeerId peer, const FeedId& id, Feed& feed);
  void on_introduction(const Request& request, const HttpDone& in);
  void on_introduction_payload(const Request& request, const HttpDone& in);
  void resolve(const FeedId& id, Feed& feed, ByteView did_log);
  bool has_ended(const Request& request, const HttpDone& in) const;
  void on_range(const Request& request, const HttpDone& in);
  void refuse_range(const Request& request, Feed& feed, const Error& error);
  static bool awaits_document(const Round& round);
  void gather_payloads(const FeedId& id, Feed& feed);
  void on_payload(const Request& request, const HttpDone& in);
  StoredEntry judged(const Feed& feed, const Header& header, ByteView payload, bool held) const;
  static bool follows(const feed::Head& head, const Header& next);
  void store_round(const FeedId& id, Feed& feed);
  void end_round(const FeedId& id, Feed& feed);
  void round_stored(const Writing& writing, Feed& feed);
  void drop_claims(const FeedId& id, Feed& feed);
  bool is_settled(const Feed& feed, const feed::ChainState& state, const Header& head) const;
  void shun(const FeedId& id, PeerId peer);

  // ranges.cpp
  static bool wants_headers(Ask ask);
  void get_headers(Request request);
  void get_block(Request request, feed::SeqRange block);
  bool gather_headers(Request& request, HttpDone& in);
  void cut_headers(const Request& request, HttpDone& in);

  // forks.cpp
  void look_back(PeerId peer, const FeedId& id, Feed& feed, std::uint64_t to);
  void on_trace(const Request& request, const HttpDone& in);
  void hear_fork(const ForkProof& proof, std::optional<PeerId> from);
  void keep_fork(const ForkProof& proof, std::optional<PeerId> from);
  void write_fork(const ForkProof& proof, std::optional<PeerId> from);
  void fork_stored(const Writing& writing);

  // branches.cpp
  static void note_branch(Feed& feed, const feed::ChainState& state, PeerId peer,
                          const Header& head);
  void read_branch(PeerId peer, const FeedId& id, Feed& feed);
  void on_branch_range(const Request& request, const HttpDone& in);
  void want_lists(Feed& feed, const std::vector<Header>& headers);
  void hunt_branches(const FeedId& id);
  void ask_branch(const FeedId& feed, const Header& header, std::vector<PeerId> peers);
  void on_branch(const Request& request, const HttpDone& in);

  // pushes.cpp
  void hear_pushed(const PushedEntry& entry);
  void park(const PushedEntry& entry, Feed& feed);
  void take_parked(const FeedId& id, Feed& feed);
  void drop_parked(Feed& feed, std::uint64_t seq_held);
  void look_through_parked();
  void hint();
  void spread(const FeedId& id, std::uint64_t from_seq, std::optional<PeerId> except);
  void push_to(PeerId id, Peer& peer);
  std::optional<Frame> next_push(Peer& peer) const;

  Config config_;
  const feed::FeedReader& reader_;
  SplitMix64 chance_;
  UnixTime now_;
  bool recovering_own_ = false;
  std::uint64_t next_request_ = 1;
  std::map<PeerId, Peer> peers_;
  std::map<FeedId, Feed> feeds_;
  std::map<RequestId, Request> requests_;
  std::map<RequestId, Writing> writings_;
  std::set<std::pair<UnixTime, FeedId>> waiting_;  // feeds to settle again at a time
  std::vector<ForkProof> unsaved_forks_;
  UnixTime unsaved_forks_retry_;
  std::size_t resolving_ = 0;
  std::size_t parked_count_ = 0;  // of all feeds
  UnixTime parked_looked_;        // through them all
  std::optional<UnixTime> timer_;
  std::deque<Out> out_;
};

}  // namespace waarmerk::node::gossip
