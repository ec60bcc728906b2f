// Our own DID, changed while the node runs: what a change starts from, and the line that it made.
#include <utility>

#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/own_line.hpp"
#include "node/actions/take_own_line.hpp"
#include "node/http/json_body.hpp"
#include "node/routes/routes.hpp"

namespace waarmerk::node::routes {
namespace {

Task<Result<http::Response>> show(Services& services, http::Request /*request*/,
                                  http::Parameters /*none*/) {
  const auto& store = services.ports.records.store;
  CO_TRY(state, actions::load_changeable_state(store));
  co_return http::json_response(200, actions::write_own_state(state));
}

Task<Result<http::Response>> add_line(Services& services, http::Request request,
                                      http::Parameters /*none*/) {
  CO_TRY(body, http::json_body(request));
  const json::Reader reader(body);
  CO_TRY(line, reader.get_string("line"));
  CO_TRY(issuing_key, reader.get_string("issuingKey"));
  CO_TRY(feed_key, reader.find_string("feedKey"));
  CO_TRY(gives_up, reader.find_boolean("givesUpLost"));
  CO_TRY(state,
         co_await actions::take_own_line(
             services.ports, {line, issuing_key, feed_key.value_or(""), gives_up.value_or(false)}));
  const bool is_in_force = state == actions::LineState::in_force;
  // Only now: before the line is there, the node would go on in the old epoch.
  if (is_in_force && gives_up.value_or(false) && services.mark_living) {
    auto marked = services.mark_living();
    if (!marked) co_return failure_of(std::move(marked));
  }
  if (is_in_force && services.start_anew) services.start_anew();
  json::Writer writer;
  writer.begin_object().member("state", is_in_force ? "in_force" : "waiting").end_object();
  co_return http::json_response(202, writer.take());
}

}  // namespace

std::vector<Row> own_did_rows() {
  return {
      {"GET", "/v1/did", Guard::token, scope::admin, show},
      {"POST", "/v1/did/lines", Guard::token, scope::admin, add_line},
  };
}

}  // namespace waarmerk::node::routes
