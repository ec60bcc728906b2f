// DID documents: our own, and the resolver.
#include <algorithm>
#include <string>
#include <utility>

#include "crypto/json/document.hpp"
#include "did/did_webvh.hpp"
#include "node/actions/known_did.hpp"
#include "node/actions/own_document.hpp"
#include "node/actions/resolve_did.hpp"
#include "node/http/json_body.hpp"
#include "node/routes/routes.hpp"

namespace waarmerk::node::routes {
namespace {

http::Response document_response(const did::DidDocument& document) {
  return http::json_response(200, json::print(document.source().root()), "application/did+json");
}

/// Where the files of a did:web or did:webvh stand (did:web 2.5.2).
std::string own_folder(const did::Did& did) {
  auto rest = did.specific_id();
  if (did.method() == "webvh") rest.remove_prefix(did::scid_of(did).size() + 1);
  const auto colon = rest.find(':');
  if (colon == std::string_view::npos) return "/.well-known";
  std::string path;
  for (const char c : rest.substr(colon)) path += c == ':' ? '/' : c;
  return path;
}

/// The history is shown where each name of the DID says: whoever knows one from before the DID
/// moved finds out where it went.
Result<void> expect_here(const Services& services, const http::Request& request,
                         std::string_view file) {
  const auto& self = services.ports.self;
  const auto is_at = [&](const did::Did& did) {
    return request.path() == own_folder(did) + "/" + std::string(file);
  };
  const bool has_history = self.did.method() == "webvh";
  if ((has_history || (self.did.method() == "web" && file == "did.json")) && is_at(self.did)) {
    return {};
  }
  const auto was_at = [&](const auto& version) { return is_at(version.document.id()); };
  const bool is_history = has_history && file != "did.json";
  if (is_history && std::ranges::any_of(self.documents.versions(), was_at)) return {};
  return fail(did::not_found, "No DID document is published here.");
}

Task<Result<http::Response>> show_own(Services& services, http::Request request,
                                      http::Parameters /*none*/) {
  const auto& self = services.ports.self;
  if (auto here = expect_here(services, request, "did.json"); !here)
    co_return failure_of(std::move(here));
  if (self.did.method() == "web") co_return document_response(self.document);
  CO_TRY(parallel, actions::write_parallel_document(self.did, self.document.source()));
  co_return http::json_response(200, std::string(parallel.text()), "application/did+json");
}

/// Our history as the store has it: what came back after a restore is shown at once.
Task<Result<http::Response>> show_log(Services& services, http::Request request,
                                      http::Parameters /*none*/) {
  if (auto here = expect_here(services, request, "did.jsonl"); !here)
    co_return failure_of(std::move(here));
  CO_TRY(known, actions::get_log(services.ports.records.store, services.ports.self.did));
  co_return http::json_response(200, std::move(known.log), "text/jsonl");
}

Task<Result<http::Response>> show_witnesses(Services& services, http::Request request,
                                            http::Parameters /*none*/) {
  auto here = expect_here(services, request, "did-witness.json");
  if (!here) co_return failure_of(std::move(here));
  CO_TRY(known, actions::get_log(services.ports.records.store, services.ports.self.did));
  if (known.witnesses.empty()) co_return fail(did::not_found, "This DID has no witnesses.");
  co_return http::json_response(200, std::move(known.witnesses));
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
      {"GET", "/.well-known/did.jsonl", Guard::open_cheap, {}, show_log},
      {"GET", "/{path}/did.jsonl", Guard::open_cheap, {}, show_log},
      {"GET", "/{path}/{name}/did.jsonl", Guard::open_cheap, {}, show_log},
      {"GET", "/.well-known/did-witness.json", Guard::open_cheap, {}, show_witnesses},
      {"GET", "/{path}/did-witness.json", Guard::open_cheap, {}, show_witnesses},
      {"GET", "/{path}/{name}/did-witness.json", Guard::open_cheap, {}, show_witnesses},
      {"GET", "/v1/dids/{did}", Guard::open_costly, {}, resolve},
  };
}

}  // namespace waarmerk::node::routes
