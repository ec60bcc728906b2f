// What witnesses said: our own snapshots and proofs, and those of others that are held.
#include <utility>

#include "crypto/json/reader.hpp"
#include "node/actions/confirm_did.hpp"
#include "node/actions/serve_witness.hpp"
#include "node/http/json_body.hpp"
#include "node/routes/routes.hpp"
#include "node/routes/served.hpp"

namespace waarmerk::node::routes {
namespace {

inline constexpr ErrorCode no_witness{"witness.not_here", ErrorKind::missing};

Task<Result<http::Response>> show_snapshot(Services& services, http::Request request,
                                           http::Parameters parameters) {
  CO_TRY(served,
         actions::serve_snapshot(services.ports.records, services.witness, parameters["witness"]));
  co_return respond(request, std::move(served));
}

Task<Result<http::Response>> show_proof(Services& services, http::Request request,
                                        http::Parameters parameters) {
  CO_TRY(served, actions::serve_proof(services.ports.records, services.witness,
                                      {.witness = parameters["witness"],
                                       .time = parameters["time"],
                                       .feed = parameters["feed"]}));
  co_return respond(request, std::move(served));
}

/// The next version of a did:webvh, to be confirmed by one that it names.
Task<Result<http::Response>> confirm(Services& services, http::Request request,
                                     http::Parameters /*none*/) {
  CO_TRY(body, http::json_body(request));
  const json::Reader reader(body);
  CO_TRY(name, reader.get_string("did"));
  CO_TRY(line, reader.get_string("line"));
  CO_TRY(did, did::Did::parse(name));
  if (services.witness == nullptr) co_return fail(no_witness, "This node is no witness.");
  CO_TRY(said, co_await actions::confirm_did(services.ports, *services.witness, {did, line}));
  co_return http::json_response(200, std::move(said));
}

}  // namespace

std::vector<Row> witness_rows() {
  return {
      {"GET", "/bot/1/w/{witness}/latest", Guard::open_cheap, {}, show_snapshot},
      {"GET", "/bot/1/w/{witness}/{time}/{feed}", Guard::open_cheap, {}, show_proof},
      {"POST", "/bot/1/did-witness", Guard::open_costly, {}, confirm},
  };
}

}  // namespace waarmerk::node::routes
