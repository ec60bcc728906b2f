#include "node/actions/mesh_links.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>
#include <variant>

#include "did/address_rules.hpp"
#include "did/did_webvh.hpp"
#include "node/actions/name_owner.hpp"
#include "node/gossip/limits.hpp"
#include "node/gossip/serve.hpp"
#include "node/mesh/marks.hpp"
#include "node/recon/heads.hpp"
#include "node/records/did_places.hpp"
#include "node/task/beside.hpp"
#include "node/witness/limits.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr std::size_t waiting_bytes_max = 4 << 20;
constexpr std::size_t waiting_frames_max = 1024;
constexpr std::size_t lazy_bytes_max = 1 << 20;
constexpr std::size_t lazy_frames_max = 256;

/// Of each feed that is held: its head, or its fork.
recon::ItemSet items_of(const feed::FeedReader& reader, const std::vector<feed::FeedId>& feeds) {
  std::vector<recon::Item> items;
  for (const auto& feed : feeds) {
    if (const auto fork = reader.fork(feed)) {
      items.push_back(recon::item_of(*fork));
    } else if (const auto head = reader.head(feed)) {
      items.push_back(recon::item_of(feed::feed_head_of(*head)));
    }
  }
  return recon::ItemSet(std::move(items));
}

std::uint64_t draw_seed(Random& random) { return draw_below(random, ~std::uint64_t{0}); }

/// The domain at which a DID is at home, where its host has shown that: anybody can make a history
/// that names another's host.
std::uint64_t home_of(const storage::View& store, const did::Did& did) {
  const auto host = mesh::domain_mark(host_of(did));
  if (did.method() == "web" || host == 0) return host;
  const auto claims = records::list_claims(store, place_of(did));
  const auto* owner = claims ? owner_of(*claims) : nullptr;
  const bool is_shown = owner != nullptr && owner->served && owner->scid == did::scid_of(did);
  return is_shown ? host : 0;
}

}  // namespace

MeshLinks::MeshLinks(Ports& ports, Background& background, fetch::Dialler& dialler,
                     const Strand& strand, Known known, did::ResolutionOptions resolution)
    : ports_(ports),
      background_(background),
      dialler_(dialler),
      strand_(strand),
      introduce_(std::move(known.introduce)),
      room_(known.room),
      find_keys_(known.find_keys),
      resolution_(resolution),
      shelf_(ports, known.role, std::move(known.learnt), known.room),
      judge_(ports, std::move(known.find_keys)),
      core_({.subscription = std::move(known.subscription),
             .own_feed = ports.self.feed,
             .witnesses = std::move(known.witnesses)},
            draw_seed(ports.random), items_of(ports.records.feeds, ports.records.feeds.all()),
            shelf_, judge_),
      memory_(ports.records.store) {
  // A name that is only this machine's own is nobody's.
  if (did::parse_fetch_url(ports.self.url)) {
    endpoint_ = gossip::endpoint_at(ports.self.url);
    host_ = authority_of(endpoint_, {});
  }
  feed_core(mesh::Timer{});
  renew_own_record();
  recall();
}

/// Who waits at a mailbox is held by the mailbox, and holds it: nobody must wait for ever.
MeshLinks::~MeshLinks() {
  for (const auto& known : all_lines_) {
    const auto line = known.lock();
    if (!line) continue;
    line->outbox.close();
    line->said.close();
  }
}

void MeshLinks::subscribe(const gossip::Subscription& subscription) {
  feed_core(mesh::SubscriptionChanged{subscription});
}

void MeshLinks::peers_are(const std::vector<std::string>& urls) {
  mesh::PeersConfigured peers;
  for (const auto& url : urls) peers.endpoints.push_back(gossip::endpoint_at(url));
  feed_core(peers);
}

void MeshLinks::know(const std::vector<std::string>& urls) {
  mesh::AddressesKnown known;
  for (const auto& url : urls) known.addresses.push_back({.endpoint = gossip::endpoint_at(url)});
  feed_core(known);
}

void MeshLinks::published(const feed::Header& header) { feed_core(mesh::Published{header}); }

void MeshLinks::arrived(const std::vector<feed::Header>& headers) {
  for (const auto& header : headers) {
    shelf_.note(header.feed);
    feed_core(mesh::Published{header});
  }
}

void MeshLinks::leave() { feed_core(mesh::Leaving{}); }

std::size_t MeshLinks::talking() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(all_lines_, [](const auto& known) { return !known.expired(); }));
}

