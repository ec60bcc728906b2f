// DID documents: our own, and the resolver.
#include <string>
#include <utility>

#include "crypto/json/writer.hpp"
#include "node/actions/resolve_did.hpp"
#include "node/http/json_body.hpp"
#include "node/routes/routes.hpp"

namespace waarmerk::node::routes {
namespace {

http::Response document_response(const did::DidDocument& document) {
  return http::json_response(200, json::print(document.source().root()), "application/did+json");
}

/// did:web with a path is published below that path (did:web 2.5.2).
std::string own_document_path(const did::Did& did) {
  auto rest = did.specific_id();
  const auto colon = rest.find(':');
  if (colon == std::string_view::npos) return "/.well-known/did.json";
  std::string path;
  for (const char c : rest.substr(colon)) path += c == ':' ? '/' : c;
  return path + "/did.json";
}

Task<Result<http::Response>> show_own(Services& services, http::Request request,
                                      http::Parameters /*none*/) {
  const auto& self = services.ports.self;
  if (self.did.method() != "web" || request.path() != own_document_path(self.did)) {
    co_return fail(did::not_found, "No DID document is published here.");
  }
  co_return document_response(self.document);
}

Task<Result<http::Response>> resolve(Services& services, http::Request /*request*/,
                                     http::Parameters parameters) {
  CO_TRY(did, did::Did::parse(parameters["did"]));
  if (actions::is_self_contained(did)) {
    CO_TRY(document, did::Resolution(did).outcome());
    co_return document_response(document);
  }
  CO_TRY(found, co_await services.evidence.find_did(did));
  CO_TRY(document, found.documents.newest());
  co_return document_response(document);
}

}  // namespace

std::vector<Row> did_rows() {
  return {
      {"GET", "/.well-known/did.json", Guard::open_cheap, {}, show_own},
      {"GET", "/{path}/did.json", Guard::open_cheap, {}, show_own},
      {"GET", "/{path}/{name}/did.json", Guard::open_cheap, {}, show_own},
      {"GET", "/v1/dids/{did}", Guard::open_costly, {}, resolve},
  };
}

}  // namespace waarmerk::node::routes
