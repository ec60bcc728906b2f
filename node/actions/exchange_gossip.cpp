#include "node/actions/exchange_gossip.hpp"

#include <algorithm>
#include <set>
#include <type_traits>
#include <utility>
#include <variant>

#include "did/did_webvh.hpp"
#include "node/actions/accept_entries.hpp"
#include "node/actions/ask_elsewhere.hpp"
#include "node/actions/ask_watchers.hpp"
#include "node/actions/commit.hpp"
#include "node/actions/get_from_peer.hpp"
#include "node/actions/known_did.hpp"
#include "node/actions/mirrors.hpp"
#include "node/actions/moved_peer.hpp"
#include "node/actions/peer_url.hpp"
#include "node/actions/resolve_did.hpp"
#include "node/feed/feed_keys.hpp"
#include "node/feed/payload.hpp"
#include "node/records/dids.hpp"

namespace waarmerk::node::actions {
namespace {

/// The keys that what we hold of this DID authorises for its feed.
Result<feed::FeedKeys> keys_held(const storage::View& store, const did::Did& did) {
  TRY(documents, get_documents(store, did));
  return feed::feed_keys_of(documents);
}

/// The keys of every feed whose DID we know.
Result<gossip::Snapshot> known_keys(const records::Records& records, const Identity& self) {
  gossip::Snapshot snapshot;
  if (auto own = feed::feed_keys_of(self.documents)) snapshot.keys.push_back({self.feed, *own});
  TRY(dids, records::list_dids(records.store));
  std::set<feed::FeedId> seen;
  for (const auto& known : dids) {
    const auto document = did::DidDocument::read(known.document);
    if (!document) continue;
    const auto feed = feed::feed_id_of(document->id());
    // A DID that moved is there by each of its names.
    if (feed == self.feed || !seen.insert(feed).second) continue;
    if (auto keys = keys_held(records.store, document->id())) {
      snapshot.keys.push_back({feed, *keys});
    }
  }
  return snapshot;
}

/// Whether the first entry is still the next one of its feed.
bool still_follows(const feed::FeedReader& reader, const gossip::Store& store) {
  if (store.entries.empty()) return true;
  const auto head = reader.head(store.feed);
  const auto& first = store.entries.front().header;
  if (!head) return first.seq == 1;
  return first.epoch > head->epoch || first.seq == head->seq + 1;
}

}  // namespace

Result<std::unique_ptr<Exchange>> Exchange::start(Ports& ports, Background& background,
                                                  ExchangeOptions options) {
  TRY(snapshot, known_keys(ports.records, ports.self));
  gossip::Config config{.subscription = options.subscription,
                        .own_feed = ports.self.feed,
                        .judge = make_judge(ports.records)};
  if (options.room != nullptr)
    config.has_room = [room = options.room, &ports](const feed::FeedId& feed) {
      return room->has_room(feed, feed::header_bytes, ports.clock.now());
    };
  config.limits.poll_ms = options.poll_ms;
  config.limits.peers_max = peers_max;
  const auto seed = draw_below(ports.random, ~std::uint64_t{0});
  gossip::Engine engine(std::move(config), seed, std::move(snapshot), ports.records.feeds);
  std::unique_ptr<Exchange> exchange(
      new Exchange(ports, background, std::move(options), std::move(engine)));
  exchange->feed_engine(gossip::Timer{});
  TRY_OK(exchange->adopt_peers());
  return exchange;
}

Exchange::Exchange(Ports& ports, Background& background, ExchangeOptions options,
                   gossip::Engine engine)
    : ports_(ports),
      background_(background),
      options_(std::move(options)),
      engine_(std::move(engine)) {}

Exchange::~Exchange() = default;

/// Our peers; and while we look for what we said, the mirrors of our own feed.
Result<std::vector<Exchange::Place>> Exchange::find_places() const {
  TRY(peers, records::list_peers(ports_.records.store));
  std::vector<Place> places;
  for (auto& peer : peers) places.push_back({peer, peer.url});
  if (!is_recovering_) return places;
  for (auto& url : addresses_of(ports_.self.mirrors)) {
    const bool is_peer =
        std::ranges::any_of(places, [&](const Place& place) { return place.peer.url == url; });
    if (!is_peer) places.push_back({{url, ports_.clock.now()}, url, true});
  }
  return places;
}

Result<void> Exchange::adopt_peers() {
  TRY(places, find_places());
  gossip::PeersChanged changed;
  for (auto& place : places) {
    const auto found = std::ranges::find_if(
        peers_, [&](const auto& held) { return held.second.peer.url == place.peer.url; });
    const auto id = found != peers_.end() ? found->first : gossip::PeerId(next_peer_++);
    peers_.insert_or_assign(id, std::move(place));
    changed.peers.push_back(id);
  }
  std::erase_if(peers_, [&](const auto& held) {
    return std::ranges::find(changed.peers, held.first) == changed.peers.end();
  });
  for (auto& [id, place] : peers_) place.dialled = address_of(place.peer);
  feed_engine(std::move(changed));
  tell_peers();
  return {};
}

/// Where the peer is reached by now. Two are not asked at one address.
std::string Exchange::address_of(const records::Peer& peer) const {
  const auto& store = ports_.records.store;
  const auto resident = find_resident(store, peer.url);
  if (!resident || !*resident) return peer.url;
  const auto moved = find_new_address(store, **resident, peer.added);
  if (!moved || !*moved) return peer.url;
  const bool is_taken = std::ranges::any_of(peers_, [&](const auto& held) {
    return held.second.peer.url != peer.url &&
           (held.second.peer.url == **moved || held.second.dialled == **moved);
  });
  return is_taken ? peer.url : **moved;
}

void Exchange::follow_moves() {
  bool has_changed = false;
  for (auto& [id, place] : peers_) {
    auto now = address_of(place.peer);
    if (now == place.dialled) continue;
    place.dialled = std::move(now);
    has_changed = true;
  }
  if (!has_changed) return;
  tell_peers();
  sync_now();
}

/// Where a peer is at home as this DID, or was.
bool Exchange::is_at_home(const did::Did& did) const {
  return std::ranges::any_of(peers_, [&](const auto& held) {
    const auto resident = find_resident(ports_.records.store, held.second.peer.url);
    return resident && *resident && did::is_same_did((*resident)->text(), did.text());
  });
}

void Exchange::on_peers(std::function<void(const std::vector<std::string>&)> tell) {
  tell_peers_ = std::move(tell);
  tell_peers();
}

void Exchange::tell_peers() const {
  if (!tell_peers_) return;
  std::vector<std::string> urls;
  for (const auto& [id, place] : peers_) {
    if (!place.is_own_mirror) urls.push_back(place.dialled);
  }
  tell_peers_(urls);
}

Task<Result<void>> Exchange::add_peer(std::string url) {
  CO_TRY(clean, read_peer_url(std::move(url)));
  CO_TRY(before, records::find_peer(ports_.records.store, clean));
  if (before) co_return fail(peer_exists, clean + " is a peer already.");
  if (peers_.size() >= peers_max) {
    co_return fail(too_many_peers, "A node has 64 peers at the most.");
  }
  storage::Batch rows;
  records::save_peer(rows, {clean, ports_.clock.now()});
  auto done = co_await commit(ports_.records.journal, std::move(rows));
  if (done) done = adopt_peers();
  co_return done;
}

Task<Result<void>> Exchange::remove_peer(std::string url) {
  CO_TRY(clean, read_peer_url(std::move(url)));
  CO_TRY(before, records::find_peer(ports_.records.store, clean));
  if (!before) co_return fail(no_peer, clean + " is no peer of this node.");
  storage::Batch rows;
  records::erase_peer(rows, clean);
  auto done = co_await commit(ports_.records.journal, std::move(rows));
  if (done) done = adopt_peers();
  co_return done;
}

std::vector<PeerState> Exchange::peers() const {
  std::vector<PeerState> states;
  for (auto& report : engine_.peers()) {
    const auto found = peers_.find(report.peer);
    if (found == peers_.end() || found->second.is_own_mirror) continue;
    const auto& [peer, dialled, is_own_mirror] = found->second;
    states.push_back({peer.url, peer.added, dialled, std::move(report)});
  }
  return states;
}

void Exchange::forgot(std::vector<feed::FeedId> feeds) {
  feed_engine(gossip::FeedsForgotten{std::move(feeds)});
}

void Exchange::subscribe(gossip::Subscription subscription) {
  feed_engine(gossip::SubscriptionChanged{std::move(subscription)});
}

void Exchange::sync_now() { feed_engine(gossip::SyncNow{}); }
void Exchange::pushed(Bytes body) { feed_engine(gossip::Pushed{std::move(body)}); }
void Exchange::published() { feed_engine(gossip::Published{}); }

void Exchange::recover_own_feed(bool recovering) {
  const bool has_changed = std::exchange(is_recovering_, recovering) != recovering;
  // What cannot be read leaves those who are asked as they are.
  if (has_changed && !ports_.self.mirrors.empty()) (void)adopt_peers();
  feed_engine(gossip::RecoverOwnFeed{recovering});
}

gossip::Served Exchange::serve(std::string_view path, std::string_view query) const {
  return gossip::serve(ports_.records.feeds, path, query);
}

void Exchange::feed_engine(gossip::In in) {
  engine_.handle(ports_.clock.now(), std::move(in));
  while (auto out = engine_.poll()) perform(std::move(*out));
}

void Exchange::perform(gossip::Out out) {
  std::visit(
      [this](auto wanted) {
        using Wanted = decltype(wanted);
        if constexpr (std::is_same_v<Wanted, gossip::HttpGet>) {
          background_.spawn(perform_get(std::move(wanted)));
        } else if constexpr (std::is_same_v<Wanted, gossip::HttpPost>) {
          background_.spawn(perform_post(std::move(wanted)));
        } else if constexpr (std::is_same_v<Wanted, gossip::Store>) {
          background_.spawn(perform_store(std::move(wanted)));
        } else if constexpr (std::is_same_v<Wanted, gossip::ResolveFeed>) {
          background_.spawn(perform_resolve(std::move(wanted)));
        } else if constexpr (std::is_same_v<Wanted, gossip::SetTimer>) {
          background_.wake_at(wanted.at, [this] { feed_engine(gossip::Timer{}); });
        } else {
          static_assert(std::is_same_v<Wanted, gossip::Emit>);
          if (tell_) tell_(wanted.event);
        }
      },
      std::move(out));
}

Task<void> Exchange::perform_get(gossip::HttpGet get) {
  gossip::HttpDone done{.request = get.request};
  if (const auto peer = peers_.find(get.peer); peer != peers_.end()) {
    auto fetched =
        co_await get_from_peer(ports_.fetcher, {.url = peer->second.dialled,
                                                .path = get.path,
                                                .bytes_max = get.bytes_max,
                                                .timeout_ms = static_cast<int>(get.timeout_ms)});
    if (fetched) {
      *fetched = co_await or_elsewhere(ports_.fetcher, std::move(*fetched),
                                       {std::move(get.path), get.bytes_max, find_elsewhere_()});
      done.status = fetched->status;
      done.body = to_bytes(bytes_of(fetched->body));
      done.retry_after_ms = fetched->retry_after_s.value_or(0) * second_ms;
    }
  }
  feed_engine(std::move(done));
}

Task<void> Exchange::perform_post(gossip::HttpPost post) {
  gossip::HttpDone done{.request = post.request};
  if (const auto peer = peers_.find(post.peer); peer != peers_.end()) {
    fetch::FetchRequest request;
    request.url = gossip::endpoint_at(peer->second.dialled) + post.path;
    request.method = "POST";
    request.body = std::string(text_of(post.body));
    request.content_type = "application/cbor";
    request.timeout_ms = static_cast<int>(post.timeout_ms);
    auto fetched = co_await ports_.fetcher.fetch(std::move(request));
    if (fetched) done.status = fetched->status;
    if (fetched) done.retry_after_ms = fetched->retry_after_s.value_or(0) * second_ms;
  }
  feed_engine(std::move(done));
}

Task<void> Exchange::perform_store(gossip::Store store) {
  const auto request = store.request;
  const bool is_document_there = has_document(store);
  const auto feed = store.feed;
  // Somebody may have brought the same over a link since the engine judged them, or have told by
  // it that our own feed is ours to write again.
  const bool is_ours = feed == ports_.self.feed && !store.entries.empty() &&
                       ports_.publisher.standing() == feed::Standing::safe;
  if (is_ours || !still_follows(ports_.records.feeds, store)) {
    feed_engine(gossip::StoreDone{.request = request, .stored = false});
    co_return;
  }
  const auto stored = co_await accept_entries(ports_, std::move(store), options_.room);
  feed_engine(gossip::StoreDone{.request = request,
                                .stored = stored.has_value(),
                                .is_full = !stored && stored.error().code == no_room});
  if (stored && is_document_there) look_again(feed);
}

/// A new document may authorise a new feed key.
void Exchange::look_again(const feed::FeedId& feed) {
  const auto* keys = engine_.find_keys(feed);
  if (keys == nullptr) return;
  if (is_at_home(keys->did)) follow_moves();
  if (auto fresh = keys_held(ports_.records.store, keys->did); fresh && !(*fresh == *keys)) {
    feed_engine(gossip::KeysKnown{feed, std::move(*fresh)});
  }
}

Task<void> Exchange::perform_resolve(gossip::ResolveFeed resolve) {
  const auto feed = resolve.feed;
  const bool is_known = co_await learn_keys(std::move(resolve));
  if (!is_known) feed_engine(gossip::KeysUnknown{feed});
}

Task<bool> Exchange::learn_keys(gossip::ResolveFeed resolve) {
  const auto feed = resolve.feed;
  auto keys = co_await find_keys(std::move(resolve));
  if (!keys) co_return false;
  if (is_at_home(keys->did)) follow_moves();
  feed_engine(gossip::KeysKnown{feed, std::move(*keys)});
  co_return engine_.find_keys(feed) != nullptr;
}

Task<bool> Exchange::introduce(feed::FeedId feed, Bytes introduction) {
  const auto* known = engine_.find_keys(feed);
  const auto did = known != nullptr ? Result<did::Did>(known->did) : feed::did_of_log(introduction);
  if (!did) co_return false;
  co_return co_await learn_keys({feed, *did, std::move(introduction)});
}

/// Who is made up has documents too, and perhaps never an entry by which they would be forgotten.
Result<void> Exchange::take_room(const feed::FeedId& feed, const storage::Batch& rows) {
  if (options_.room == nullptr) return {};
  TRY(growth, growth_of(ports_.records.store, rows));
  const auto bytes = static_cast<std::size_t>(std::max<std::int64_t>(growth, 0));
  const auto now = ports_.clock.now();
  const bool is_known = options_.room->is_kept(feed, now) || ports_.records.feeds.size_of(feed);
  if (is_known || introductions_.take(bytes, now)) return {};
  return fail(no_room, "Whom we know nothing of told enough for a day.");
}

/// By its host, or else by what is held, or else by the line that introduced it.
Task<Result<feed::FeedKeys>> Exchange::find_keys(gossip::ResolveFeed resolve) {
  auto resolved = co_await resolve_did(resolve.did, options_.resolution, ports_);
  const auto now = ports_.clock.now();
  const bool has_history = resolve.did.method() == "webvh";
  const auto host = resolved ? HostWord::serves : host_word_of(resolved.error());
  if (!resolved && has_history) {
    std::vector<std::string> urls;
    for (const auto& [id, place] : peers_) urls.push_back(place.dialled);
    auto handed = co_await ask_holders(resolve.did, std::move(urls), ports_);
    if (handed) resolved = std::move(handed);
  }
  storage::Batch rows;
  DidKeeper keeper(ports_.records.store, rows);
  if (resolved) {
    CO_TRY(documents, keeper.keep(resolve.did, *resolved, {"https", now, host}));
    CO_TRY(keys, feed::feed_keys_of(documents));
    const auto room = take_room(resolve.feed, rows);
    if (!room) co_return std::unexpected(room.error());
    const auto done = co_await commit(ports_.records.journal, std::move(rows));
    if (!done) co_return std::unexpected(done.error());
    co_return keys;
  }
  if (!has_history) co_return std::unexpected(resolved.error());
  if (auto held = keys_held(ports_.records.store, resolve.did)) co_return held;
  CO_TRY(line, feed::decode_did_log_line(resolve.introduction));
  CO_TRY(added, keeper.add_line(line.did, {line.line, line.witnesses}, {"gossip", now, host}));
  if (!added) co_return fail(did::bad_log, "The line is not the first of its history.");
  const auto room = take_room(resolve.feed, rows);
  if (!room) co_return std::unexpected(room.error());
  const auto done = co_await commit(ports_.records.journal, std::move(rows));
  if (!done) co_return std::unexpected(done.error());
  co_return keys_held(ports_.records.store, resolve.did);
}

}  // namespace waarmerk::node::actions
