// OpenID Federation 1.0: what we say of ourselves, and of those whom we believe in whole and for
// all to know (spec/trust.md 15).
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "crypto/json/writer.hpp"
#include "node/actions/federation.hpp"
#include "node/http/json_body.hpp"
#include "node/http/query.hpp"
#include "node/routes/routes.hpp"

namespace waarmerk::node::routes {
namespace {

/// By which a list may be asked to leave some out. None of it is known of a DID, and then the
/// asker has to be told (8.2.1).
constexpr auto filters = std::to_array<std::string_view>(
    {"entity_type", "trust_marked", "trust_mark_type", "intermediate"});

/// Errors have a form of their own here (8.9).
http::Response refusal(int status, std::string_view error, std::string_view description) {
  json::Writer writer;
  writer.begin_object().member("error", error).member("error_description", description);
  return http::json_response(status, writer.end_object().take());
}

Result<http::Response> respond(Result<std::string> statement) {
  if (statement) {
    return http::json_response(200, std::move(*statement),
                               "application/" + std::string(actions::entity_statement_type));
  }
  if (statement.error().code == actions::no_statement)
    return refusal(404, "not_found", statement.error().detail);
  return failure_of(std::move(statement));
}

/// Asked of the raw query: a filter may be there twice.
bool has_filter(std::string_view query) {
  while (!query.empty()) {
    const auto part = query.substr(0, query.find('&'));
    const auto name = part.substr(0, part.find('='));
    if (std::ranges::find(filters, name) != filters.end()) return true;
    query.remove_prefix(std::min(query.size(), part.size() + 1));
  }
  return false;
}

Task<Result<http::Response>> show_own(Services& services, http::Request /*request*/,
                                      http::Parameters /*none*/) {
  co_return respond(actions::entity_configuration(services.ports));
}

Task<Result<http::Response>> fetch(Services& services, http::Request request,
                                   http::Parameters /*none*/) {
  const auto query = http::Query::parse(request.query());
  if (!query) co_return refusal(400, "invalid_request", query.error().detail);
  const auto sub = query->find("sub");
  if (!sub) co_return refusal(400, "invalid_request", "Whom is it about: sub is missing.");
  const auto& self = services.ports.self;
  if (*sub == self.url || *sub == self.did.text()) {
    co_return refusal(400, "invalid_request",
                      "What we say of ourselves is at /.well-known/openid-federation.");
  }
  const auto did = did::Did::parse(*sub);
  if (!did) co_return refusal(404, "not_found", "Those of whom there are statements have DIDs.");
  CO_TRY(found,
         services.trust.believed_by(self.feed, services.ports.clock.now(), feed::feed_id_of(*did)));
  if (found.empty() || found.front().who.did != *sub)
    co_return refusal(404, "not_found", "There is no statement about this DID.");
  co_return respond(actions::subordinate_statement(services.ports, found.front()));
}

Task<Result<http::Response>> list(Services& services, http::Request request,
                                  http::Parameters /*none*/) {
  if (has_filter(request.query()))
    co_return refusal(400, "unsupported_parameter", "All are listed, or none.");
  CO_TRY(all, services.trust.believed_by(services.ports.self.feed, services.ports.clock.now()));
  json::Writer writer;
  writer.begin_array();
  for (const auto& one : all) writer.string(one.who.did);
  co_return http::json_response(200, writer.end_array().take());
}

}  // namespace

std::vector<Row> federation_rows() {
  return {{"GET", "/.well-known/openid-federation", Guard::open_costly, {}, show_own},
          {"GET", actions::federation_fetch_path, Guard::open_costly, {}, fetch},
          {"GET", actions::federation_list_path, Guard::open_costly, {}, list}};
}

}  // namespace waarmerk::node::routes
