#include "node/routes/routes.hpp"

#include <string>
#include <utility>

#include "node/http/problem.hpp"

namespace waarmerk::node::routes {
namespace {

Result<void> admit(Services& services, const Row& row, const http::Request& request) {
  const auto now = services.ports.clock.now();
  switch (row.guard) {
    case Guard::open_cheap:
      return services.cheap_limit.take(http::rate_key(request.remote_address), now);
    case Guard::open_costly:
      return services.costly_limit.take(http::rate_key(request.remote_address), now);
    case Guard::token: return services.access.allow(request, row.scope, now);
    case Guard::none: return {};
  }
  std::unreachable();
}

http::Response refusal(Services& services, const Error& error) {
  http::ProblemOptions options;
  if (error.code.kind == ErrorKind::exhausted) {
    options.retry_after_s = services.costly_limit.retry_after_s();
  }
  return http::problem(error, options);
}

/// For people where the row is a page.
http::Response not_admitted(Services& services, const Row& row, const http::Request& request,
                            const Error& error) {
  if (row.refuse == nullptr || error.code != http::too_many_requests) {
    return refusal(services, error);
  }
  auto page = row.refuse(services, request);
  page.headers.set("Retry-After", std::to_string(services.costly_limit.retry_after_s()));
  return page;
}

Task<http::Response> answer(Services& services, Row row, http::Request request,
                            http::Parameters parameters) {
  if (auto admitted = admit(services, row, request); !admitted) {
    co_return not_admitted(services, row, request, admitted.error());
  }
  auto work = row.run(services, std::move(request), std::move(parameters));
  if (row.place == Place::node_strand) work = services.strand.run(std::move(work));
  auto response = co_await std::move(work);
  if (!response) co_return refusal(services, response.error());
  co_return std::move(*response);
}

}  // namespace

std::vector<Row> all_rows() {
  std::vector<Row> rows;
  for (const auto& part : {health_rows(),
                           did_rows(),
                           own_did_rows(),
                           watcher_rows(),
                           resolver_rows(),
                           credential_rows(),
                           issuer_rows(),
                           achievement_rows(),
                           badge_rows(),
                           offer_rows(),
                           openid_rows(),
                           request_rows(),
                           openid_vp_rows(),
                           interaction_rows(),
                           kit_rows(),
                           status_rows(),
                           ending_rows(),
                           recognition_rows(),
                           invitation_rows(),
                           invitation_page_rows(),
                           peer_rows(),
                           token_rows(),
                           audit_rows(),
                           feed_rows(),
                           witness_rows(),
                           trust_answer_rows(),
                           trust_graph_rows(),
                           trqp_rows(),
                           federation_rows(),
                           check_page_rows(),
                           check_material_rows(),
                           wallet_rows(),
                           confirm_page_rows(),
                           asset_rows()}) {
    rows.insert(rows.end(), part.begin(), part.end());
  }
  return rows;
}

http::Router make_router(Services& services) {
  std::vector<http::Route> routes;
  for (const Row& row : all_rows()) {
    routes.push_back({std::string(row.method), std::string(row.pattern),
                      [&services, row](http::Request request, http::Parameters parameters) {
                        return answer(services, row, std::move(request), std::move(parameters));
                      }});
  }
  return http::Router(std::move(routes), dress_for_browsers(services));
}

}  // namespace waarmerk::node::routes
