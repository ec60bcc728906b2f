// OpenID4VP 1.0 as wallets see it: what is asked for, and what they show.
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/ask_badges.hpp"
#include "node/actions/judge_answer.hpp"
#include "node/actions/trust_check.hpp"
#include "node/http/json_body.hpp"
#include "node/openid/error_codes.hpp"
#include "node/openid/secret_text.hpp"
#include "node/routes/checking.hpp"
#include "node/routes/routes.hpp"
#include "node/routes/wallet_answers.hpp"

namespace waarmerk::node::routes {
namespace {

using openid::PresentationRequest;

Result<http::Response> give_request(Services& services, const http::Parameters& parameters,
                                    std::string_view wallet_nonce) {
  TRY(request, actions::get_open_request(services.ports, parameters["id"]));
  TRY(jwt, actions::sign_request(services.ports, request, wallet_nonce));
  http::Response response;
  response.headers.set("Content-Type", "application/oauth-authz-req+jwt");
  response.body = std::move(jwt);
  return unstored(std::move(response));
}

Task<Result<http::Response>> show_request(Services& services, http::Request /*request*/,
                                          http::Parameters parameters) {
  co_return give_request(services, parameters, {});
}

/// `wallet_metadata` would say what the wallet can do, and changes nothing of what is asked.
Task<Result<http::Response>> post_request(Services& services, http::Request request,
                                          http::Parameters parameters) {
  if (request.body.empty()) co_return give_request(services, parameters, {});
  auto form = read_wallet_form(request);
  if (!form) co_return refuse_wallet(form.error());
  co_return give_request(services, parameters, form->find("wallet_nonce").value_or(""));
}

/// What a wallet sends to the response URI.
struct Sent {
  std::string state;
  std::string vp_token = {};
  std::string error = {};
};

Result<Sent> read_sent(const http::Request& request) {
  if (request.body.size() > actions::answer_bytes_max) {
    return fail(openid::invalid_request, "The answer is too large.");
  }
  TRY(form, read_wallet_form(request));
  if (form.find("response")) {
    return fail(openid::invalid_request, "No encrypted answer was asked for.");
  }
  const auto state = form.find("state");
  const auto vp_token = form.find("vp_token");
  const auto error = form.find("error");
  if (!state) return fail(openid::invalid_request, "The state is missing.");
  if (vp_token.has_value() == error.has_value()) {
    return fail(openid::invalid_request, "An answer has a vp_token or an error.");
  }
  return Sent{std::string(*state), std::string(vp_token.value_or("")),
              std::string(error.value_or(""))};
}

Task<Result<PresentationRequest>> find(Services& services, std::string state) {
  co_return actions::find_answered(services.ports, state);
}

/// What is judged goes to the operator, with what this node thinks of each issuer.
Task<Result<std::string>> keep(Services& services, std::string state,
                               std::vector<actions::JudgedBadge> judged) {
  for (auto& badge : judged) {
    auto added = actions::add_trust_check(services.trust, badge.scope, badge.verdict);
    if (!added) co_return failure_of(std::move(added));
  }
  auto kept = co_await actions::keep_answer(services.ports, std::move(state),
                                            actions::write_judged(judged));
  if (!kept || services.audit == nullptr) co_return kept;
  for (const auto& badge : judged) services.audit->note(badge.verdict);
  co_return kept;
}

/// Beside the strand, where signatures are checked.
Task<Result<std::string>> judge(Services& services, Sent sent) {
  CO_TRY(request, co_await services.strand.run(find(services, sent.state)));
  auto vp_token = json::parse(sent.vp_token, {.bytes_max = actions::answer_bytes_max});
  if (!vp_token) co_return fail(openid::invalid_request, "vp_token is no JSON.");
  const auto& ports = services.ports;
  actions::JudgeRules rules{
      .query = request.query,
      .client_id = openid::client_id_of(ports.self.did.text()),
      .nonce = request.nonce,
      .credentials = {.now = ports.clock.now(), .contexts = ports.contexts},
      .first_seen_of = [&services](json::Value one) { return seen_here(services, one); }};
  const auto evidence = evidence_across(services);
  CO_TRY(judged, co_await actions::judge_answer(std::move(rules), std::move(*vp_token), *evidence,
                                                ports.clock));
  co_return co_await services.strand.run(keep(services, std::move(sent.state), std::move(judged)));
}

Task<Result<std::string>> take(Services& services, Sent sent) {
  if (!sent.error.empty()) {
    co_return co_await services.strand.run(
        actions::keep_refusal(services.ports, std::move(sent.state), std::move(sent.error)));
  }
  const auto state = sent.state;
  auto taken = co_await judge(services, std::move(sent));
  if (taken || taken.error().code != openid::invalid_request) co_return taken;
  // Of a request that is not open there is nothing to count.
  auto counted = co_await services.strand.run(actions::count_wrong_answer(services.ports, state));
  if (!counted && counted.error().code != openid::invalid_request) {
    co_return failure_of(std::move(counted));
  }
  co_return taken;
}

Task<Result<http::Response>> hear(Services& services, http::Request request,
                                  http::Parameters /*none*/) {
  auto sent = read_sent(request);
  if (!sent) co_return refuse_wallet(sent.error());
  const auto redirect = co_await take(services, std::move(*sent));
  if (!redirect) co_return refuse_wallet(redirect.error());
  json::Writer writer;
  writer.begin_object();
  if (!redirect->empty()) writer.member("redirect_uri", *redirect);
  co_return unstored(http::json_response(200, writer.end_object().take()));
}

}  // namespace

std::vector<Row> openid_vp_rows() {
  return {
      {"GET", "/openid/requests/{id}", Guard::open_cheap, {}, show_request},
      {"POST", "/openid/requests/{id}", Guard::open_cheap, {}, post_request},
      {"POST", openid::response_path, Guard::open_costly, {}, hear, Place::connection},
  };
}

}  // namespace waarmerk::node::routes
