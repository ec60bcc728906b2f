// Requests: what is asked of wallets, as the operator makes, sees and withdraws it.
#include <string>
#include <utility>

#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/ask_badges.hpp"
#include "node/http/json_body.hpp"
#include "node/http/query.hpp"
#include "node/openid/dcql.hpp"
#include "node/openid/interaction.hpp"
#include "node/routes/routes.hpp"
#include "node/routes/wallet_answers.hpp"

namespace waarmerk::node::routes {
namespace {

using openid::PresentationRequest;
using openid::RequestState;

/// In the words of badges: one of three, and perhaps who gave it.
Result<std::string> read_plain(const json::Reader& badge) {
  TRY_OK(badge.allow_only({"achievement", "skill", "type", "issuer"}));
  TRY(achievement, badge.find_string("achievement"));
  TRY(skill, badge.find_string("skill"));
  TRY(type, badge.find_string("type"));
  TRY(issuer, badge.find_string("issuer"));
  const openid::PlainQuery query{achievement.value_or(""), skill.value_or(""), type.value_or(""),
                                 issuer.value_or("")};
  if (query.achievement.empty() && query.skill.empty() && query.type.empty()) {
    return badge.fail_here(openid::bad_request,
                           "A badge is asked for by its achievement, skill or type.");
  }
  return openid::write_plain_query(query);
}

Result<std::string> read_what(const json::Reader& body) {
  TRY(badge, body.find_object("badge"));
  TRY(query, body.find_object("query"));
  if (badge.has_value() == query.has_value()) {
    return body.fail_here(openid::bad_request, "What is asked for is a badge, or a query in DCQL.");
  }
  if (badge) return read_plain(*badge);
  TRY_OK(openid::read_dcql(*query));
  return json::print(query->value());
}

Result<actions::RequestOrder> read_order(const json::Document& body) {
  const json::Reader reader(body);
  TRY_OK(reader.expect(json::Kind::object));
  TRY_OK(reader.allow_only({"badge", "query", "purpose", "until", "keepUntil", "redirect"}));
  TRY(query, read_what(reader));
  TRY(purpose, reader.get_string("purpose"));
  TRY(until, reader.find_time("until"));
  TRY(kept_until, reader.find_time("keepUntil"));
  TRY(redirect, reader.find_string("redirect"));
  return actions::RequestOrder{.query = std::move(query),
                               .purpose = std::move(purpose),
                               .until = until,
                               .kept_until = kept_until,
                               .redirect = redirect.value_or("")};
}

void write_request(json::Writer& writer, const PresentationRequest& request, UnixTime now) {
  writer.member("id", request.id)
      .member("state", openid::print_state(openid::state_of(request, now)))
      .member("purpose", request.purpose)
      .member("made", print_time(request.made))
      .member("until", print_time(request.until))
      .member("keepUntil", print_time(request.kept_until));
  writer.name("query").raw(request.query);
  if (request.wrong_answers > 0) writer.name("wrongAnswers").integer(request.wrong_answers);
  if (request.answered) writer.member("answered", print_time(*request.answered));
  if (!request.error.empty()) writer.member("error", request.error);
}

Task<Result<http::Response>> make(Services& services, http::Request request,
                                  http::Parameters /*none*/) {
  CO_TRY(body, http::json_body(request));
  CO_TRY(order, read_order(body));
  CO_TRY(made, co_await actions::ask_badges(services.ports, std::move(order)));
  const auto& self = services.ports.self;
  const auto did = self.did.text();
  json::Writer writer;
  writer.begin_object();
  write_request(writer, made, services.ports.clock.now());
  writer.member("interaction", openid::interaction_of_request(self.url, made.id))
      .member("link", openid::link_to_request({self.url, did, self.name}, made.id))
      .member("requestUri", openid::request_uri_of(self.url, made.id))
      .member("clientId", openid::client_id_of(did))
      .end_object();
  co_return http::created("/v1/requests/" + made.id, writer.take());
}

Task<Result<http::Response>> list(Services& services, http::Request /*request*/,
                                  http::Parameters /*none*/) {
  CO_TRY(known, actions::known_requests(services.ports));
  json::Writer writer;
  writer.begin_object().name("requests").begin_array();
  for (const auto& request : known) {
    writer.begin_object();
    write_request(writer, request, services.ports.clock.now());
    writer.end_object();
  }
  co_return http::json_response(200, writer.end_array().end_object().take());
}

/// What was shown is told to who has the response code, where the wallet was given one: else who
/// sent somebody else a request could read the answer.
Result<http::Response> tell(const PresentationRequest& found, std::string_view code, UnixTime now) {
  if (!openid::may_see(found, code)) {
    return fail(actions::no_response_code,
                "The answer is for who comes back from the wallet, with its response_code.");
  }
  json::Writer writer;
  writer.begin_object();
  write_request(writer, found, now);
  if (!found.result.empty()) writer.name("result").raw(found.result);
  return unstored(http::json_response(200, writer.end_object().take()));
}

Task<Result<http::Response>> show(Services& services, http::Request request,
                                  http::Parameters parameters) {
  CO_TRY(query, http::Query::parse(request.query()));
  CO_TRY(found, actions::get_request(services.ports, parameters["id"]));
  co_return tell(found, query.find("response_code").value_or(""), services.ports.clock.now());
}

Task<Result<http::Response>> withdraw(Services& services, http::Request /*request*/,
                                      http::Parameters parameters) {
  auto done = co_await actions::withdraw_request(services.ports, parameters["id"]);
  if (!done) co_return failure_of(std::move(done));
  co_return http::no_content();
}

}  // namespace

std::vector<Row> request_rows() {
  return {
      {"POST", "/v1/requests", Guard::token, scope::ask, make},
      {"GET", "/v1/requests", Guard::token, scope::ask, list},
      {"GET", "/v1/requests/{id}", Guard::token, scope::ask, show},
      {"DELETE", "/v1/requests/{id}", Guard::token, scope::ask, withdraw},
  };
}

}  // namespace waarmerk::node::routes
