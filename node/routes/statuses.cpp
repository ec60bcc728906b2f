// Our status lists, as anybody may read them.
#include <charconv>
#include <cstdint>
#include <string>
#include <utility>

#include "crypto/base/sha2.hpp"
#include "node/gossip/serve.hpp"
#include "node/http/etag.hpp"
#include "node/http/json_body.hpp"
#include "node/records/statuses.hpp"
#include "node/routes/routes.hpp"

namespace waarmerk::node::routes {
namespace {

inline constexpr ErrorCode no_list{"status.no_such_list", ErrorKind::missing};

Task<Result<http::Response>> show(Services& services, http::Request request,
                                  http::Parameters parameters) {
  const std::string& text = parameters["list"];
  std::uint32_t number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = code == std::errc() && end == text.data() + text.size();
  if (!whole) co_return fail(no_list, "A status list has a number.");
  CO_TRY(list, records::find_published_list(services.ports.records.store, number));
  if (!list) co_return fail(no_list, "There is no status list " + text + ".");
  const auto etag = "\"" + gossip::print_hash(sha256(bytes_of(*list))) + "\"";
  http::Response response;
  if (http::has_newest(request, etag)) {
    response.status = 304;
  } else {
    response = http::json_response(200, std::move(*list));
  }
  response.headers.set("ETag", etag);
  response.headers.set("Cache-Control", "public, max-age=300");
  co_return response;
}

}  // namespace

std::vector<Row> status_rows() { return {{"GET", "/status/{list}", Guard::open_cheap, {}, show}}; }

}  // namespace waarmerk::node::routes
