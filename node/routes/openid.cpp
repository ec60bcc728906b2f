// OpenID4VCI 1.0 as wallets see it: what is offered, a token for the codes, a nonce, a
// credential, and what became of it.
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "crypto/json/writer.hpp"
#include "node/actions/offer_badge.hpp"
#include "node/actions/redeem_offer.hpp"
#include "node/http/access.hpp"
#include "node/http/json_body.hpp"
#include "node/http/query.hpp"
#include "node/openid/authorization_details.hpp"
#include "node/openid/error_codes.hpp"
#include "node/routes/routes.hpp"
#include "node/routes/wallet_answers.hpp"

namespace waarmerk::node::routes {
namespace {

Result<void> expect_address(const Services& services) {
  if (!services.ports.self.url.empty()) return {};
  return fail(actions::no_offer_address, "This node has no web address, and offers nothing.");
}

Task<Result<http::Response>> describe_issuer(Services& services, http::Request /*request*/,
                                             http::Parameters /*none*/) {
  if (auto known = expect_address(services); !known) co_return failure_of(std::move(known));
  const auto configurations = actions::configurations_of(services.ports);
  const auto& self = services.ports.self;
  co_return http::json_response(
      200, openid::write_issuer_metadata({self.url, self.name, configurations}));
}

Task<Result<http::Response>> describe_server(Services& services, http::Request /*request*/,
                                             http::Parameters /*none*/) {
  if (auto known = expect_address(services); !known) co_return failure_of(std::move(known));
  co_return http::json_response(200, openid::write_server_metadata(services.ports.self.url));
}

Task<Result<http::Response>> show_offer(Services& services, http::Request request,
                                        http::Parameters /*none*/) {
  CO_TRY(query, http::Query::parse(request.query()));
  CO_TRY(code, query.get("code"));
  CO_TRY(offer, actions::get_open_offer(services.ports, code));
  co_return unstored(
      http::json_response(200, openid::write_offer(services.ports.self.url, offer, code)));
}

/// The parameters of a token request. What is not known is passed over (RFC 6749 3.2).
Result<openid::Shown> read_token_request(const http::Request& request) {
  TRY(form, read_wallet_form(request));
  const auto grant = form.find("grant_type");
  if (!grant) return fail(openid::invalid_request, "grant_type is missing.");
  if (*grant != openid::pre_authorized_code_grant) {
    return fail(openid::unsupported_grant_type, "This grant is not known here.");
  }
  const auto code = form.find("pre-authorized_code");
  if (!code) return fail(openid::invalid_request, "pre-authorized_code is missing.");
  openid::Shown shown{.code = std::string(*code)};
  if (const auto tx_code = form.find("tx_code")) shown.tx_code = std::string(*tx_code);
  if (const auto details = form.find("authorization_details")) {
    TRY(wanted, openid::read_authorization_details(*details));
    shown.wanted = std::move(wanted);
  }
  return shown;
}

Task<Result<http::Response>> give_token(Services& services, http::Request request,
                                        http::Parameters /*none*/) {
  auto shown = read_token_request(request);
  if (!shown) co_return refuse_wallet(shown.error());
  const auto wanted = shown->wanted;
  const auto token = co_await actions::redeem_code(services.ports, std::move(*shown));
  if (!token) co_return refuse_wallet(token.error());
  json::Writer writer;
  writer.begin_object().member("access_token", *token).member("token_type", "Bearer");
  writer.name("expires_in").integer(openid::access_token_ms / second_ms);
  if (!wanted.empty()) openid::write_authorization_details(writer, wanted);
  writer.end_object();
  co_return unstored(http::json_response(200, writer.take()));
}

Task<Result<http::Response>> give_nonce(Services& services, http::Request /*request*/,
                                        http::Parameters /*none*/) {
  auto& ports = services.ports;
  json::Writer writer;
  writer.begin_object()
      .member("c_nonce", ports.records.nonces.make(ports.random, ports.clock.now()))
      .end_object();
  co_return unstored(http::json_response(200, writer.take()));
}

/// How many seconds a wallet is asked to wait for the operator, who stands beside it.
constexpr std::int64_t interval_s = 5;

enum class Answered { at_once, later };

Result<http::Response> answer_with(const Result<actions::HandedOver>& handed, Answered when) {
  if (!handed) return refuse_wallet(handed.error());
  json::Writer writer;
  writer.begin_object();
  if (!handed->credential) {
    writer.member("transaction_id", handed->id).name("interval").integer(interval_s).end_object();
    return unstored(http::json_response(202, writer.take()));
  }
  writer.name("credentials").begin_array().begin_object();
  writer.name("credential").raw(*handed->credential).end_object().end_array();
  // May be left out of a deferred answer (9.2), which @openid4vc/openid4vci 0.4.6 refuses with one.
  if (when == Answered::at_once) writer.member("notification_id", handed->id);
  writer.end_object();
  return unstored(http::json_response(200, writer.take()));
}

/// Fails with access.*, or with `malformed` for what is no JSON.
Result<actions::WalletAsk> read_ask(const http::Request& request, const ErrorCode& malformed) {
  TRY(token, http::read_bearer(request));
  const auto body = http::json_body(request);
  if (!body) return fail(malformed, body.error().detail);
  return actions::WalletAsk{std::string(token), *body};
}

Task<Result<http::Response>> give_credential(Services& services, http::Request request,
                                             http::Parameters /*none*/) {
  auto ask = read_ask(request, openid::invalid_credential_request);
  if (!ask) co_return refuse_wallet(ask.error());
  co_return answer_with(co_await actions::hand_over(services.ports, std::move(*ask)),
                        Answered::at_once);
}

Task<Result<http::Response>> give_later(Services& services, http::Request request,
                                        http::Parameters /*none*/) {
  auto ask = read_ask(request, openid::invalid_credential_request);
  if (!ask) co_return refuse_wallet(ask.error());
  co_return answer_with(co_await actions::hand_over_later(services.ports, std::move(*ask)),
                        Answered::later);
}

Task<Result<http::Response>> hear(Services& services, http::Request request,
                                  http::Parameters /*none*/) {
  auto ask = read_ask(request, openid::invalid_notification_request);
  if (!ask) co_return refuse_wallet(ask.error());
  const auto heard = co_await actions::take_notification(services.ports, std::move(*ask));
  if (!heard) co_return refuse_wallet(heard.error());
  co_return http::no_content();
}

}  // namespace

std::vector<Row> openid_rows() {
  return {
      {"GET", openid::issuer_metadata_path, Guard::open_cheap, {}, describe_issuer},
      {"GET", openid::server_metadata_path, Guard::open_cheap, {}, describe_server},
      {"GET", openid::offer_path, Guard::open_cheap, {}, show_offer},
      {"POST", openid::token_path, Guard::open_costly, {}, give_token},
      {"POST", openid::nonce_path, Guard::open_cheap, {}, give_nonce},
      {"POST", openid::credential_path, Guard::open_costly, {}, give_credential},
      {"POST", openid::deferred_path, Guard::open_costly, {}, give_later},
      {"POST", openid::notification_path, Guard::open_costly, {}, hear},
  };
}

}  // namespace waarmerk::node::routes
