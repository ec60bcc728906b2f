// The peer protocol `bot/1` over plain HTTP: feeds read, and hints taken.
#include <string>
#include <string_view>
#include <utility>

#include "crypto/json/writer.hpp"
#include "node/gossip/error_codes.hpp"
#include "node/gossip/limits.hpp"
#include "node/http/etag.hpp"
#include "node/http/json_body.hpp"
#include "node/http/problem.hpp"
#include "node/routes/routes.hpp"

namespace waarmerk::node::routes {
namespace {

constexpr std::string_view protocol_path = "/bot/1";
inline constexpr ErrorCode not_held{"gossip.not_held", ErrorKind::missing};

/// A cache must not keep that there is nothing: there may be in a moment.
http::Response refusal(const gossip::Served& served) {
  auto response = served.status == 404
                      ? http::problem({not_held, "This node does not hold that."})
                      : http::problem({gossip::malformed, "This names no part of a feed."});
  response.headers.set("Cache-Control", served.cache_control);
  return response;
}

Task<Result<http::Response>> read(Services& services, http::Request request,
                                  http::Parameters /*in the path*/) {
  const auto path = request.path().substr(protocol_path.size());
  auto served = services.exchange.serve(path, request.query());
  if (served.status >= 400) co_return refusal(served);
  http::Response response;
  response.status = served.status;
  const bool unchanged = !served.etag.empty() && http::has_newest(request, served.etag);
  if (unchanged) response.status = 304;
  if (!unchanged) response.body = std::string(text_of(served.bytes));
  if (!served.content_type.empty()) response.headers.set("Content-Type", served.content_type);
  if (!served.cache_control.empty()) response.headers.set("Cache-Control", served.cache_control);
  if (!served.etag.empty()) response.headers.set("ETag", served.etag);
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

Task<Result<http::Response>> describe(Services& services, http::Request /*request*/,
                                      http::Parameters /*none*/) {
  const auto& self = services.ports.self;
  json::Writer writer;
  writer.begin_object()
      .member("did", self.did.text())
      .member("name", self.name)
      .member("endpoint", self.url + std::string(protocol_path))
      .member("feed", feed::print_feed_id(self.feed))
      .end_object();
  co_return http::json_response(200, writer.take());
}

}  // namespace

std::vector<Row> feed_rows() {
  return {
      {"GET", "/.well-known/bot.json", Guard::open_cheap, {}, describe},
      {"GET", "/bot/1/heads", Guard::open_cheap, {}, read},
      {"GET", "/bot/1/f/{feed}/head", Guard::open_cheap, {}, read},
      {"GET", "/bot/1/f/{feed}/e/{epoch}/{range}", Guard::open_cheap, {}, read},
      {"GET", "/bot/1/p/{hash}", Guard::open_cheap, {}, read},
      {"POST", "/bot/1/push", Guard::open_costly, {}, push},
  };
}

}  // namespace waarmerk::node::routes
