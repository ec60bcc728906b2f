#include "node/routes/served.hpp"

#include <string>

#include "node/gossip/error_codes.hpp"
#include "node/http/etag.hpp"
#include "node/http/problem.hpp"

namespace waarmerk::node::routes {
namespace {

inline constexpr ErrorCode not_held{"gossip.not_held", ErrorKind::missing};

/// A cache must not keep that there is nothing: there may be in a moment.
http::Response refusal(const gossip::Served& served) {
  auto response = served.status == 404
                      ? http::problem({not_held, "This node does not hold that."})
                      : http::problem({gossip::malformed, "This names no part of a feed."});
  response.headers.set("Cache-Control", served.cache_control);
  return response;
}

}  // namespace

http::Response respond(const http::Request& request, gossip::Served served) {
  if (served.status >= 400) return refusal(served);
  http::Response response;
  response.status = served.status;
  const bool unchanged = !served.etag.empty() && http::has_newest(request, served.etag);
  if (unchanged) response.status = 304;
  if (!unchanged) response.body = std::string(text_of(served.bytes));
  if (!served.content_type.empty()) response.headers.set("Content-Type", served.content_type);
  if (!served.cache_control.empty()) response.headers.set("Cache-Control", served.cache_control);
  if (!served.etag.empty()) response.headers.set("ETag", served.etag);
  return response;
}

}  // namespace waarmerk::node::routes
