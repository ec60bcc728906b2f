// Any text as a request whose header was parsed: refused or made clear once and for all, answered
// by the routes or by a problem, and never let in without a token.
#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "node/http/access.hpp"
#include "node/http/etag.hpp"
#include "node/http/json_body.hpp"
#include "node/http/query.hpp"
#include "node/http/router.hpp"
#include "node/net/request_check.hpp"

namespace waarmerk::node::http {
namespace {

constexpr UnixTime now{1'772'532'720'000};

void require(bool holds) {
  if (!holds) std::abort();
}

std::string_view take_line(std::string_view& text) {
  const auto line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(line.size() + 1, text.size()));
  return line;
}

/// `METHOD target`, lines of `name:value`, an empty line and the body. More gets through here than
/// through the parser of the server, which lets few characters into a name or a value.
Request read(std::string_view text) {
  const auto first = take_line(text);
  Request request{
      .method = std::string(first.substr(0, first.find(' '))),
      .target = std::string(first.substr(std::min(first.find(' '), first.size() - 1) + 1)),
      .headers = {},
      .body = {},
      .remote_address = "192.0.2.1"};
  for (auto line = take_line(text); !line.empty(); line = take_line(text)) {
    const auto colon = std::min(line.find(':'), line.size());
    request.headers.add(line.substr(0, colon),
                        std::string(line.substr(colon).substr(colon < line.size())));
  }
  request.body = text;
  return request;
}

const Router& routes() {
  const auto echo = [](Request, Parameters given) -> Task<Response> {
    co_return text_response(200, given["id"]);
  };
  static const Router router({{"GET", "/v1/badges/{id}", echo},
                              {"POST", "/v1/badges/{id}/claims", echo},
                              {"GET", "/{id}/did.json", echo}});
  return router;
}

Response answer(Request request) {
  Response response;
  boost::asio::io_context context;
  boost::asio::co_spawn(context, routes().handle(std::move(request)),
                        [&](const std::exception_ptr& failure, Response made) {
                          require(!failure);
                          response = std::move(made);
                        });
  context.run();
  return response;
}

void try_request(Request request, int minor_version) {
  if (!net::check_request(request, {.minor_version = minor_version})) return;
  require(request.target.starts_with('/') || request.target == "*");
  const Request clear = request;
  require(net::check_request(request, {.minor_version = minor_version}).has_value());
  require(request.target == clear.target && request.headers.all() == clear.headers.all());
  const Access nobody([](std::string_view) { return std::nullopt; }, {.open_on_loopback = true});
  require(!nobody.allow(request, "issue", now));
  (void)Query::parse(request.query());
  (void)has_newest(request, "\"1\"");
  (void)net::trace_id(request.headers);
  (void)json_body(request);
  const int status = answer(request).status;
  require(status >= 200 && status < 500);
}

}  // namespace
}  // namespace waarmerk::node::http

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto request = waarmerk::node::http::read(waarmerk::text_of({data, size}));
  for (const int minor_version : {0, 1}) {
    waarmerk::node::http::try_request(request, minor_version);
  }
  return 0;
}
