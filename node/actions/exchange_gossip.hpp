// Exchange: the gossip engine at work. What it asks for is fetched, kept and resolved here.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "did/resolution.hpp"
#include "node/actions/allowance.hpp"
#include "node/actions/background.hpp"
#include "node/actions/feed_room.hpp"
#include "node/actions/ports.hpp"
#include "node/gossip/engine.hpp"
#include "node/gossip/serve.hpp"
#include "node/records/peers.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

inline constexpr ErrorCode peer_exists{"peer.exists", ErrorKind::conflict};
inline constexpr ErrorCode no_peer{"peer.not_found", ErrorKind::missing};
inline constexpr ErrorCode too_many_peers{"peer.too_many", ErrorKind::exhausted};

inline constexpr std::size_t peers_max = 64;

/// A peer with how it goes.
struct PeerState {
  std::string url;
  UnixTime added;
  std::string dialled;  ///< another than `url` where its node moved, and we followed
  gossip::PeerReport report;
};

/// How much of the documents of whom we know nothing may be written in a day.
inline constexpr std::size_t introduction_bytes_a_day = 256 << 20;

struct ExchangeOptions {
  did::ResolutionOptions resolution;
  gossip::Subscription subscription = {.all = true};
  FeedRoom* room = nullptr;  ///< outlives it; none: there is room for everything
  std::int64_t poll_ms = minute_ms;
};

/// One per node, on its strand. All outlive it, and it outlives what it spawned.
class Exchange {
 public:
  using Tell = std::function<void(const gossip::Event&)>;

  static Result<std::unique_ptr<Exchange>> start(Ports& ports, Background& background,
                                                 ExchangeOptions options);
  ~Exchange();

  /// Called with each event, for logs and counters.
  void on_event(Tell tell) { tell_ = std::move(tell); }
  /// Called with the addresses at which peers are reached, now and when they change.
  void on_peers(std::function<void(const std::vector<std::string>&)> tell);

  /// Tells the endpoints of nodes that are known by themselves: of these one is asked where a peer
  /// has no time and names it.
  void look_elsewhere_by(std::function<std::vector<std::string>()> find) {
    find_elsewhere_ = std::move(find);
  }

  /// Fails with peer.malformed, peer.exists or peer.too_many, or as the journal does.
  Task<Result<void>> add_peer(std::string url);
  /// Fails with peer.not_found.
  Task<Result<void>> remove_peer(std::string url);
  std::vector<PeerState> peers() const;

  /// Looks whether the nodes of peers moved, and asks them where they are now. What the operator
  /// wrote stays as it is.
  void follow_moves();

  /// These are not held any more.
  void forgot(std::vector<feed::FeedId> feeds);
  /// Other feeds are kept from now on.
  void subscribe(gossip::Subscription subscription);
  /// Asks every peer now.
  void sync_now();
  /// A body that a peer posted to `/bot/1/push`.
  void pushed(Bytes body);
  /// Our own feed grew.
  void published();
  /// Whether peers' entries of our own feed are taken (after a restore), and those of its mirrors.
  void recover_own_feed(bool recovering);

  /// The keys by which a feed is judged, where they are known.
  const feed::FeedKeys* find_keys(const feed::FeedId& feed) const {
    return engine_.find_keys(feed);
  }

  /// Finds the keys of a feed that was met elsewhere: by its host, or else by what is held, or else
  /// by the payload of its first entry. Whether they are known.
  Task<bool> introduce(feed::FeedId feed, Bytes introduction);
  /// A document of whose feed it is was kept.
  void look_again(const feed::FeedId& feed);

  /// What a peer's GET is answered; `path` is behind `/bot/1`.
  gossip::Served serve(std::string_view path, std::string_view query) const;

 private:
  Exchange(Ports& ports, Background& background, ExchangeOptions options, gossip::Engine engine);

  struct Place {
    records::Peer peer;
    std::string dialled;
    bool is_own_mirror = false;  // no peer, but it has what we said
  };

  void feed_engine(gossip::In in);
  void perform(gossip::Out out);
  Task<void> perform_get(gossip::HttpGet get);
  Task<void> perform_post(gossip::HttpPost post);
  Task<void> perform_store(gossip::Store store);
  Task<void> perform_resolve(gossip::ResolveFeed resolve);
  Task<bool> learn_keys(gossip::ResolveFeed resolve);
  Task<Result<feed::FeedKeys>> find_keys(gossip::ResolveFeed resolve);
  Result<void> take_room(const feed::FeedId& feed, const storage::Batch& rows);
  Result<void> adopt_peers();
  Result<std::vector<Place>> find_places() const;
  void tell_peers() const;
  std::string address_of(const records::Peer& peer) const;
  bool is_at_home(const did::Did& did) const;

  Ports& ports_;
  Background& background_;
  ExchangeOptions options_;
  gossip::Engine engine_;
  std::map<gossip::PeerId, Place> peers_;
  std::uint32_t next_peer_ = 1;
  Tell tell_;
  std::function<void(const std::vector<std::string>&)> tell_peers_;
  std::function<std::vector<std::string>()> find_elsewhere_ = [] {
    return std::vector<std::string>();
  };
  Allowance introductions_{introduction_bytes_a_day};
  bool is_recovering_ = false;
};

}  // namespace waarmerk::node::actions
