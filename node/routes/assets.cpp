// The style, script, icon and fonts of the pages, by names that change when what is in them does.
#include "node/web/assets.hpp"
#include "node/http/problem.hpp"
#include "node/routes/routes.hpp"

namespace waarmerk::node::routes {
namespace {

Task<Result<http::Response>> show(Services& /*services*/, http::Request request,
                                  http::Parameters parameters) {
  const auto* asset = web::find_asset(parameters["name"]);
  if (asset == nullptr) co_return fail(http::no_such_route, "There is no such file here.");
  co_return web::asset_response(request, *asset);
}

/// From its own place at the top, so that it may look after every page; asked for anew each time,
/// so that a new build has its own.
Task<Result<http::Response>> show_worker(Services& /*services*/, http::Request request,
                                         http::Parameters /*none*/) {
  co_return web::worker_response(request);
}

}  // namespace

std::vector<Row> asset_rows() {
  return {{"GET", "/assets/{name}", Guard::open_cheap, {}, show, Place::connection},
          {"GET", "/sw.js", Guard::open_cheap, {}, show_worker, Place::connection}};
}

}  // namespace waarmerk::node::routes
