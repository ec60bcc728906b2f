#include "node/openid/presentation_request.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "crypto/encoding/base64url.hpp"
#include "crypto/encoding/percent.hpp"
#include "crypto/jose/jwt.hpp"
#include "crypto/json/writer.hpp"
#include "node/openid/dcql.hpp"
#include "node/openid/error_codes.hpp"
#include "node/openid/holder_proof.hpp"
#include "node/openid/metadata.hpp"
#include "node/openid/secret_text.hpp"

namespace waarmerk::node::openid {
namespace {

constexpr std::size_t nonce_bytes = 16;

/// What a wallet may say (OpenID4VP 1.0 8.5, RFC 6749 4.1.2.1): free text could be anything.
constexpr auto wallet_errors = std::to_array<std::string_view>(
    {"access_denied", "invalid_client", "invalid_request", "invalid_request_uri_method",
     "invalid_scope", "invalid_transaction_data", "server_error", "temporarily_unavailable",
     "unauthorized_client", "unsupported_response_type", "vp_formats_not_supported",
     "wallet_unavailable"});

/// The suites that a node verifies (OpenID4VP 1.0 B.1.3.2.3).
constexpr auto suites = std::to_array<std::string_view>(
    {"eddsa-rdfc-2022", "ecdsa-rdfc-2019", "eddsa-jcs-2022", "ecdsa-jcs-2019"});

template <class Texts>
void write_texts(json::Writer& writer, std::string_view name, const Texts& texts) {
  writer.name(name).begin_array();
  for (const auto& text : texts) writer.string(text);
  writer.end_array();
}

void write_client_metadata(json::Writer& writer, const Asker& asker, std::string_view purpose) {
  writer.name("client_metadata").begin_object();
  if (!asker.name.empty()) writer.member("client_name", asker.name);
  // No member of the standard; a wallet that does not know it passes over it.
  if (!purpose.empty()) writer.member("purpose", purpose);
  writer.name("vp_formats_supported").begin_object();
  writer.name(jwt_vc_json).begin_object();
  write_texts(writer, "alg_values", proof_algorithms);
  writer.end_object().name(ldp_vc).begin_object();
  write_texts(writer, "proof_type_values", std::to_array<std::string_view>({"DataIntegrityProof"}));
  write_texts(writer, "cryptosuite_values", suites);
  writer.end_object().name(dc_sd_jwt).begin_object();
  write_texts(writer, "sd-jwt_alg_values", proof_algorithms);
  write_texts(writer, "kb-jwt_alg_values", proof_algorithms);
  writer.end_object().end_object().end_object();
}

void write_claim(json::Writer& writer, std::initializer_list<std::string_view> path,
                 std::string_view value) {
  if (value.empty()) return;
  writer.begin_object().name("path").begin_array();
  for (const auto step : path) {
    if (step.empty()) {
      writer.null();
    } else {
      writer.string(step);
    }
  }
  writer.end_array().name("values").begin_array().string(value).end_array().end_object();
}

/// Of an SD-JWT VC, whose claims of the subject stand beside the others.
void write_plain_sd_jwt(json::Writer& writer, const PlainQuery& query) {
  writer.begin_object().member("id", "badge_dc_sd_jwt").member("format", dc_sd_jwt);
  writer.name("meta").begin_object().name("vct_values").begin_array().string(open_badge_type);
  writer.end_array().end_object().name("claims").begin_array();
  write_claim(writer, {"achievement", "id"}, query.achievement);
  write_claim(writer, {"achievement", "alignment", "", "targetUrl"}, query.skill);
  write_claim(writer, {"achievement", "achievementType"}, query.type);
  write_claim(writer, {"issuer", "id"}, query.issuer);
  writer.end_array().end_object();
}

void write_plain_credential(json::Writer& writer, std::string_view id, std::string_view format,
                            const PlainQuery& query) {
  writer.begin_object().member("id", id).member("format", format);
  writer.name("meta").begin_object().name("type_values").begin_array().begin_array();
  writer.string("https://www.w3.org/2018/credentials#VerifiableCredential");
  writer.string(open_badge_type);
  writer.end_array().end_array().end_object().name("claims").begin_array();
  write_claim(writer, {"credentialSubject", "achievement", "id"}, query.achievement);
  // The empty step stands for each of them.
  write_claim(writer, {"credentialSubject", "achievement", "alignment", "", "targetUrl"},
              query.skill);
  write_claim(writer, {"credentialSubject", "achievement", "achievementType"}, query.type);
  write_claim(writer, {"issuer", "id"}, query.issuer);
  writer.end_array().end_object();
}

AnsweredRequest close(PresentationRequest request, UnixTime now, Random& random) {
  request.answered = now;
  if (request.redirect.empty()) return {std::move(request)};
  auto code = make_secret(SecretKind::response_code, request.id, random);
  request.code_hash = code.hash;
  // In the fragment, which goes to no server and into no log.
  auto redirect = request.redirect + "#response_code=" + code.text;
  return {std::move(request), std::move(redirect)};
}

}  // namespace

RequestState state_of(const PresentationRequest& request, UnixTime now) {
  if (request.answered) {
    return request.error.empty() ? RequestState::answered : RequestState::refused;
  }
  if (request.wrong_answers >= wrong_answers_max) return RequestState::locked;
  return now < request.until ? RequestState::open : RequestState::expired;
}

std::string_view print_state(RequestState state) {
  switch (state) {
    case RequestState::open: return "open";
    case RequestState::answered: return "answered";
    case RequestState::refused: return "refused";
    case RequestState::expired: return "expired";
    case RequestState::locked: return "locked";
  }
  std::unreachable();
}

PresentationRequest make_request(RequestWish wish, UnixTime now, Random& random) {
  auto id = draw_id(random);
  auto state = make_secret(SecretKind::request_state, id, random);
  return {.id = std::move(id),
          .made = now,
          .until = wish.until,
          .kept_until = wish.kept_until,
          .purpose = std::move(wish.purpose),
          .query = std::move(wish.query),
          .nonce = encoding::encode_base64url(draw<nonce_bytes>(random)),
          .state = std::move(state.text),
          .redirect = std::move(wish.redirect)};
}

Result<void> check_open(const PresentationRequest& request, std::string_view state, UnixTime now) {
  // As hashes, so that the time it takes tells nothing.
  if (!opens(sha256(bytes_of(request.state)), state)) {
    return fail(invalid_request, "There is no request with this state.");
  }
  switch (state_of(request, now)) {
    case RequestState::open: return {};
    case RequestState::answered:
    case RequestState::refused: return fail(invalid_request, "The request was answered before.");
    case RequestState::expired: return fail(invalid_request, "The request is over.");
    case RequestState::locked:
      return fail(invalid_request, "The request was answered wrongly too often.");
  }
  std::unreachable();
}

AnsweredRequest answer_request(PresentationRequest request, std::string result, UnixTime now,
                               Random& random) {
  request.result = std::move(result);
  return close(std::move(request), now, random);
}

AnsweredRequest refuse_request(PresentationRequest request, std::string_view error, UnixTime now,
                               Random& random) {
  const bool is_known = std::ranges::find(wallet_errors, error) != wallet_errors.end();
  request.error = is_known ? error : "other";
  return close(std::move(request), now, random);
}

bool may_see(const PresentationRequest& request, std::string_view response_code) {
  return !request.code_hash || opens(*request.code_hash, response_code);
}

std::string client_id_of(std::string_view did) {
  return "decentralized_identifier:" + std::string(did);
}

std::string write_request_object(const PresentationRequest& request, const Asker& asker,
                                 std::string_view wallet_nonce, UnixTime now) {
  // Without `iss`, which says nothing more: wallets in the field compare it with the DID in `kid`.
  json::Writer writer;
  writer.begin_object()
      .member("aud", "https://self-issued.me/v2")
      .member("client_id", client_id_of(asker.did))
      .member("response_type", "vp_token")
      .member("response_mode", "direct_post")
      .member("response_uri", std::string(asker.url).append(response_path))
      .member("nonce", request.nonce)
      .member("state", request.state);
  if (!wallet_nonce.empty()) writer.member("wallet_nonce", wallet_nonce);
  writer.name("iat").integer(jose::numeric_date(now));
  writer.name("exp").integer(jose::numeric_date(request.until));
  // A parameter of our own, which a wallet that does not know it passes over (section 5).
  writer.name("kept_until").integer(jose::numeric_date(request.kept_until));
  writer.name("dcql_query").raw(request.query);
  write_client_metadata(writer, asker, request.purpose);
  return writer.end_object().take();
}

std::string request_uri_of(std::string_view url, std::string_view id) {
  return std::string(url).append(request_path).append(id);
}

std::string link_to_request(const Asker& asker, std::string_view id) {
  return "openid4vp://?client_id=" + encoding::encode_percent(client_id_of(asker.did)) +
         "&request_uri=" + encoding::encode_percent(request_uri_of(asker.url, id)) +
         "&request_uri_method=post";
}

std::string write_plain_query(const PlainQuery& query) {
  json::Writer writer;
  writer.begin_object().name("credentials").begin_array();
  write_plain_credential(writer, "badge_ldp_vc", ldp_vc, query);
  write_plain_credential(writer, "badge_jwt_vc_json", jwt_vc_json, query);
  write_plain_sd_jwt(writer, query);
  writer.end_array().name("credential_sets").begin_array().begin_object();
  writer.name("options").begin_array();
  writer.begin_array().string("badge_ldp_vc").end_array();
  writer.begin_array().string("badge_jwt_vc_json").end_array();
  writer.begin_array().string("badge_dc_sd_jwt").end_array();
  return writer.end_array().end_object().end_array().end_object().take();
}

}  // namespace waarmerk::node::openid
