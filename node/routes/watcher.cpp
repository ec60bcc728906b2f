// The watcher of did:webvh 1.0: histories that this node holds, read only.
#include <string>
#include <utility>

#include "node/actions/watch_did.hpp"
#include "node/http/json_body.hpp"
#include "node/http/query.hpp"
#include "node/routes/routes.hpp"

namespace waarmerk::node::routes {
namespace {

Task<Result<http::Response>> show_log(Services& services, http::Request request,
                                      http::Parameters /*none*/) {
  CO_TRY(query, http::Query::parse(request.query()));
  CO_TRY(scid, query.get("scid"));
  CO_TRY(known, actions::find_watched(services.ports.records.store, scid));
  co_return http::json_response(200, std::move(known.log), "text/jsonl");
}

Task<Result<http::Response>> show_witnesses(Services& services, http::Request request,
                                            http::Parameters /*none*/) {
  CO_TRY(query, http::Query::parse(request.query()));
  CO_TRY(scid, query.get("scid"));
  CO_TRY(known, actions::find_watched(services.ports.records.store, scid));
  if (known.witnesses.empty()) co_return fail(did::not_found, "This DID has no witnesses.");
  co_return http::json_response(200, std::move(known.witnesses));
}

Task<Result<http::Response>> show_resource(Services& services, http::Request request,
                                           http::Parameters /*none*/) {
  CO_TRY(query, http::Query::parse(request.query()));
  CO_TRY(scid, query.get("scid"));
  CO_TRY(path, query.get("path"));
  CO_TRY(found, actions::find_watched_resource(services.ports.records, scid, path));
  co_return http::json_response(200, std::move(found.body), found.content_type);
}

}  // namespace

std::vector<Row> watcher_rows() {
  return {
      {"GET", "/log", Guard::open_cheap, {}, show_log},
      {"GET", "/witness", Guard::open_cheap, {}, show_witnesses},
      {"GET", "/resource", Guard::open_cheap, {}, show_resource},
  };
}

}  // namespace waarmerk::node::routes