std::vector<LinkState> MeshLinks::link_states() const {
  std::vector<LinkState> states;
  for (const auto& [id, line] : lines_) states.push_back(line->state);
  return states;
}

void MeshLinks::recover_own_feed(bool is_wanted) {
  feed_core(mesh::RecoverOwnFeed{is_wanted, {memory_.met().begin(), memory_.met().end()}});
}

void MeshLinks::forget(const feed::FeedId& feed) { feed_core(mesh::FeedForgotten{feed}); }

void MeshLinks::signed_as_witness(const witness::Snapshot& snapshot) {
  feed_core(mesh::SnapshotSigned{snapshot});
}

void MeshLinks::want_proofs(const did::Did& witness, std::vector<feed::FeedId> feeds) {
  feed_core(mesh::ProofsWanted{witness, std::move(feeds)});
}

/// What the core asks for may come to nothing at once, and that is told to it in its turn.
void MeshLinks::feed_core(const mesh::In& in) {
  core_.handle(ports_.clock.now(), in, outs_);
  if (is_performing_) return;
  is_performing_ = true;
  while (!outs_.empty()) {
    auto outs = std::exchange(outs_, {});
    for (auto& out : outs) perform(out);
  }
  is_performing_ = false;
}

void MeshLinks::perform(mesh::Out& out) {
  std::visit(
      [this](auto& wanted) {
        using Wanted = std::remove_cvref_t<decltype(wanted)>;
        if constexpr (std::is_same_v<Wanted, mesh::Send>) {
          send(wanted);
        } else if constexpr (std::is_same_v<Wanted, mesh::Close>) {
          if (const auto line = lines_.find(wanted.link); line != lines_.end()) {
            line->second->outbox.close();
            lines_.erase(line);
          }
        } else if constexpr (std::is_same_v<Wanted, mesh::Dial>) {
          background_.spawn(dial(std::move(wanted.endpoint)));
        } else if constexpr (std::is_same_v<Wanted, mesh::ResolveFeed>) {
          background_.spawn(resolve(std::move(wanted)));
        } else if constexpr (std::is_same_v<Wanted, mesh::SetTimer>) {
          background_.wake_at(wanted.at, [this] {
            renew_own_record();
            feed_core(mesh::Timer{});
          });
        } else {
          static_assert(std::is_same_v<Wanted, mesh::Emit>);
          tell(wanted.event);
        }
      },
      out);
}

void MeshLinks::tell(const mesh::Event& event) {
  if (const auto* reached = std::get_if<mesh::AddressReached>(&event)) {
    memory_.reach(reached->endpoint);
  } else if (const auto* wrong = std::get_if<mesh::Misbehaved>(&event)) {
    memory_.discourage(wrong->left_alone);
  }
  if (tell_) tell_(event);
}

/// So that others may dial us. One that is too long would be a broken frame to them.
void MeshLinks::renew_own_record() {
  const auto now = ports_.clock.now();
  const bool is_young = own_record_at_ && *own_record_at_ <= now && now - *own_record_at_ < day_ms;
  const bool fits = !endpoint_.empty() && endpoint_.size() <= gossip::endpoint_bytes_max &&
                    ports_.self.did.text().size() <= witness::did_bytes_max;
  if (is_young || !fits) return;
  gossip::PeerRecord record{.did = ports_.self.did, .endpoint = endpoint_, .at = now};
  const auto signature = ports_.self.feed_signer.sign(gossip::signed_bytes(record));
  if (!signature || signature->size() != record.sig.size()) return;
  std::ranges::copy(*signature, record.sig.begin());
  own_record_at_ = now;
  feed_core(mesh::OwnRecordSigned{std::move(record)});
}

void MeshLinks::recall() {
  mesh::AddressesKnown known;
  for (const auto& endpoint : memory_.reached()) known.addresses.push_back({.endpoint = endpoint});
  feed_core(mesh::DiscouragedBefore{memory_.discouraged()});
  feed_core(known);
  feed_core(mesh::FeedsMetBefore{find_new_feeds()});
}

/// Who brought them is not known any more; those that somebody here asked for are no strangers'.
std::vector<std::pair<feed::FeedId, UnixTime>> MeshLinks::find_new_feeds() {
  const auto now = ports_.clock.now();
  std::vector<std::pair<feed::FeedId, UnixTime>> found;
  ports_.records.feeds.visit_sizes([&](const feed::FeedId& feed, const records::FeedSize& size) {
    const bool is_new = now - size.since <= mesh::StrangerLimits().new_ms;
    const bool is_kept =
        feed == ports_.self.feed || (room_ != nullptr && room_->is_kept(feed, now));
    if (is_new && !is_kept) found.emplace_back(feed, size.since);
  });
  return found;
}

