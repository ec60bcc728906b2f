// What witnesses said: our own snapshots and proofs, and those of others that are held.
#include <utility>

#include "node/actions/serve_witness.hpp"
#include "node/routes/routes.hpp"
#include "node/routes/served.hpp"

namespace waarmerk::node::routes {
namespace {

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

}  // namespace

std::vector<Row> witness_rows() {
  return {
      {"GET", "/bot/1/w/{witness}/latest", Guard::open_cheap, {}, show_snapshot},
      {"GET", "/bot/1/w/{witness}/{time}/{feed}", Guard::open_cheap, {}, show_proof},
  };
}

}  // namespace waarmerk::node::routes
