// Meeting: whom we dial, who dials us, and who it is that others tell us of. Anybody may name any
// DID, and so make us ask a host (spec/wire/link.md 4).
#include <algorithm>
#include <utility>

#include "did/address_rules.hpp"
#include "node/actions/known_did.hpp"
#include "node/actions/mesh_links.hpp"
#include "node/actions/resolve_did.hpp"
#include "node/feed/payload.hpp"
#include "node/link/node_keys.hpp"
#include "node/mesh/marks.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr std::string_view socket_path = "/ws";
constexpr int meeting_max_ms = 10'000;

}  // namespace

std::string MeshLinks::authority_of(const std::string& endpoint,
                                    const did::ResolutionOptions& options) {
  const auto url =
      did::parse_fetch_url(endpoint, {.plain_http_on_loopback = options.plain_http_on_loopback});
  return url ? url->authority : std::string();
}

link::HandshakeOptions MeshLinks::greeting(link::Role role, std::string host) {
  link::HandshakeOptions options{.role = role,
                                 .node_key = ports_.self.feed_signer,
                                 .nonce = {},
                                 .now = ports_.clock.now(),
                                 .did = ports_.self.did.text(),
                                 .host = std::move(host),
                                 .agent = "waarmerk"};
  ports_.random.fill(options.nonce);
  if (!endpoint_.empty()) options.endpoint = endpoint_;
  return options;
}

Task<Result<std::vector<keys::PublicKey>>> MeshLinks::held_node_keys(did::Did did) {
  CO_TRY(held, get_documents(ports_.records.store, did));
  CO_TRY(document, held.newest());
  co_return link::node_keys_of(document);
}

/// Anybody may name any DID, so that its host is not asked as often as somebody likes.
Task<Result<std::vector<keys::PublicKey>>> MeshLinks::ask_node_keys(did::Did did, Causer causer) {
  auto options = resolution_;
  options.now = ports_.clock.now();
  const auto question = asked_hosts_.begin(did, causer, options.now);
  if (!question)
    co_return fail(host_asked_enough, "The host of " + did.text() + " was asked often enough.");
  CO_TRY(resolved, co_await resolve_did(did, options, ports_.fetcher));
  CO_TRY(document, resolved.documents.newest());
  co_return link::node_keys_of(document);
}

Task<Result<link::HandshakeOptions>> MeshLinks::prepare(link::Role role, std::string host) {
  co_return greeting(role, std::move(host));
}

/// Until the other side is known, or will not be. On the executor of the socket.
Task<Result<link::Peer>> MeshLinks::meet(Socket& socket, Greeted greeted) {
  CO_TRY(options, co_await strand_.run(prepare(greeted.role, std::move(greeted.host))));
  options.exporter = socket.exporter();
  socket.expire_after_ms(meeting_max_ms);
  link::Handshake handshake(std::move(options));
  while (!handshake.peer()) {
    while (auto frame = handshake.poll()) {
      auto sent = co_await socket.send(std::move(*frame));
      if (!sent) co_return failure_of(std::move(sent));
    }
    if (const auto* did = handshake.need()) {
      auto supplied = handshake.supply(co_await strand_.run(held_node_keys(*did)));
      // It may have another key than when we last heard of it, which only a link would tell us.
      if (!supplied) {
        supplied = handshake.supply(co_await strand_.run(ask_node_keys(*did, greeted.causer)));
      }
      if (!supplied) co_return failure_of(std::move(supplied));
      continue;
    }
    if (handshake.peer()) break;
    CO_TRY(frame, co_await socket.receive());
    auto taken = handshake.take(frame);
    if (!taken) co_return failure_of(std::move(taken));
  }
  // The last word may be ours.
  while (auto frame = handshake.poll()) {
    auto sent = co_await socket.send(std::move(*frame));
    if (!sent) co_return failure_of(std::move(sent));
  }
  socket.expire_after_ms(0);
  co_return *handshake.peer();
}

Task<void> MeshLinks::converse(Socket& socket, std::string address) {
  auto peer = co_await meet(socket, {link::Role::listener, host_, causer_at(address)});
  if (!peer) co_return;
  co_await talk(socket, {.peer = *std::move(peer), .address = std::move(address)});
}

/// On the node's strand, where the socket is then too.
Task<void> MeshLinks::dial(std::string endpoint) {
  const auto failed = [this, &endpoint] { feed_core(mesh::DialFailed{endpoint}); };
  auto socket =
      co_await dialler_.dial(endpoint + std::string(socket_path), std::string(link_protocol));
  if (!socket) co_return failed();
  const auto causer = std::max<Causer>(1, mesh::endpoint_mark(endpoint));
  auto peer =
      co_await meet(**socket, {link::Role::dialler, authority_of(endpoint, resolution_), causer});
  if (!peer) co_return failed();
  co_await talk(**socket, {.peer = *std::move(peer), .endpoint = endpoint, .outbound = true});
  (*socket)->close();
}

/// What a node brings that the operator chose is asked for whenever it comes.
bool MeshLinks::may_ask_for(const mesh::ResolveFeed& wanted) {
  if (!wanted.by) return true;
  const auto* known = find_keys_(wanted.feed);
  const auto did =
      known != nullptr ? Result<did::Did>(known->did) : feed::did_of_log(wanted.introduction);
  return !did || asked_hosts_.take(*did, causer_of(*wanted.by), ports_.clock.now());
}

Task<void> MeshLinks::resolve(mesh::ResolveFeed wanted) {
  const auto feed = wanted.feed;
  if (!may_ask_for(wanted)) {
    feed_core(mesh::FeedResolved{.feed = feed, .is_put_off = true});
    co_return;
  }
  bool is_known = false;
  if (introduce_) is_known = co_await introduce_(feed, std::move(wanted.introduction));
  feed_core(mesh::FeedResolved{feed, is_known});
}

}  // namespace waarmerk::node::actions
