// Badges: award, read, revoke, suspend, reinstate.
#include <cstdint>
#include <string>
#include <utility>

#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/change_status.hpp"
#include "node/actions/issue_badge.hpp"
#include "node/actions/read_award.hpp"
#include "node/http/json_body.hpp"
#include "node/http/query.hpp"
#include "node/records/badges.hpp"
#include "node/routes/routes.hpp"

namespace waarmerk::node::routes {
namespace {

using actions::StatusAction;

Result<std::string> string_or_empty(const json::Reader& reader, std::string_view name) {
  TRY(found, reader.find_string(name));
  return found.value_or("");
}

Result<void> read_subject(const json::Reader& reader, actions::Award& award) {
  TRY(subject, reader.get_object("subject"));
  TRY_OK(subject.allow_only({"id", "email", "card"}));
  TRY(id, subject.find_string("id"));
  TRY(email, subject.find_string("email"));
  TRY(card, subject.find_boolean("card"));
  award.is_for_card = card.value_or(false);
  award.subject_id = id;
  award.email = email;
  return {};
}

Result<void> read_form(const json::Reader& reader, actions::Award& award) {
  TRY(form, string_or_empty(reader, "form"));
  TRY(mandatory, reader.strings("mandatoryPointers"));
  TRY(disclosable, reader.strings("disclosablePointers"));
  award.form = form;
  award.mandatory_pointers = std::move(mandatory);
  award.disclosable_pointers = std::move(disclosable);
  return {};
}

Result<actions::Award> read_award(const json::Document& body) {
  const json::Reader reader(body);
  TRY_OK(reader.expect(json::Kind::object));
  TRY_OK(reader.allow_only({"achievement", "subject", "validUntil", "awardedDate", "narrative",
                            "evidence", "results", "form", "mandatoryPointers",
                            "disclosablePointers"}));
  TRY(award, actions::read_award_claims(reader));
  TRY_OK(read_subject(reader, award));
  TRY_OK(read_form(reader, award));
  return std::move(award);
}

Result<void> write_badge(json::Writer& writer, const records::Records& records,
                         const records::Badge& badge) {
  TRY(standing, actions::standing_of(records, badge));
  writer.member("id", badge.id)
      .member("achievement", badge.achievement_id)
      .member("subject", badge.subject)
      .member("issued", print_time(badge.issued))
      .member("status", standing.word);
  if (standing.since) writer.member("since", print_time(*standing.since));
  if (!standing.reason.empty()) writer.member("reason", standing.reason);
  if (badge.claimed.empty()) return {};
  writer.name("claimed").begin_array();
  for (const auto& id : badge.claimed) writer.string(id);
  writer.end_array();
  return {};
}

/// Fewer badges than these in one list hide little: who asks for it, or has it asked for, can guess
/// whose badge was shown.
constexpr std::uint32_t herd_min = 20;

Result<void> warn_of_few(json::Writer& writer, const records::Records& records,
                         const std::string& id) {
  TRY(badge, records::find_badge(records.store, id));
  const auto* list =
      badge && badge->revocation ? records.statuses.find(badge->revocation->list) : nullptr;
  if (list == nullptr) return {};
  const auto count = list->taken_count / records::bits_of_entry(*list);
  if (count >= herd_min) return {};
  writer.name("warnings").begin_array();
  writer.string("The status list of this badge has " + std::to_string(count) +
                " in it: with fewer than " + std::to_string(herd_min) +
                ", who sees it asked for can guess whose badge was shown.");
  writer.end_array();
  return {};
}

Task<Result<http::Response>> award(Services& services, http::Request request,
                                   http::Parameters /*none*/) {
  CO_TRY(body, http::json_body(request));
  CO_TRY(wish, read_award(body));
  // Of an enveloped badge the id is inside the envelope.
  const auto id = "urn:uuid:" + draw_uuid(services.ports.random);
  wish.id = id;
  CO_TRY(secured, co_await actions::award_badge(services.ports, std::move(wish)));
  json::Writer writer;
  writer.begin_object().member("id", id);
  if (auto told = warn_of_few(writer, services.ports.records, id); !told) {
    co_return failure_of(std::move(told));
  }
  writer.name("credential").value(secured.root()).end_object();  // last: a script may cut it out
  co_return http::created("/v1/badges/" + id, writer.take());
}

Task<Result<http::Response>> list(Services& services, http::Request request,
                                  http::Parameters /*none*/) {
  CO_TRY(query, http::Query::parse(request.query()));
  CO_TRY(limit, query.find_integer("limit", {1, 500}));
  records::BadgePage page;
  if (const auto before = query.find("before")) {
    page.before = std::string(*before);
    CO_TRY(known, records::find_badge(services.ports.records.store, *page.before));
    if (!known) co_return fail(http::bad_query, "There is no badge that the page comes before.");
  }
  page.limit = static_cast<std::size_t>(limit.value_or(100));
  CO_TRY(found, records::list_badges(services.ports.records.store, page));
  json::Writer writer;
  writer.begin_object().name("badges").begin_array();
  for (const auto& badge : found) {
    writer.begin_object();
    auto written = write_badge(writer, services.ports.records, badge);
    if (!written) co_return failure_of(std::move(written));
    writer.end_object();
  }
  writer.end_array();
  if (found.size() == page.limit) writer.member("next", found.back().id);
  writer.end_object();
  co_return http::json_response(200, writer.take());
}

Task<Result<http::Response>> show(Services& services, http::Request /*request*/,
                                  http::Parameters parameters) {
  const auto& records = services.ports.records;
  CO_TRY(badge, records::find_badge(records.store, parameters["id"]));
  CO_TRY(text, records::find_credential(records.store, parameters["id"]));
  if (!badge || !text) {
    co_return fail(actions::no_badge, "This node issued no badge " + parameters["id"] + ".");
  }
  json::Writer writer;
  writer.begin_object();
  auto written = write_badge(writer, records, *badge);
  if (!written) co_return failure_of(std::move(written));
  // What is kept of a badge that names somebody by a hash is not signed.
  writer.name(badge->digest ? "claims" : "credential").raw(*text).end_object();
  co_return http::json_response(200, writer.take());
}

/// The reason, where the body gives one; a body is not needed.
Result<std::string> read_reason(const http::Request& request) {
  if (request.body.empty()) return std::string();
  TRY(body, http::json_body(request));
  const json::Reader reader(body);
  TRY_OK(reader.expect(json::Kind::object));
  TRY_OK(reader.allow_only({"reason"}));
  return string_or_empty(reader, "reason");
}

Task<Result<http::Response>> change(Services& services, http::Request request,
                                    http::Parameters parameters, StatusAction action) {
  CO_TRY(reason, read_reason(request));
  const auto id = parameters["id"];
  auto done = co_await actions::change_status(services.ports, {id, action, std::move(reason)});
  if (!done) co_return failure_of(std::move(done));
  CO_TRY(badge, records::find_badge(services.ports.records.store, id));
  json::Writer writer;
  writer.begin_object();
  auto written = write_badge(writer, services.ports.records, *badge);
  if (!written) co_return failure_of(std::move(written));
  writer.end_object();
  co_return http::json_response(200, writer.take());
}

Task<Result<http::Response>> revoke(Services& services, http::Request request,
                                    http::Parameters parameters) {
  return change(services, std::move(request), std::move(parameters), StatusAction::revoke);
}

Task<Result<http::Response>> suspend(Services& services, http::Request request,
                                     http::Parameters parameters) {
  return change(services, std::move(request), std::move(parameters), StatusAction::suspend);
}

Task<Result<http::Response>> reinstate(Services& services, http::Request request,
                                       http::Parameters parameters) {
  return change(services, std::move(request), std::move(parameters), StatusAction::reinstate);
}

}  // namespace

std::vector<Row> badge_rows() {
  return {
      {"POST", "/v1/badges", Guard::token, scope::issue, award},
      {"GET", "/v1/badges", Guard::token, scope::read, list},
      {"GET", "/v1/badges/{id}", Guard::token, scope::read, show},
      {"POST", "/v1/badges/{id}/revoke", Guard::token, scope::status, revoke},
      {"POST", "/v1/badges/{id}/suspend", Guard::token, scope::status, suspend},
      {"POST", "/v1/badges/{id}/reinstate", Guard::token, scope::status, reinstate},
  };
}

}  // namespace waarmerk::node::routes
