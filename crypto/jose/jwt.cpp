#include "crypto/jose/jwt.hpp"

#include <cmath>
#include <string_view>

namespace waarmerk::jose {
namespace {

constexpr double seconds_max = 253'402'300'799;  // the end of the year 9999

std::unexpected<Error> refuse(std::string_view name, std::string detail) {
  return fail(bad_claims, std::move(detail), "$." + std::string(name));
}

Result<std::optional<std::string>> read_text(json::Value payload, std::string_view name) {
  const auto found = payload.find(name);
  if (!found) return std::optional<std::string>();
  const auto text = found->string();
  if (!text) return refuse(name, "This claim is a text.");
  return std::optional<std::string>(*text);
}

Result<std::optional<UnixTime>> read_date(json::Value payload, std::string_view name) {
  const auto found = payload.find(name);
  if (!found) return std::optional<UnixTime>();
  if (const auto text = found->string()) {
    if (const auto time = parse_time(*text)) return std::optional<UnixTime>(*time);
  }
  const auto seconds = found->number();
  if (!seconds || *seconds < 0 || *seconds > seconds_max) {
    return refuse(name, "This claim is a count of seconds.");
  }
  return std::optional<UnixTime>({static_cast<std::int64_t>(std::floor(*seconds * second_ms))});
}

Result<std::vector<std::string>> read_audience(json::Value payload) {
  std::vector<std::string> audience;
  const auto found = payload.find("aud");
  if (!found) return audience;
  if (const auto text = found->string()) audience.emplace_back(*text);
  if (found->size() > audiences_max) return refuse("aud", "The audience is too large.");
  for (const json::Value one : found->elements()) {
    const auto text = one.string();
    if (!text) return refuse("aud", "An audience is a text.");
    audience.emplace_back(*text);
  }
  if (audience.empty()) return refuse("aud", "The audience is a text, or an array of texts.");
  return audience;
}

}  // namespace

Result<Claims> read_claims(json::Value payload) {
  TRY(issuer, read_text(payload, "iss"));
  TRY(subject, read_text(payload, "sub"));
  TRY(id, read_text(payload, "jti"));
  TRY(audience, read_audience(payload));
  TRY(issued, read_date(payload, "iat"));
  TRY(not_before, read_date(payload, "nbf"));
  TRY(expires, read_date(payload, "exp"));
  TRY(nonce, read_text(payload, "nonce"));
  return Claims{.issuer = std::move(issuer),
                .subject = std::move(subject),
                .id = std::move(id),
                .audience = std::move(audience),
                .issued = issued,
                .not_before = not_before,
                .expires = expires,
                .nonce = std::move(nonce)};
}

std::int64_t numeric_date(UnixTime time) {
  return time.ms / second_ms - (time.ms % second_ms < 0 ? 1 : 0);
}

}  // namespace waarmerk::jose
