// The badge book: a page, and what makes it an app of a device. What somebody keeps in it never
// comes here.
#include <string>

#include "node/http/language.hpp"
#include "node/routes/routes.hpp"
#include "node/web/book_page.hpp"

namespace waarmerk::node::routes {
namespace {

web::BookPage page_for(const Services& services, const http::Request& request) {
  const auto& self = services.ports.self;
  return {.language = http::languages_of(request),
          .node_name = self.name.empty() ? self.did.text() : self.name};
}

Task<Result<http::Response>> show(Services& services, http::Request request,
                                  http::Parameters /*none*/) {
  co_return web::book_page(page_for(services, request));
}

Task<Result<http::Response>> show_manifest(Services& services, http::Request request,
                                           http::Parameters /*none*/) {
  co_return web::book_manifest(page_for(services, request));
}

}  // namespace

std::vector<Row> wallet_rows() {
  return {
      {"GET", "/wallet", Guard::open_cheap, {}, show, Place::connection},
      {"GET", "/wallet.webmanifest", Guard::open_cheap, {}, show_manifest, Place::connection},
  };
}

}  // namespace waarmerk::node::routes
