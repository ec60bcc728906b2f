#include "node/node.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "crypto/base/random.hpp"
#include "node/actions/exchange_gossip.hpp"
#include "node/actions/instance.hpp"
#include "node/actions/issuers.hpp"
#include "node/actions/keep_current.hpp"
#include "node/actions/mesh_links.hpp"
#include "node/actions/node_evidence.hpp"
#include "node/actions/own_did.hpp"
#include "node/chores.hpp"
#include "node/household.hpp"
#include "node/net/access_log.hpp"
#include "node/net/http_client.hpp"
#include "node/net/http_server.hpp"
#include "node/net/settings.hpp"
#include "node/net/strand_background.hpp"
#include "node/net/timer.hpp"
#include "node/network_log.hpp"
#include "node/opening.hpp"
#include "node/ops/log.hpp"
#include "node/ops/metrics.hpp"
#include "node/pinned_contexts.hpp"
#include "node/pinned_documents.hpp"
#include "node/records/data_folder.hpp"
#include "node/records/families.hpp"
#include "node/records/organisation.hpp"
#include "node/recovering.hpp"
#include "node/routes/routes.hpp"
#include "node/seeking.hpp"
#include "node/witnessing.hpp"
#include "storage/key_vault.hpp"
#include "storage/rocks_store.hpp"
#include "storage/schema.hpp"

namespace waarmerk::node {
namespace {

constexpr int worker_threads = 2;
constexpr std::int64_t upkeep_every_ms = 10 * minute_ms;
constexpr int goodbye_max_ms = 1000;  // to who does not listen
constexpr int goodbye_look_ms = 5;

}  // namespace

/// In the order in which they are built; what runs last goes first.
struct Node::Parts {
  explicit Parts(NodeOptions given)
      : options(std::move(given)),
        log(clock, ops::parse_level(options.config.log.level).value_or(ops::Level::info)),
        runtime({.threads = worker_threads, .signals = options.signals}),
        strand(runtime.executor()),
        node_strand(strand) {}

  Result<void> open();
  Result<storage::KeyVault> open_identity(const records::DataFolder& folder);
  Result<void> open_exchange();
  void open_mesh(bool is_restored);
  void tell_published();
  Result<void> listen();
  Task<void> upkeep();
  Task<void> make_current();
  Task<void> recover();
  std::vector<std::string> peer_urls() const { return urls_of(exchange->peers()); }
  actions::WhomWeKnow whom_we_know() const;
  void start_anew();
  Task<void> drain();
  void reload();
  void tell(const gossip::Event& event);
  void tell(const mesh::Event& event);
  void fall_behind(const feed::FeedHead& head);

  const ops::Config& config() const { return options.config; }
  did::ResolutionOptions resolution() const {
    return {.plain_http_on_loopback = config().fetch.allow_plain_http_on_loopback};
  }

