// Core: one node among its links: what it pushes, announces, asks for, compares and refuses
// (spec/wire/mesh.md).
//
// Sans-IO: it owns no socket, reads no clock and draws no randomness. The same seed and inputs give
// the same outputs. Whoever drives it:
//
//   core.handle(now, input, outs);
//   for (auto& out : outs) perform(out);
//   outs.clear();
//
// core.cpp has its time, links.cpp its links, entries.cpp what arrives, answers.cpp what others
// ask, chases.cpp what it asks itself, meeting.cpp feeds that are not known yet, forks.cpp proofs,
// branches.cpp what is said behind them, repair.cpp comparing, pages.cpp what is told where too
// much differs, witnesses.cpp who saw what, own_feed.cpp the recovery of our own feed.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "crypto/base/split_mix.hpp"
#include "node/feed/chain.hpp"
#include "node/feed/head_recovery.hpp"
#include "node/gossip/frame.hpp"
#include "node/mesh/budget.hpp"
#include "node/mesh/limits.hpp"
#include "node/mesh/messages.hpp"
#include "node/mesh/peers.hpp"
#include "node/mesh/plum.hpp"
#include "node/mesh/shelf.hpp"
#include "node/mesh/slots.hpp"
#include "node/mesh/strangers.hpp"
#include "node/recon/initiator.hpp"
#include "node/recon/item_set.hpp"
#include "node/recon/responder.hpp"

namespace waarmerk::node::mesh {

struct Config {
  gossip::Subscription subscription = {};
  std::optional<feed::FeedId> own_feed = {};
  std::optional<gossip::PeerRecord> own_record = {};  ///< where others may dial us
  std::set<std::string> witnesses = {};  ///< the DIDs of those that count; they are always heard
  Limits limits = {};
};

class Core {
 public:
  /// `heads` has an item for each feed that the shelf holds: of its head, or of its fork. Shelf and
  /// judge outlive the core.
  Core(Config config, std::uint64_t seed, recon::ItemSet heads, Shelf& shelf, const Judge& judge);

  /// Never blocks; appends what is to be done. What a peer sends cannot make it fail, only count
  /// against the peer.
  void handle(UnixTime now, const In& in, Outs& outs);

  /// What is held, as it is compared with others.
  const recon::ItemSet& heads() const { return heads_; }
  std::size_t links() const { return slots_.size(); }
  std::size_t eager_links() const { return plum_.eager().size(); }
  /// What is kept of what peers said, beside what the shelf holds: entries that wait for a gap,
  /// payloads and entries that were asked for.
  std::size_t waiting() const;
  /// Announced entries that are awaited.
  std::size_t wanted() const { return plum_.wanted(); }
  /// Where others may be found.
  std::size_t addresses() const { return peers_.known(); }

  /// Where others took a link and say themselves that they can be reached.
  std::vector<std::string> good_endpoints() const { return peers_.good(now_); }

  /// A digest of all that decides what comes next.
  std::uint64_t state_hash() const;

 private:
  using FeedId = feed::FeedId;
  using Header = feed::Header;
  using ForkProof = feed::ForkProof;

  // A reconciliation that we began, up to the answer to what we lack.
  struct Asking {
    std::uint64_t session = 0;
    recon::Initiator initiator;
    UnixTime since;
    std::vector<recon::Item> have = {};
    bool awaits_heads = false;
  };
  // One that the other side began.
  struct Answering {
    std::uint64_t session = 0;
    recon::Responder responder;
    UnixTime since;
  };
  struct Link {
    LinkId id;
    PeerInfo who;
    bool outbound = false;
    bool taken = false;  // the other side said more than why it ends
    LinkBudget budget;
    UnixTime last_heard;
    UnixTime last_said;
    std::optional<UnixTime> told_peers = {};
    std::optional<UnixTime> heard_peers = {};
    std::optional<std::set<FeedId>> interest = {};  // none: every feed
    std::unique_ptr<Asking> asking = {};
    std::unique_ptr<Answering> answering = {};
    std::uint64_t asked_own = 0;                // the number of our question for our own head
    std::optional<std::size_t> own_place = {};  // in the recovery, where its word counts
    UnixTime paged_at = {};
    std::uint64_t asked_page = 0;                 // the number of our question for a page
    std::optional<std::uint64_t> next_page = {};  // to be asked for
    std::size_t disappointments = 0;
    std::size_t broken_before = 0;    // promises, at the last look
    std::vector<Sha256> told = {};    // heads that it lacked when last compared
    bool has_more_strangers = false;  // than could wait to be asked about
    bool is_refused = false;          // what it brings of them, and that was told
  };
  // Someone has more of a feed than we do, and is being asked for it.
  struct Chase {
    Slot slot = 0;
    std::uint32_t epoch = 0;
    std::uint64_t to = 0;       // as far as it goes there
    feed::SeqRange asked = {};  // of which this is awaited
    UnixTime since;
    bool payloads = true;
    bool waits = false;  // to be asked

