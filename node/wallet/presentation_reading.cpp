#include "node/wallet/presentation_reading.hpp"

#include <cstdint>
#include <utility>

#include "crypto/jose/jwt.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "node/wallet/link_parameter.hpp"
#include "node/wallet/offer_reading.hpp"

namespace waarmerk::node::wallet {
namespace {

constexpr std::string_view did_prefix = "decentralized_identifier:";
constexpr std::string_view request_type = "oauth-authz-req+jwt";
constexpr std::size_t name_bytes_max = 300;
constexpr std::size_t purpose_bytes_max = 500;  // as much as a node of ours says
constexpr std::int64_t skew_ms = 5 * minute_ms;

constexpr std::string_view is_gone =
    "The request was answered, or is over: ask who sent it for a new one.";

std::unexpected<Error> refuse(std::string detail) { return fail(bad_ask, std::move(detail)); }

std::unexpected<Error> unknown_way(std::string detail) {
  return fail(unsupported_ask, std::move(detail));
}

std::string text_in(json::Value object, std::string_view name) {
  const auto value = object.find(name);
  return std::string(value ? value->string().value_or("") : std::string_view());
}

/// Ends between two characters, and shows that there was more.
std::string cut(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  const auto is_inside = [&](std::size_t at) { return (text[at] & '\xc0') == '\x80'; };
  while (most > 0 && is_inside(most)) --most;
  return text.substr(0, most) + "...";
}

/// A parameter of our own nodes, in seconds as `exp` (spec/requests.md).
std::optional<UnixTime> kept_until_in(json::Value claims) {
  constexpr std::int64_t seconds_max = 253'402'300'799;  // the end of the year 9999
  const auto seconds = claims.find("kept_until").and_then(&json::Value::integer);
  if (!seconds || *seconds <= 0 || *seconds > seconds_max) return std::nullopt;
  return UnixTime{*seconds * second_ms};
}

Result<void> check_times(json::Value claims, UnixTime now) {
  const auto times = jose::read_claims(claims);
  if (!times) return refuse("Its claims are not what they must be: " + times.error().detail);
  if (times->expires && *times->expires + skew_ms < now)
    return fail(gone_ask, std::string(is_gone));
  if (times->issued && *times->issued > now + skew_ms) return refuse("It is of the future.");
  return {};
}

/// What the protocol may ask, and this wallet does.
Result<void> check_way(json::Value claims) {
  if (text_in(claims, "response_type") != "vp_token") {
    return unknown_way("It asks for something else than badges.");
  }
  if (text_in(claims, "response_mode") != "direct_post") {
    return unknown_way("It wants its answer by another way than direct_post.");
  }
  // Whoever does not know what is to be agreed to must not agree (OpenID4VP 1.0 5.1).
  if (claims.find("transaction_data")) {
    return unknown_way("It asks to agree to a transaction.");
  }
  return {};
}

Result<void> check_sender(json::Value claims, const RequestRules& rules) {
  if (text_in(claims, "client_id") != rules.link.client_id) {
    return refuse("It is of somebody else than the link says.");
  }
  const auto nonce = text_in(claims, "wallet_nonce");
  if (nonce != rules.wallet_nonce && !rules.wallet_nonce.empty()) {
    return refuse("It does not answer what was sent.");
  }
  return {};
}

}  // namespace

Result<RequestLink> read_request_link(std::string_view link) {
  TRY(client_id, link_parameter(link, "client_id"));
  TRY(url, link_parameter(link, "request_uri"));
  TRY(method, link_parameter(link, "request_uri_method"));
  if (!client_id) return refuse("The link does not say who asks.");
  if (!url) return unknown_way("The request is not signed: it has no request_uri.");
  if (method && *method != "post" && *method != "get")
    return refuse("request_uri_method is wrong.");
  return RequestLink{.client_id = std::move(*client_id),
                     .url = std::move(*url),
                     .is_post = method == std::optional<std::string>("post")};
}

Result<did::Did> verifier_of(std::string_view client_id) {
  if (!client_id.starts_with(did_prefix)) {
    return unknown_way("Who asks is known by another way than a DID.");
  }
  auto parsed = did::Did::parse(client_id.substr(did_prefix.size()));
  if (!parsed) return unknown_way("Who asks has a DID that is none.");
  return parsed;
}

Result<jose::Jws> open_request(std::string_view compact) {
  while (compact.ends_with('\n') || compact.ends_with('\r')) compact.remove_suffix(1);
  auto opened = jose::open_jws(compact);
  if (!opened) return refuse("It is no signed request: " + opened.error().detail);
  if (opened->type != request_type) return refuse("Its type is not oauth-authz-req+jwt.");
  return opened;
}

Result<void> check_request(const jose::Jws& request, const did::DidDocument& verifier) {
  const auto& id = request.key_id;
  const auto* method = verifier.find_method(id.starts_with('#') ? verifier.id().text() + id : id);
  if (method == nullptr || !method->key) {
    return fail(unproved_ask, "It is not signed with a key of " + verifier.id().text() + ".");
  }
  if (jose::verify_jws(request, *method->key)) return {};
  return fail(unproved_ask, "Its signature is not that of " + verifier.id().text() + ".");
}

Result<Asked> read_request(const jose::Jws& request, const RequestRules& rules) {
  const auto payload = json::parse(text_of(request.payload));
  if (!payload || !payload->root().is(json::Kind::object)) return refuse("It holds no claims.");
  const auto claims = payload->root();
  TRY_OK(check_sender(claims, rules));
  TRY_OK(check_way(claims));
  TRY_OK(check_times(claims, rules.now));
  Asked asked{.client_id = rules.link.client_id,
              .name = {},
              .purpose = {},
              .response_uri = text_in(claims, "response_uri"),
              .nonce = text_in(claims, "nonce"),
              .state = text_in(claims, "state"),
              .query = {}};
  if (asked.response_uri.empty() || asked.nonce.empty()) return refuse("It lacks where to answer.");
  if (const auto metadata = claims.find("client_metadata")) {
    asked.name = cut(text_in(*metadata, "client_name"), name_bytes_max);
    asked.purpose = cut(text_in(*metadata, "purpose"), purpose_bytes_max);
  }
  asked.kept_until = kept_until_in(claims);
  const auto query = claims.find("dcql_query");
  if (!query) return unknown_way("It does not say what it wants by DCQL.");
  TRY(read, openid::read_dcql(json::Reader(*query, "$.dcql_query")));
  asked.query = std::move(read);
  return asked;
}

Error read_request_refusal(int status, std::string_view answer) {
  constexpr int missing = 404;
  constexpr int gone = 410;
  if (status == missing || status == gone) return {gone_ask, std::string(is_gone)};
  return read_refusal(status, answer);
}

}  // namespace waarmerk::node::wallet
