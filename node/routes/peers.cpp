// Peers: who we exchange feeds with, and how that goes.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/find_node.hpp"
#include "node/http/json_body.hpp"
#include "node/http/query.hpp"
#include "node/routes/routes.hpp"

namespace waarmerk::node::routes {
namespace {

void write_peer(json::Writer& writer, const actions::PeerState& peer) {
  writer.begin_object()
      .member("url", peer.url)
      .member("added", print_time(peer.added))
      .name("failures")
      .integer(peer.report.failures)
      .name("feedsBehind")
      .integer(static_cast<std::int64_t>(peer.report.feeds_behind));
  if (peer.dialled != peer.url) writer.member("movedTo", peer.dialled);
  if (peer.report.last_ok) writer.member("lastHeard", print_time(*peer.report.last_ok));
  if (!peer.report.last_failure.empty()) writer.member("lastFailure", peer.report.last_failure);
  if (peer.report.fault) writer.member("fault", peer.report.fault->name);
  writer.end_object();
}

void write_link(json::Writer& writer, const actions::LinkState& link) {
  writer.begin_object();
  if (link.did) writer.member("did", link.did->text());
  if (!link.endpoint.empty()) writer.member("endpoint", link.endpoint);
  writer.name("bound").boolean(link.is_bound);
  const auto ahead = link.clock_ahead_ms;
  const bool differs = std::max(ahead, -ahead) > actions::clock_difference_ms_max;
  if (differs) writer.name("clockAheadSeconds").integer(ahead / second_ms);
  writer.end_object();
}

http::Response peers_response(Services& services, int status,
                              const std::optional<actions::FoundNode>& found = {}) {
  json::Writer writer;
  writer.begin_object().name("peers").begin_array();
  for (const auto& peer : services.exchange.peers()) write_peer(writer, peer);
  writer.end_array().name("links").begin_array();
  if (services.mesh != nullptr)
    for (const auto& link : services.mesh->link_states()) write_link(writer, link);
  writer.end_array();
  if (found) {
    writer.name("found").begin_object().member("url", found->url);
    writer.member("by", actions::print_found_by(found->by)).end_object();
  }
  return http::json_response(status, writer.end_object().take());
}

/// By its address, or by the name of its organisation.
Task<Result<std::optional<actions::FoundNode>>> find(Services& services, std::string place) {
  did::ResolutionOptions resolution = services.resolution;
  resolution.now = services.ports.clock.now();
  CO_TRY(found, co_await actions::find_node(std::move(place),
                                            {services.ports.fetcher, services.names, resolution}));
  co_return found;
}

Task<Result<http::Response>> list(Services& services, http::Request /*request*/,
                                  http::Parameters /*none*/) {
  co_return peers_response(services, 200);
}

Task<Result<http::Response>> add(Services& services, http::Request request,
                                 http::Parameters /*none*/) {
  CO_TRY(body, http::json_body(request));
  const json::Reader reader(body);
  CO_TRY(place, reader.find_string("place"));
  std::optional<actions::FoundNode> found;
  if (place) {
    CO_TRY(node, co_await find(services, *place));
    found = std::move(node);
  }
  CO_TRY(url, found ? Result<std::string>(found->url) : reader.get_string("url"));
  auto done = co_await services.exchange.add_peer(url);
  if (!done) co_return failure_of(std::move(done));
  co_return peers_response(services, 201, found);
}

Task<Result<http::Response>> remove(Services& services, http::Request request,
                                    http::Parameters /*none*/) {
  CO_TRY(query, http::Query::parse(request.query()));
  CO_TRY(url, query.get("url"));
  auto done = co_await services.exchange.remove_peer(std::string(url));
  if (!done) co_return failure_of(std::move(done));
  co_return http::no_content();
}

Task<Result<http::Response>> sync(Services& services, http::Request /*request*/,
                                  http::Parameters /*none*/) {
  services.exchange.sync_now();
  co_return peers_response(services, 202);
}

}  // namespace

std::vector<Row> peer_rows() {
  return {
      {"GET", "/v1/peers", Guard::token, scope::read, list},
      {"POST", "/v1/peers", Guard::token, scope::admin, add},
      {"DELETE", "/v1/peers", Guard::token, scope::admin, remove},
      {"POST", "/v1/peers/sync", Guard::token, scope::admin, sync},
  };
}

}  // namespace waarmerk::node::routes
