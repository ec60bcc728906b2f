// The page on which somebody confirms a badge. All that it is about stays in the browser.
#include "node/web/confirm_page.hpp"

#include "node/http/language.hpp"
#include "node/routes/routes.hpp"

namespace waarmerk::node::routes {
namespace {

Task<Result<http::Response>> show(Services& services, http::Request request,
                                  http::Parameters /*none*/) {
  const auto& self = services.ports.self;
  co_return web::confirm_page({.language = http::languages_of(request),
                               .node_name = self.name.empty() ? self.did.text() : self.name});
}

}  // namespace

std::vector<Row> confirm_page_rows() {
  return {{"GET", "/confirm", Guard::open_cheap, {}, show, Place::connection}};
}

}  // namespace waarmerk::node::routes
