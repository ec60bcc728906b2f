// The watcher of did:webvh 1.0: histories that this node holds, and what their owners tell it.
#include <string>
#include <utility>

#include "node/actions/heed_owner.hpp"
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

/// What the standard asks for: 202 and an empty object.
http::Response received() { return http::json_response(202, "{}"); }

Task<Result<http::Response>> hear_update(Services& services, http::Request request,
                                         http::Parameters /*none*/) {
  CO_TRY(query, http::Query::parse(request.query()));
  CO_TRY(name, query.get("did"));
  CO_TRY(did, did::Did::parse(name));
  auto done = co_await actions::hear_of_update(services.ports, services.resolution, did);
  if (!done) co_return failure_of(std::move(done));
  services.exchange.follow_moves();
  co_return received();
}

/// A status list is fetched where we do not have it, or have it no longer fresh.
Task<Result<http::Response>> hear_resource(Services& services, http::Request request,
                                           http::Parameters /*none*/) {
  CO_TRY(query, http::Query::parse(request.query()));
  CO_TRY(scid, query.get("scid"));
  CO_TRY(path, query.get("path"));
  CO_TRY(place, actions::find_place(services.ports.records.store, scid, path));
  static_cast<void>(
      co_await services.evidence.find_status_list({.url = place.url, .issuer = place.did}));
  co_return received();
}

Task<Result<http::Response>> forget_log(Services& services, http::Request request,
                                        http::Parameters /*none*/) {
  CO_TRY(body, http::json_body(request));
  CO_TRY(query, http::Query::parse(request.query()));
  CO_TRY(scid, query.get("scid"));
  auto asked = actions::check_owner_asks(services.ports, scid, body);
  if (!asked) co_return failure_of(std::move(asked));
  auto done = co_await actions::forget_watched(services.ports, std::string(scid));
  if (!done) co_return failure_of(std::move(done));
  co_return received();
}

/// What a list revoked stays revoked, so that no list is forgotten.
Task<Result<http::Response>> forget_resource(Services& services, http::Request request,
                                             http::Parameters /*none*/) {
  CO_TRY(body, http::json_body(request));
  CO_TRY(query, http::Query::parse(request.query()));
  CO_TRY(scid, query.get("scid"));
  CO_TRY(path, query.get("path"));
  CO_TRY(found, actions::find_watched_resource(services.ports.records, scid, path));
  static_cast<void>(found);
  auto asked = actions::check_owner_asks(services.ports, scid, body);
  if (!asked) co_return failure_of(std::move(asked));
  co_return fail(actions::is_kept, "What a status list revoked stays revoked.");
}

}  // namespace

std::vector<Row> watcher_rows() {
  return {
      {"GET", "/log", Guard::open_cheap, {}, show_log},
      {"POST", "/log", Guard::open_costly, {}, hear_update},
      {"POST", "/log/delete", Guard::open_costly, {}, forget_log},
      {"GET", "/witness", Guard::open_cheap, {}, show_witnesses},
      {"GET", "/resource", Guard::open_cheap, {}, show_resource},
      {"POST", "/resource", Guard::open_costly, {}, hear_resource},
      {"POST", "/resource/delete", Guard::open_costly, {}, forget_resource},
      {"GET", "/bot/1/d/{scid}/did.jsonl", Guard::open_cheap, {}, show_log},
      {"GET", "/bot/1/d/{scid}/did-witness.json", Guard::open_cheap, {}, show_witnesses},
  };
}

}  // namespace waarmerk::node::routes
