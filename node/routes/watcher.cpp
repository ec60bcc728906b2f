// The watcher of did:webvh 1.0: histories that this node holds, read only.
#include <string>
#include <utility>

#include "node/actions/watch_did.hpp"
#include "node/gossip/serve.hpp"
#include "node/http/json_body.hpp"
#include "node/http/query.hpp"
#include "node/routes/routes.hpp"

namespace waarmerk::node::routes {
namespace {

/// In the path, or behind the question mark.
Result<records::KnownLog> find_asked(Services& services, const http::Request& request,
                                     const http::Parameters& parameters) {
  const auto& store = services.ports.records.store;
  if (request.path().starts_with(gossip::protocol_path)) {
    return actions::find_watched(store, parameters["scid"]);
  }
  TRY(query, http::Query::parse(request.query()));
  TRY(scid, query.get("scid"));
  return actions::find_watched(store, scid);
}

Task<Result<http::Response>> show_log(Services& services, http::Request request,
                                      http::Parameters parameters) {
  CO_TRY(known, find_asked(services, request, parameters));
  co_return http::json_response(200, std::move(known.log), "text/jsonl");
}

Task<Result<http::Response>> show_witnesses(Services& services, http::Request request,
                                            http::Parameters parameters) {
  CO_TRY(known, find_asked(services, request, parameters));
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
      {"GET", "/bot/1/d/{scid}/did.jsonl", Guard::open_cheap, {}, show_log},
      {"GET", "/bot/1/d/{scid}/did-witness.json", Guard::open_cheap, {}, show_witnesses},
  };
}

}  // namespace waarmerk::node::routes
