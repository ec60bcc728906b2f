// The peer protocol `bot/1` over plain HTTP: feeds read, and hints taken.
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "crypto/json/writer.hpp"
#include "node/actions/serve_witness.hpp"
#include "node/gossip/limits.hpp"
#include "node/http/etag.hpp"
#include "node/http/json_body.hpp"
#include "node/http/problem.hpp"
#include "node/routes/routes.hpp"
#include "node/routes/served.hpp"

namespace waarmerk::node::routes {
namespace {

using gossip::protocol_path;

inline constexpr ErrorCode no_link{"gossip.no_link", ErrorKind::invalid};
constexpr int bundle_wait_s = 10;

Task<Result<http::Response>> read(Services& services, http::Request request,
                                  http::Parameters /*in the path*/) {
  const auto path = request.path().substr(protocol_path.size());
  co_return respond(request, services.exchange.serve(path, request.query()));
}

/// With what witnesses said last of the feed.
Task<Result<http::Response>> read_head(Services& services, http::Request request,
                                       http::Parameters parameters) {
  const auto path = request.path().substr(protocol_path.size());
  auto plain = services.exchange.serve(path, request.query());
  CO_TRY(served, actions::serve_head(services.ports.records, services.witness, parameters["feed"],
                                     std::move(plain)));
  co_return respond(request, std::move(served));
}

/// Many ask for the same, which may be large: it is not copied.
Task<Result<http::Response>> read_bundle(Services& services, http::Request request,
                                         http::Parameters /*none*/) {
  if (services.bundles == nullptr)
    co_return fail(actions::bundle_not_served, "This node hands out no bundle.");
  const auto latest = services.bundles->latest();
  if (!latest && latest.error().code == actions::bundle_not_ready)
    co_return http::problem(latest.error(), {.retry_after_s = bundle_wait_s});
  if (!latest) co_return std::unexpected(latest.error());
  http::Response response;
  if (http::has_newest(request, (*latest)->etag)) response.status = 304;
  if (response.status == 200)
    response.shared_body = std::shared_ptr<const std::string>(*latest, &(*latest)->bytes);
  response.headers.set("Content-Type", "application/octet-stream");
  response.headers.set("Cache-Control", "public, max-age=3600");
  response.headers.set("ETag", (*latest)->etag);
  co_return response;
}

Task<Result<http::Response>> push(Services& services, http::Request request,
                                  http::Parameters /*none*/) {
  if (request.body.size() > gossip::push_bytes_max) {
    co_return fail(http::body_too_large, "A push holds eight entries at the most.");
  }
  services.exchange.pushed(to_bytes(bytes_of(request.body)));
  http::Response accepted;
  accepted.status = 202;
  co_return accepted;
}

/// A link of the mesh. The socket lives where the connection does.
Task<Result<http::Response>> open_link(Services& services, http::Request request,
                                       http::Parameters /*none*/) {
  const auto wanted = request.headers.find("Upgrade");
  const auto spoken = request.headers.find("Sec-WebSocket-Protocol");
  if (services.mesh == nullptr || !wanted || !http::equal_without_case(*wanted, "websocket") ||
      !spoken || !spoken->contains(actions::link_protocol)) {
    co_return fail(no_link, "Here a WebSocket is opened, in the protocol bot.1.");
  }
  http::Response response;
  response.status = 101;
  response.headers.set("Sec-WebSocket-Protocol", std::string(actions::link_protocol));
  response.conversation = [&mesh = *services.mesh, address = request.remote_address](
                              Socket& socket) { return mesh.converse(socket, address); };
  co_return response;
}

Task<Result<http::Response>> describe(Services& services, http::Request /*request*/,
                                      http::Parameters /*none*/) {
  const auto& self = services.ports.self;
  json::Writer writer;
  writer.begin_object()
      .member("did", self.did.text())
      .member("name", self.name)
      .member("endpoint", gossip::endpoint_at(self.url))
      .member("feed", feed::print_feed_id(self.feed));
  if (services.witness != nullptr) writer.member("witness", services.witness->self().text());
  writer.end_object();
  co_return http::json_response(200, writer.take());
}

}  // namespace

std::vector<Row> feed_rows() {
  return {
      {"GET", "/.well-known/bot.json", Guard::open_cheap, {}, describe},
      {"GET", "/bot/1/heads", Guard::open_cheap, {}, read},
      {"GET", "/bot/1/h/{block}", Guard::open_cheap, {}, read},
      {"GET", "/bot/1/f/{feed}/head", Guard::open_cheap, {}, read_head},
      {"GET", "/bot/1/f/{feed}/e/{epoch}/{range}", Guard::open_cheap, {}, read},
      {"GET", "/bot/1/p/{hash}", Guard::open_cheap, {}, read},
      {"GET", "/bot/1/bundle/latest", Guard::open_costly, {}, read_bundle},
      {"POST", "/bot/1/push", Guard::open_costly, {}, push},
      {"GET", "/bot/1/ws", Guard::open_costly, {}, open_link, Place::connection},
  };
}

}  // namespace waarmerk::node::routes