    std::uint64_t size() const { return asked.to - asked.from + 1; }
  };
  // A header whose payload was asked for.
  struct Awaited {
    Header header;
    Slot slot = 0;
    UnixTime since;
  };
  // The newest snapshot of a witness, and whom to ask about it.
  struct KnownSnapshot {
    witness::Snapshot snapshot;
    FrameBytes frame;               // of it, as each new link is told
    std::optional<Slot> from = {};  // while that link stands; nothing of our own
    UnixTime heard;
    bool is_ours = false;
  };
  // Who wants to know what a snapshot says of a feed.
  struct Wish {
    Slots others;
    bool ours = false;
    UnixTime since;
  };
  using WishName = std::tuple<std::string, UnixTime, FeedId>;
  struct Heard {
    Header header;
    std::optional<Bytes> payload;
    feed::FeedHead place;
    Source source;
    bool is_gone = false;  // its payload, which who was asked does not have
  };
  // A payload of a branch that is not followed, to be asked for.
  struct BranchPayload {
    Header header;
    UnixTime next;
    std::size_t times_asked = 0;
  };

  // core.cpp
  void on(const Timer& in);
  void on(const Published& in);
  void on(const SubscriptionChanged& in);
  void on(const FeedForgotten& in);
  void on(const FeedsMetBefore& in);
  void set_timer();
  void run_plum();
  void check_links();
  void forget_stale();
  void emit(Event event) { outs_->push_back(Emit{std::move(event)}); }
  bool wants(const FeedId& feed) const;
  bool takes(const FeedId& feed) const { return wants(feed) && shelf_.has_room(feed); }

  // links.cpp
  void on(const LinkUp& in);
  void refuse(const LinkUp& in, const PeerInfo& who, std::uint64_t code);
  void on(const LinkDown& in);
  void on(const DialFailed& in);
  void on(const AddressesKnown& in);
  void on(const PeersConfigured& in);
  void on(const DiscouragedBefore& in) { peers_.recall(in.all, now_); }
  void on(const OwnRecordSigned& in) { config_.own_record = in.record; }
  void on(const Leaving& in);
  void on(const Received& in);
  std::optional<Slot> find_slot(LinkId link) const;
  void greet(Slot slot);
  void drop(Slot slot);
  void part(Slot slot, std::uint64_t code);
  void misbehaved(Slot slot, std::string what);
  void delivered(Slot slot);
  void disappointed(Slot slot);
  bool let_go_if_useless(Slot slot);
  bool may_work(Slot slot, std::int64_t tokens);
  static bool may_tell(const Link& link);
  bool is_left_unread(const Link& link, const gossip::Frame& frame) const;
  void send(Slot slot, const gossip::Frame& frame, Priority priority = Priority::normal);
  void send(Slot slot, FrameBytes bytes, Priority priority = Priority::normal);
  void tell_peers(Slot slot);
  void dial_more();
  void on_frame(Slot slot, gossip::Ihave& frame);
  void on_frame(Slot slot, gossip::Prune&) { plum_.pruned(slot); }
  void on_frame(Slot slot, gossip::Graft&) { plum_.grafted(slot); }
  void on_frame(Slot slot, gossip::Ping&) { send(slot, gossip::Pong{}, Priority::lazy); }
  void on_frame(Slot, gossip::Pong&) {}
  void on_frame(Slot slot, gossip::Bye& frame);
  void on_frame(Slot slot, gossip::Subscribe& frame);
  void on_frame(Slot slot, gossip::Peers& frame);

  // entries.cpp
  void on_frame(Slot slot, gossip::Entries& frame);
  void on_frame(Slot slot, gossip::PayloadAnswer& frame);
  void on_frame(Slot slot, gossip::PayloadAbsent& frame);
  void hear(Slot slot, const Header& header, std::optional<Bytes> payload);
  Source source_of(Slot slot, const Header& header) const;
  void judge_entry(Heard heard);
  void accept(Heard heard, feed::EntryState state);
  void park(Heard heard);
  void take_parked(const FeedId& feed, std::uint64_t seq, std::optional<Slot> slot);
  void refused(const Heard& heard, const Error& error);
  void spread(const Heard& heard);
  Slots interested(const FeedId& feed) const;
  void await_payload(const Source& source, const Header& header);

  // answers.cpp
  void on_frame(Slot slot, gossip::Iwant& frame);
  void on_frame(Slot slot, gossip::PayloadRequest& frame);
  void on_frame(Slot slot, gossip::HeadsRequest& frame);
  void answer_range(Slot slot, const gossip::EntryRange& range);
  void send_entries(Slot slot, const std::vector<Header>& headers, bool payloads);
  gossip::PushedEntry entry_to_send(const Header& header, bool payload) const;

  // chases.cpp
  void on_frame(Slot slot, gossip::Heads& frame);
  void hear_claim(Slot slot, const Header& head);
  void chase(Slot slot, const FeedId& feed, std::uint32_t epoch, feed::SeqRange lacking);
  void look_back(Slot slot, const FeedId& feed, std::uint64_t to);
  void ask(Chase& chase, feed::SeqRange range, bool payloads);
  bool is_stale(const Chase& chase) const;
  void ask_for_chases();
  void go_on(const Header& held);
  bool was_asked(Slot slot, const Header& header) const;

