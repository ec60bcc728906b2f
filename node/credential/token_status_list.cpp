#include "node/credential/token_status_list.hpp"

#include <cassert>
#include <utility>

#include "crypto/encoding/base64url.hpp"
#include "crypto/encoding/error_codes.hpp"
#include "crypto/encoding/gzip.hpp"
#include "crypto/jose/jwt.hpp"
#include "crypto/json/writer.hpp"
#include "node/credential/status_list.hpp"

namespace waarmerk::node::credential {
namespace {

std::unexpected<Error> wrong_length() {
  return fail(list_length, "A list of statuses has 16 MiB at the most.");
}

Result<unsigned> check_bits(std::int64_t bits) {
  if (bits == 1 || bits == 2 || bits == 4 || bits == 8) return static_cast<unsigned>(bits);
  return fail(list_malformed, "A status has 1, 2, 4 or 8 bits.");
}

void put_value(Bytes& list, unsigned bits, std::uint64_t index, std::uint8_t value) {
  const auto shift = static_cast<unsigned>(index * bits % 8);
  const auto mask = ((1U << bits) - 1) << shift;
  auto& byte = list[index * bits / 8];
  byte = static_cast<std::uint8_t>((byte & ~mask) | unsigned{value} << shift);
}

}  // namespace

Result<TokenStatusList> TokenStatusList::make(std::uint64_t entries, std::int64_t bits) {
  TRY(width, check_bits(bits));
  if (entries > status_list_bytes_max * 8 / width) return wrong_length();
  return TokenStatusList(Bytes((entries * width + 7) / 8), width);
}

Result<TokenStatusList> TokenStatusList::decode(std::string_view lst, std::int64_t bits) {
  TRY(width, check_bits(bits));
  const auto zipped = encoding::decode_base64url(lst);
  if (!zipped) return fail(list_malformed, "The list is not base64url.");
  auto bytes = encoding::inflate_zlib(*zipped, status_list_bytes_max);
  if (!bytes && bytes.error().code == encoding::too_large) return wrong_length();
  if (!bytes) return fail(list_malformed, "The list is not zlib.");
  return TokenStatusList(std::move(*bytes), width);
}

std::string TokenStatusList::encode() const {
  return encoding::encode_base64url(encoding::deflate_zlib(bytes_));
}

Result<std::uint8_t> TokenStatusList::get(std::uint64_t index) const {
  if (index >= size()) return fail(index_range, "There is no such entry in the list.");
  const auto shift = static_cast<unsigned>(index * bits_ % 8);
  const auto mask = (1U << bits_) - 1;
  return static_cast<std::uint8_t>(bytes_[index * bits_ / 8] >> shift & mask);
}

Result<void> TokenStatusList::set(std::uint64_t index, std::uint8_t value) {
  if (index >= size() || value >> bits_ != 0) {
    return fail(index_range, "There is no such entry in the list, or no room for the value.");
  }
  put_value(bytes_, bits_, index, value);
  return {};
}

Bytes TokenStatusList::with_withdrawn(ByteView withdrawn) const {
  Bytes all = bytes_;
  for (std::uint64_t index = 0; index < withdrawn.size() * 8; ++index) {
    if ((withdrawn[index / 8] & (0x80U >> (index % 8))) == 0) continue;
    const auto at = static_cast<std::size_t>(index * bits_ / 8);
    if (at >= all.size()) all.resize(at + 1);
    put_value(all, bits_, index, token_invalid);
  }
  return all;
}

namespace {

/// `ttl`: a positive number of seconds (section 5.1). More than a century is as good as that.
Result<std::optional<std::int64_t>> read_ttl(json::Value claims) {
  constexpr std::int64_t seconds_max = 3'155'760'000;
  const auto ttl = claims.find("ttl");
  if (!ttl) return std::nullopt;
  const auto seconds = ttl->integer();
  if (!seconds || *seconds <= 0) {
    return fail(list_malformed, "The ttl is a positive number of seconds.", "$.ttl");
  }
  return std::min(*seconds, seconds_max) * second_ms;
}

}  // namespace

Result<StatusToken> read_status_token(json::Value claims) {
  TRY(registered, jose::read_claims(claims));
  const auto list = claims.find("status_list");
  const auto bits = list ? list->find("bits") : std::nullopt;
  const auto lst = list ? list->find("lst") : std::nullopt;
  if (!bits || !bits->integer() || !lst || !lst->string()) {
    return fail(list_malformed, "The token has no list.", "$.status_list");
  }
  if (!registered.subject || !registered.issued) {
    return fail(list_malformed, "The token does not say whose it is, or of when.", "$.sub");
  }
  TRY(ttl_ms, read_ttl(claims));
  TRY(decoded, TokenStatusList::decode(*lst->string(), *bits->integer()));
  return StatusToken{.url = std::move(*registered.subject),
                     .issuer = std::move(registered.issuer),
                     .issued = *registered.issued,
                     .expires = registered.expires,
                     .ttl_ms = ttl_ms,
                     .list = std::move(decoded)};
}

std::string write_status_token(const StatusToken& token) {
  assert(!token.ttl_ms || *token.ttl_ms >= second_ms);
  json::Writer writer;
  writer.begin_object().member("sub", token.url);
  if (token.issuer) writer.member("iss", *token.issuer);
  writer.name("iat").integer(jose::numeric_date(token.issued));
  if (token.expires) writer.name("exp").integer(jose::numeric_date(*token.expires));
  if (token.ttl_ms) writer.name("ttl").integer(*token.ttl_ms / second_ms);
  writer.name("status_list").begin_object().name("bits").integer(token.list.bits());
  writer.member("lst", token.list.encode()).end_object();
  return writer.end_object().take();
}

}  // namespace waarmerk::node::credential