/// Where the way out is narrow, what can be repaired is dropped, and at last the link: of all that
/// waits only the reason is still said.
void MeshLinks::send(const mesh::Send& wanted) {
  const auto found = lines_.find(wanted.link);
  if (found == lines_.end()) return;
  const auto line = found->second;
  const auto bytes = line->waiting_bytes.load() + wanted.frame->size();
  const auto frames = line->waiting_frames.load() + 1;
  const bool is_narrow = bytes > lazy_bytes_max || frames > lazy_frames_max;
  if (is_narrow && wanted.priority == mesh::Priority::lazy) return;
  if (bytes > waiting_bytes_max || frames > waiting_frames_max) {
    const gossip::Bye bye{.code = gossip::bye_full,
                          .retry_ms = static_cast<std::uint64_t>(minute_ms)};
    line->outbox.close_with(std::make_shared<const Bytes>(gossip::encode_frame(bye)));
    lines_.erase(found);
    return feed_core(mesh::LinkDown{wanted.link});
  }
  line->waiting_bytes += wanted.frame->size();
  ++line->waiting_frames;
  line->outbox.put(wanted.frame);
}

/// Who it is to the core, which knows the addresses of those that the operator named.
mesh::PeerInfo MeshLinks::info_of(const Meeting& meeting) const {
  mesh::PeerInfo who{.endpoint = meeting.endpoint, .prefix = mesh::prefix_mark(meeting.address)};
  const auto& did = meeting.peer.did;
  if (did) who.name = feed::feed_id_of(*did);
  if (meeting.outbound) {
    who.domain = mesh::endpoint_mark(meeting.endpoint);
  } else if (did) {
    who.domain = home_of(ports_.records.store, *did);
  }
  return who;
}

Task<mesh::LinkId> MeshLinks::begin(Meeting meeting, std::shared_ptr<Line> line) {
  const mesh::LinkId id(next_link_++);
  std::erase_if(all_lines_, [](const auto& known) { return known.expired(); });
  all_lines_.push_back(line);
  const auto who = info_of(meeting);
  // Who comes before it is safe to sign again was not there before.
  if (who.name && ports_.publisher.standing() == feed::Standing::safe) memory_.meet(*who.name);
  line->state = {.did = meeting.peer.did,
                 .endpoint = meeting.endpoint,
                 .is_bound = meeting.peer.is_bound,
                 .clock_ahead_ms = meeting.peer.clock_ahead_ms};
  lines_.emplace(id, std::move(line));
  feed_core(mesh::LinkUp{
      .link = id, .who = who, .outbound = meeting.outbound, .key = meeting.peer.link_key});
  co_return id;
}

/// Whether the link still stands.
Task<bool> MeshLinks::hear(mesh::LinkId id, Bytes frame) {
  feed_core(mesh::Received{id, frame});
  co_return lines_.contains(id);
}

Task<bool> MeshLinks::end(mesh::LinkId id) {
  const auto line = lines_.find(id);
  if (line == lines_.end()) co_return false;
  line->second->outbox.close();
  lines_.erase(line);
  feed_core(mesh::LinkDown{id});
  co_return true;
}

Task<void> MeshLinks::say_all(Socket& socket, std::shared_ptr<Line> line) {
  while (const auto frame = co_await line->outbox.take()) {
    line->waiting_bytes -= (*frame)->size();
    --line->waiting_frames;
    const auto sent = co_await socket.send(**frame);
    if (!sent) break;
  }
  socket.close();
  line->said.close();
}

/// As long as the link stands: one task hears, another one speaks.
Task<void> MeshLinks::talk(Socket& socket, Meeting meeting) {
  const auto line = std::make_shared<Line>();
  const auto id = co_await strand_.run(begin(std::move(meeting), line));
  co_await beside(say_all(socket, line));
  for (;;) {
    auto frame = co_await socket.receive();
    if (!frame) break;
    const bool stands = co_await strand_.run(hear(id, *std::move(frame)));
    if (!stands) break;
  }
  co_await strand_.run(end(id));
  line->outbox.close();
  co_await line->said.take();  // who speaks still has the socket
}

}  // namespace waarmerk::node::actions