  // meeting.cpp
  void on(const FeedResolved& in);
  Strangers::Bringer bringer(std::optional<Slot> slot) const;
  bool is_stranger(const Header& head) const;
  void meet(Slot slot, const Header& claim);
  void ask_strangers();
  void ask_who(Slot slot, const Header& claim);
  void refuse(Slot slot, const Error& error);
  void hear_stranger(const Heard& heard);
  void look_up(const Strangers::Asked& asked, ByteView introduction);
  void doubt_keys(Slot slot, const Header& header);

  // forks.cpp
  void on_frame(Slot slot, gossip::Fork& frame);
  void hear_fork(Slot slot, const ForkProof& proof);
  void conflict(const Heard& heard, const ForkProof& proof);
  bool keep_fork(const ForkProof& proof, std::optional<Slot> from);

  // branches.cpp
  void read_branch(Slot slot, const ForkProof& proof);
  void ask_behind(Slot slot, const ForkProof& proof, std::uint64_t from);
  void hear_branch(const Heard& heard);
  void want_branch(Slot slot, const Header& header);
  void ask_branches();
  bool keep_branch(const Header& header, const Bytes& payload);

  // repair.cpp
  void on_frame(Slot slot, gossip::Recon& frame);
  void repair_some_link();
  void begin_repair(Slot slot);
  void hear_answer(Slot slot, gossip::Recon& frame);
  void hear_question(Slot slot, gossip::Recon& frame);
  void end_asking(Slot slot);
  void judge_staleness(Slot slot, const std::vector<Header>& lacks);
  void give_what_they_lack(Slot slot, const gossip::Heads& told);
  void give_wanted(Slot slot, const std::vector<recon::ItemId>& wanted);
  void add_heads(const recon::Item& item, gossip::Heads& heads) const;
  void send_heads(Slot slot, const gossip::Heads& heads);
  std::optional<recon::Item> item_for(const FeedId& feed) const;
  std::optional<ForkProof> fork_now(const FeedId& feed) const;
  void replace_item(const FeedId& feed, std::optional<recon::Item> before);
  void look_up_items(const FeedId& feed);
  recon::ItemSet shared_with(const Link& link) const;

  // pages.cpp
  void begin_pages(Slot slot);
  void ask_for_pages();
  void hear_page(Slot slot, const gossip::Heads& frame);
  void answer_page(Slot slot, const gossip::HeadsRequest& frame);

  // witnesses.cpp
  void on(const SnapshotSigned& in);
  void on(const ProofsWanted& in);
  void on_frame(Slot slot, witness::Snapshot& frame);
  void on_frame(Slot slot, gossip::ProofRequest& frame);
  void on_frame(Slot slot, witness::Proof& frame);
  bool is_news(const witness::Snapshot& snapshot) const;
  void hear_again(const witness::Snapshot& snapshot, Slot slot);
  void take(const witness::Snapshot& snapshot, std::optional<Slot> from);
  void tell_snapshots(Slot slot);
  void wish(const did::Did& of, const std::vector<FeedId>& feeds, std::optional<Slot> who);
  void forget_witnesses();

  // own_feed.cpp
  void on(const RecoverOwnFeed& in);
  bool hear_own(const Header& header);
  bool may_vouch(const Link& link) const;
  void ask_own_heads();
  void hear_own_head(Slot slot, const gossip::Heads& frame);
  void own_link_lost(const Link& link);
  void conclude_recovery();
  bool awaits_own_heads() const;

  Config config_;
  SplitMix64 chance_;
  recon::ItemSet heads_;
  Shelf& shelf_;
  const Judge& judge_;
  feed::SignatureCheck is_signed_;
  UnixTime now_;
  Outs* outs_ = nullptr;  // of the call that is being handled

  std::vector<std::unique_ptr<Link>> links_;  // by slot
  std::vector<LinkId> ids_;                   // by slot, side by side for a quick search
  Slots slots_;                               // that are up
  Plum plum_;
  Peers peers_;
  FeedBudget feed_budget_;
  Strangers strangers_;
  std::map<FeedId, Chase> chases_;
  bool chases_wait_ = false;  // perhaps
  std::map<FeedId, feed::Parking> parked_;
  std::size_t parked_count_ = 0;
  std::map<Sha256, Awaited> awaited_;
  std::map<Sha256, BranchPayload> branches_;
  Slots paging_;  // where more pages are to be asked for
  std::map<std::string, KnownSnapshot> snapshots_;
  std::map<WishName, Wish> wishes_;
  std::uint64_t next_session_ = 1;
  std::optional<feed::HeadRecovery> recovery_;
  bool recovering_ = false;
  std::set<FeedId> met_before_;
  UnixTime next_recovery_;
  bool is_leaving_ = false;
  UnixTime next_check_;
  UnixTime next_repair_;
  std::optional<UnixTime> timer_;
};

}  // namespace waarmerk::node::mesh
