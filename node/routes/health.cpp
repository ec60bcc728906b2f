// Health, readiness, metrics, and what the node says of itself.
#include <string>
#include <utility>

#include "crypto/json/writer.hpp"
#include "node/http/json_body.hpp"
#include "node/routes/routes.hpp"

namespace waarmerk::node::routes {
namespace {

inline constexpr ErrorCode not_ready{"node.not_ready", ErrorKind::unavailable};

std::string_view print_standing(feed::Standing standing) {
  switch (standing) {
    case feed::Standing::safe: return "safe";
    case feed::Standing::asking: return "asking";
    case feed::Standing::behind: return "behind";
    case feed::Standing::forked: return "forked";
  }
  std::unreachable();
}

Task<Result<http::Response>> live(Services& /*services*/, http::Request /*request*/,
                                  http::Parameters /*none*/) {
  co_return http::text_response(200, "ok\n");
}

Task<Result<http::Response>> ready(Services& services, http::Request /*request*/,
                                   http::Parameters /*none*/) {
  if (services.ports.publisher.standing() != feed::Standing::safe) {
    co_return fail(not_ready, "Not yet safe to publish: peers are asked how far our feed went.");
  }
  co_return http::text_response(200, "ready\n");
}

Task<Result<http::Response>> metrics(Services& services, http::Request /*request*/,
                                     http::Parameters /*none*/) {
  auto response = http::text_response(200, services.metrics.print());
  response.headers.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
  co_return response;
}

Task<Result<http::Response>> describe(Services& services, http::Request /*request*/,
                                      http::Parameters /*none*/) {
  const auto& ports = services.ports;
  const auto head = ports.records.feeds.head(ports.self.feed);
  json::Writer writer;
  writer.begin_object()
      .member("name", ports.self.name)
      .member("did", ports.self.did.text())
      .member("url", ports.self.url)
      .member("feed", feed::print_feed_id(ports.self.feed))
      .member("publishing", print_standing(ports.publisher.standing()))
      .name("confirmed")
      .boolean(ports.publisher.is_confirmed())
      .name("entries")
      .integer(head ? static_cast<std::int64_t>(head->seq) : 0)
      .name("peers")
      .integer(static_cast<std::int64_t>(services.exchange.peers().size()))
      .name("links")
      .integer(static_cast<std::int64_t>(services.mesh != nullptr ? services.mesh->links() : 0))
      .name("feeds")
      .integer(static_cast<std::int64_t>(ports.records.feeds.all().size()));
  if (head) writer.member("lastEntry", print_time(head->ts));
  if (services.witness != nullptr) writer.member("witness", services.witness->self().text());
  writer.end_object();
  co_return http::json_response(200, writer.take());
}

}  // namespace

std::vector<Row> health_rows() {
  return {
      {"GET", "/healthz", Guard::none, {}, live, Place::connection},
      {"GET", "/readyz", Guard::none, {}, ready},
      {"GET", "/metrics", Guard::none, {}, metrics, Place::connection},
      {"GET", "/v1/node", Guard::open_cheap, {}, describe},
  };
}

}  // namespace waarmerk::node::routes
