// Our status lists: as anybody may read them, and one more where it is asked for (VCALM).
#include <charconv>
#include <cstdint>
#include <string>
#include <utility>

#include "crypto/base/sha2.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/open_status_list.hpp"
#include "node/credential/status_entry.hpp"
#include "node/gossip/serve.hpp"
#include "node/http/etag.hpp"
#include "node/http/json_body.hpp"
#include "node/http/query.hpp"
#include "node/records/statuses.hpp"
#include "node/routes/routes.hpp"

namespace waarmerk::node::routes {
namespace {

inline constexpr ErrorCode no_list{"status.no_such_list", ErrorKind::missing};

/// A Status List Token is a JWT, and any other list JSON.
std::string_view type_of(std::string_view list) {
  return list.starts_with('{') ? "application/json" : "application/statuslist+jwt";
}

Task<Result<http::Response>> show(Services& services, http::Request request,
                                  http::Parameters parameters) {
  CO_TRY(query, http::Query::parse(request.query()));
  if (query.find("time")) {
    http::Response response;
    response.status = 501;  // IETF Token Status List 8.4
    co_return response;
  }
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
    const auto type = type_of(*list);
    response = http::json_response(200, std::move(*list), type);
  }
  response.headers.set("ETag", etag);
  response.headers.set("Cache-Control", "public, max-age=300");
  co_return response;
}

/// VCALM: `{statusPurpose, id?}`. A list lies under our own address, so no id can be given.
Task<Result<http::Response>> create(Services& services, http::Request request,
                                    http::Parameters /*none*/) {
  CO_TRY(body, http::json_body(request));
  const json::Reader reader(body);
  CO_TRY(purpose, reader.get_string("statusPurpose"));
  if (body.root().find("id")) {
    co_return fail(credential::status_unsupported, "This node names its lists itself.", "$.id");
  }
  CO_TRY(number, co_await actions::open_status_list(services.ports, purpose));
  const auto* list = services.ports.records.statuses.find(number);
  json::Writer writer;
  writer.begin_object().member("id", list->url).member("statusPurpose", list->purpose).end_object();
  co_return http::created("/status-lists/" + std::to_string(number), writer.take());
}

}  // namespace

std::vector<Row> status_rows() {
  return {{"GET", "/status/{list}", Guard::open_cheap, {}, show},
          {"POST", "/status-lists", Guard::token, scope::status, create},
          {"GET", "/status-lists/{list}", Guard::open_cheap, {}, show}};
}

}  // namespace waarmerk::node::routes
