// Audit: what this node decided about badges.
#include <charconv>
#include <cstdint>
#include <string>
#include <utility>

#include "crypto/json/writer.hpp"
#include "node/http/json_body.hpp"
#include "node/http/query.hpp"
#include "node/records/audit.hpp"
#include "node/routes/routes.hpp"

namespace waarmerk::node::routes {
namespace {

constexpr std::int64_t page_max = 500;

/// The cursor of a page: `MILLISECONDS-NUMBER`.
std::string print_place(const records::AuditPlace& place) {
  return std::to_string(place.at.ms) + "-" + std::to_string(place.number);
}

Result<records::AuditPlace> read_place(std::string_view text) {
  records::AuditPlace place;
  const auto* end = text.data() + text.size();
  const auto ms = std::from_chars(text.data(), end, place.at.ms);
  const bool has_number = ms.ec == std::errc() && ms.ptr != end && *ms.ptr == '-';
  if (has_number) {
    const auto number = std::from_chars(ms.ptr + 1, end, place.number);
    if (number.ec == std::errc() && number.ptr == end && place.at.ms >= 0) return place;
  }
  return fail(http::bad_query, "The page comes before no such place.");
}

void write_decision(json::Writer& writer, const records::AuditedDecision& decision) {
  writer.begin_object()
      .member("at", print_time(decision.place.at))
      .member("outcome", decision.outcome)
      .member("code", decision.code)
      .name("codes")
      .begin_array();
  for (const auto& code : decision.codes) writer.string(code);
  writer.end_array().member("status", decision.status);
  if (!decision.grade.empty()) writer.member("assurance", decision.grade);
  if (!decision.issuer.empty()) writer.member("issuer", decision.issuer);
  writer.end_object();
}

Task<Result<http::Response>> list(Services& services, http::Request request,
                                  http::Parameters /*none*/) {
  CO_TRY(query, http::Query::parse(request.query()));
  CO_TRY(limit, query.find_integer("limit", {1, page_max}));
  records::AuditPage page{.limit = static_cast<std::size_t>(limit.value_or(100))};
  if (const auto before = query.find("before")) {
    CO_TRY(place, read_place(*before));
    page.before = place;
  }
  CO_TRY(decisions, records::list_decisions(services.ports.records.store, page));
  const bool is_on = services.audit != nullptr && services.audit->is_on();
  json::Writer writer;
  writer.begin_object().name("enabled").boolean(is_on).name("decisions").begin_array();
  for (const auto& decision : decisions) write_decision(writer, decision);
  writer.end_array();
  if (decisions.size() == page.limit) writer.member("next", print_place(decisions.back().place));
  writer.end_object();
  co_return http::json_response(200, writer.take());
}

}  // namespace

std::vector<Row> audit_rows() { return {{"GET", "/v1/audit", Guard::token, scope::admin, list}}; }

}  // namespace waarmerk::node::routes