  NodeOptions options;
  net::SystemClock clock;
  SystemRandom random;
  ops::Log log;
  ops::Metrics metrics;
  NetworkLog network_log{log, metrics};
  net::Runtime runtime;
  net::Executor strand;
  Strand node_strand;
  std::unique_ptr<storage::RocksStore> store;
  std::unique_ptr<storage::Journal> journal;
  std::optional<records::Records> records;
  std::unique_ptr<keys::Signer> issuing;
  std::unique_ptr<keys::Signer> feed_signer;
  std::optional<actions::Identity> self;
  actions::Issuers issuers;
  std::unique_ptr<net::HttpClient> client;
  std::optional<actions::Publisher> publisher;
  std::optional<actions::Ports> ports;
  std::optional<actions::NodeEvidence> evidence;
  std::optional<net::StrandBackground> background;
  std::unique_ptr<Household> household;
  std::unique_ptr<actions::Exchange> exchange;
  actions::WitnessPolicy witness_policy;
  Witnessing witnessing;
  std::optional<Chores> chores;
  std::optional<net::StrandBackground> mesh_background;
  std::unique_ptr<actions::MeshLinks> mesh;
  std::optional<Recovering> recovering;
  std::optional<Seeking> seeking;
  std::atomic<bool> is_to_start_anew = false;
  std::atomic<bool> is_to_end = false;  ///< whoever stops it stops it for good
  std::optional<http::Access> access;
  std::optional<http::RateLimit> costly_limit;
  std::optional<http::RateLimit> cheap_limit;
  std::optional<routes::Services> services;
  std::optional<http::Router> router;
  std::unique_ptr<net::ServerTls> tls;
  http::Elsewhere elsewhere;
  std::unique_ptr<net::HttpServer> server;
};

Result<void> Node::Parts::open() {
  const records::DataFolder folder{config().node.data_dir};
  const auto& names = records::family_names;
  const std::vector<std::string> families(names.begin(), names.end());
  TRY(opened, storage::RocksStore::open(folder.store(), families));
  store = std::move(opened);
  TRY_OK(storage::migrate(*store, records::family::meta, {}));  // nothing changed since the first
  journal = std::make_unique<storage::Journal>(*store);
  TRY(loaded, records::Records::load(*store, *journal));
  records.emplace(std::move(loaded));
  TRY(vault, open_identity(folder));
  TRY_OK(adopt_configured_peers(*store, config(), clock.now()));
  TRY(to_ask, actions::count_to_ask(*store));
  TRY(instance,
      actions::read_instance(folder, *store, records->feeds.head(self->feed).has_value()));
  const bool is_restored = feed::standing_at_start(instance, to_ask) != feed::Standing::safe;
  const auto standing =
      is_restored || instance.has_own_entries ? feed::Standing::asking : feed::Standing::safe;
  TRY_OK(retire_lists_of_backup(*records, instance));
  if (config().witness.enabled) TRY_OK(witnessing.take_key(vault, instance, random, clock.now()));
  if (standing == feed::Standing::safe) TRY_OK(actions::mark_instance(folder, *store, random));
  TRY(made, net::HttpClient::make(net::client_options(config())));
  client = std::move(made);
  publisher.emplace(*self, *records, clock, standing);
  const auto behind = hold_back_where_behind(*store, *publisher, self->did);
  if (behind) log.error("own_did_behind", *behind);
  TRY(contexts, load_contexts(config().contexts.pinned));
  ports.emplace(clock, random, *self, *records, *publisher, *client, std::move(contexts));
  TRY(policy,
      actions::make_witness_policy(config().policy.trusted_witnesses,
                                   static_cast<std::size_t>(config().policy.witnesses_needed)));
  witness_policy = std::move(policy);
  TRY(documents, load_documents(config().documents.pinned, clock.now()));
  evidence.emplace(*ports, resolution(), witness_policy, std::move(documents));
  TRY_OK(open_exchange());
  TRY_OK(witnessing.start(*ports, witness_policy, [this] { return peer_urls(); }));
  chores.emplace(*ports, log,
                 ChoreOptions{.peers = [this] { return peer_urls(); },
                              .start_anew = [this] { start_anew(); },
                              .make_room = [this] { household->make_room(*exchange, *mesh); },
                              .poll_ms = config().peers.poll_seconds * second_ms,
                              .resolution = resolution()});
  open_mesh(is_restored);
  return listen();
}

Result<storage::KeyVault> Node::Parts::open_identity(const records::DataFolder& folder) {
  TRY(found, find_organisation(*store, config()));
  TRY(vault, storage::KeyVault::open(folder.vault(), options.passphrase));
  options.passphrase = SecretBytes();
  TRY(mended, mend_own_history(*store, vault, clock.now()));
  if (mended) log.warning("own_did_mended");
  TRY(history, actions::load_own_history(*store, found));
  TRY(organisation, actions::where_it_moved(std::move(found), history));
  TRY(issuing_key, vault.signer(actions::issuing_key_of(vault, organisation, history)));
  TRY(feed_key, vault.signer(actions::feed_key_of(vault, organisation, history)));
  issuing = std::move(issuing_key);
  feed_signer = std::move(feed_key);
  for (const auto& entry : vault.entries()) {
    // Who can change the DID is not asked for by a node that runs.
    if (actions::is_own_key_name(entry.name)) continue;
    TRY(other, vault.signer(entry.name));
    issuers.add(entry.name, std::move(other));
  }
  TRY(identity, actions::make_identity(organisation, {*issuing, *feed_signer}, history));
  self.emplace(std::move(identity));
  return std::move(vault);
}

Result<void> Node::Parts::open_exchange() {
  background.emplace(strand, clock);
  TRY(kept, Household::open({*ports, *background, *evidence, log}, config(),
                            [this] { return whom_we_know(); }));
  household = std::move(kept);
  TRY(started, actions::Exchange::start(*ports, *background,
                                        {.resolution = resolution(),
                                         .subscription = household->subscription(),
                                         .room = &household->room(),
                                         .poll_ms = config().peers.poll_seconds * second_ms}));
  exchange = std::move(started);
  exchange->on_event([this](const gossip::Event& event) { tell(event); });
  publisher->on_published([this] { tell_published(); });
  return {};
}

actions::WhomWeKnow Node::Parts::whom_we_know() const {
  return {.peers = exchange ? peer_urls() : std::vector<std::string>(),
          .witnesses = names_of(witness_policy)};
}

void Node::Parts::open_mesh(bool is_restored) {
  mesh_background.emplace(strand, clock);
  const actions::MeshLinks::Known known{
      .find_keys = [this](const feed::FeedId& feed) { return exchange->find_keys(feed); },
      .introduce =
          [this](const feed::FeedId& feed, Bytes introduction) {
            return exchange->introduce(feed, std::move(introduction));
          },
      .learnt = [this](const feed::FeedId& feed) { exchange->look_again(feed); },
      .role = witnessing.role(),
      .witnesses = names_of(witness_policy),
      .room = &household->room(),
      .subscription = household->subscription()};
  mesh = std::make_unique<actions::MeshLinks>(*ports, *mesh_background, *client, node_strand, known,
                                              resolution());
  mesh->on_event([this](const mesh::Event& event) { tell(event); });
  witnessing.join(*mesh);
  recovering.emplace(Recovering::Ways{*ports, *exchange, *mesh, net::sleep_ms}, is_restored);
  exchange->on_peers([this](const std::vector<std::string>& urls) { mesh->peers_are(urls); });
  household->join(*exchange, *mesh);
  seeking.emplace(Seeking::Ways{*ports, *exchange, *mesh, log}, config().peers.seeds, resolution());
}

void Node::Parts::tell_published() {
  exchange->published();
  const auto head = records->feeds.head(self->feed);
  if (mesh && head) mesh->published(*head);
}

Result<void> Node::Parts::listen() {
  access.emplace(routes::token_lookup(*store),
                 http::Access::Options{.open_on_loopback = config().auth.open_on_loopback});
  costly_limit.emplace(net::rate_options(config(), 1));
  cheap_limit.emplace(net::rate_options(config(), 20));
  services.emplace(
      *ports, issuers, household->evidence(), *exchange, *access, *costly_limit, *cheap_limit,
      metrics, node_strand, household->trust(), witnessing.role(), witness_policy, mesh.get(),
      [this] { start_anew(); }, resolution(),
      [this] { return actions::mark_instance({config().node.data_dir}, *store, random); },
      &household->bundles(), &seeking->names(), &household->audit());
  router.emplace(routes::make_router(*services));
  if (!config().tls.certificate.empty()) {
    TRY(loaded, net::ServerTls::load({config().tls.certificate, config().tls.key}));
    tls = std::move(loaded);
  }
  auto serving = net::server_options(config());
  serving.tls = tls.get();
  serving.elsewhere = &elsewhere;
  serving.dress = routes::dress_for_browsers(*services);
  serving.on_end = net::access_log(log, metrics);
  TRY(listening,
      net::HttpServer::listen(runtime, clock, std::move(serving), [this](http::Request request) {
        return router->handle(std::move(request));
      }));
  server = std::move(listening);
  return {};
}

/// Keeps what we publish current, and now and again looks whether it still is.
Task<void> Node::Parts::upkeep() {
  for (;;) {
    co_await make_current();
    co_await net::sleep_ms(upkeep_every_ms);
  }
}

Task<void> Node::Parts::make_current() {
  exchange->follow_moves();
  household->review();
  elsewhere.set(mesh->good_endpoints());
  co_await recover();
  const auto done = co_await actions::keep_current(*ports);
  if (!done) log.error("upkeep_failed", done.error());
}

/// Recovers our feed where it is not safe to publish.
Task<void> Node::Parts::recover() {
  if (publisher->standing() != feed::Standing::safe) log.info("own_feed_asking");
  const bool is_safe_now = co_await recovering->run();
  if (!is_safe_now) co_return;
  const auto marked = actions::mark_instance({config().node.data_dir}, *store, random);
  if (!marked) log.error("mark_failed", marked.error());
  log.info("own_feed_safe", {{"confirmed", publisher->is_confirmed()}});
  if (has_outgrown(*store, self->documents)) start_anew();
}

/// Our identity is fixed for the life of a node, and so are its keys.
void Node::Parts::start_anew() {
  if (is_to_start_anew.exchange(true)) return;
  log.warning("own_did_changed");
  net::spawn(strand, drain());
}

Task<void> Node::Parts::drain() {
  if (is_to_end) options.notifier.stopping();
  log.info("stopping");
  mesh->leave();
  for (int ms = 0; mesh->talking() > 0 && ms < goodbye_max_ms; ms += goodbye_look_ms) {
    co_await net::sleep_ms(goodbye_look_ms);
  }
  const auto cut = co_await server->drain();
  // An empty batch is behind every other: when it is done, all that was asked for is on disk.
  co_await await_call<Result<void>>(
      [this](Done<Result<void>> done) { journal->commit({}, std::move(done)); });
  log.info("stopped", {{"connections_cut", static_cast<std::int64_t>(cut)}});
  runtime.stop();
}

void Node::Parts::reload() {
  const auto monotonic = std::chrono::steady_clock::now().time_since_epoch();
  options.notifier.reloading(
      std::chrono::duration_cast<std::chrono::microseconds>(monotonic).count());
  const auto loaded = tls ? tls->reload() : Result<void>();
  if (!loaded) log.error("reload_failed", loaded.error());
  if (household->reload_trust() && loaded) log.info("reloaded");
  options.notifier.ready();
}

void Node::Parts::tell(const gossip::Event& event) {
  network_log.note(event);
  if (const auto* moved = std::get_if<gossip::HeadMoved>(&event); moved && mesh) {
    const auto& head = moved->head;
    const auto first = head.seq - std::min<std::uint64_t>(moved->entries, head.seq) + 1;
    mesh->arrived(records->feeds.headers(head.feed, head.epoch, {.from = first, .to = head.seq},
                                         moved->entries));
  } else if (const auto* ahead = std::get_if<gossip::OwnFeedAhead>(&event)) {
    fall_behind(feed::feed_head_of(ahead->head));
  }
}

void Node::Parts::tell(const mesh::Event& event) {
  network_log.note(event);
  const auto heard = witnessing.hear(event);
  if (!heard) log.error("witnesses_not_kept", heard.error());
  if (const auto* ahead = std::get_if<mesh::OwnFeedAhead>(&event)) fall_behind(ahead->head);
  if (const auto* stands = std::get_if<mesh::OwnFeedStands>(&event)) recovering->hear(*stands);
}

/// A peer holds an entry of ours that we do not: signing on would fork our own feed.
void Node::Parts::fall_behind(const feed::FeedHead& head) {
  const bool was_safe = publisher->standing() == feed::Standing::safe;
  publisher->seen(head);
  if (!was_safe) return;
  publisher->stand(feed::Standing::behind);
  network_log.note_own_feed_ahead(head.seq);
  net::spawn(strand, make_current());
}

Node::Node(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Node::~Node() = default;

Result<std::unique_ptr<Node>> Node::open(NodeOptions options) {
  auto parts = std::make_unique<Parts>(std::move(options));
  TRY_OK(parts->open());
  return std::unique_ptr<Node>(new Node(std::move(parts)));
}

std::uint16_t Node::port() const { return parts_->server->port(); }

void Node::run() {
  Parts& parts = *parts_;
  parts.runtime.on_stop([this] { stop(); });
  parts.runtime.on_reload([&parts] { parts.reload(); });
  net::spawn(parts.strand, parts.upkeep());
  net::spawn(parts.strand,
             parts.witnessing.run(parts.log, parts.config().peers.poll_seconds * second_ms));
  net::spawn(parts.strand, parts.seeking->run());
  for (auto& chore : parts.chores->all()) net::spawn(parts.strand, std::move(chore));
  parts.log.info("listening", {{"address", parts.config().listen.address},
                               {"port", std::int64_t{port()}},
                               {"did", parts.self->did.text()}});
  parts.options.notifier.ready();
  parts.runtime.run();
}

bool Node::is_to_start_anew() const { return parts_->is_to_start_anew && !parts_->is_to_end; }

void Node::stop() {
  parts_->is_to_end = true;
  net::spawn(parts_->strand, parts_->drain());
}

}  // namespace waarmerk::node
