#include "crypto/cose/sign1.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "crypto/encoding/cbor.hpp"
#include "crypto/encoding/utf8.hpp"
#include "crypto/keys/verify.hpp"

namespace waarmerk::cose {
namespace {

using encoding::Cbor;

constexpr std::uint8_t tag_18 = 0xd2;
constexpr std::uint8_t array_of_four = 0x84;
constexpr std::int64_t seconds_max = 253'402'300'799;  // the end of the year 9999

// Labels of headers (RFC 9052 section 3.1, RFC 9596, RFC 9597).
constexpr std::uint64_t alg = 1;
constexpr std::uint64_t crit = 2;
constexpr std::uint64_t content_type = 3;
constexpr std::uint64_t kid = 4;
constexpr std::uint64_t cwt_claims = 15;
constexpr std::uint64_t typ = 16;

// Names of claims (RFC 8392 section 3.1, and `nonce` of RFC 9711).
constexpr std::uint64_t iss = 1;
constexpr std::uint64_t aud = 3;
constexpr std::uint64_t exp = 4;
constexpr std::uint64_t nbf = 5;
constexpr std::uint64_t iat = 6;
constexpr std::uint64_t nonce = 10;

struct Name {
  std::int64_t number;
  keys::Algorithm algorithm;
};
// The first of an algorithm is the one that is written. The last four say the curve too (RFC 9864).
constexpr auto names = std::to_array<Name>({
    {-8, keys::Algorithm::ed25519},
    {-7, keys::Algorithm::p256},
    {-35, keys::Algorithm::p384},
    {-36, keys::Algorithm::p521},
    {-19, keys::Algorithm::ed25519},
    {-9, keys::Algorithm::p256},
    {-51, keys::Algorithm::p384},
    {-52, keys::Algorithm::p521},
});

std::unexpected<Error> refuse(std::string why) { return fail(malformed, std::move(why)); }

std::optional<keys::Algorithm> find_algorithm(std::int64_t number) {
  const auto* found = std::ranges::find(names, number, &Name::number);
  return found == names.end() ? std::nullopt : std::optional(found->algorithm);
}

std::string short_type(std::string_view type) {
  constexpr std::string_view start = "application/";
  return std::string(type.starts_with(start) ? type.substr(start.size()) : type);
}

Result<Cbor> read_map(ByteView bytes) {
  if (bytes.empty()) return Cbor::map({});  // how an empty protected header is written
  if (bytes.size() > header_bytes_max) return refuse("The header is too long.");
  auto map = encoding::decode_cbor(bytes, encoding::CborOrder::any);
  if (!map) return refuse("The header is not CBOR: " + map.error().detail);
  if (map->as_map() == nullptr) return refuse("The header is no map.");
  return map;
}

Result<std::string> read_type(const Cbor& header, std::uint64_t label) {
  const auto* found = header.find(label);
  if (found == nullptr) return std::string();
  if (const auto* text = found->as_text()) return short_type(*text);
  return refuse("A media type in the header is no text.");
}

Result<std::optional<std::string>> read_text(const Cbor& claims, std::uint64_t name) {
  const auto* found = claims.find(name);
  if (found == nullptr) return std::optional<std::string>();
  if (const auto* text = found->as_text()) return std::optional(*text);
  const auto* bytes = found->as_bytes();
  if (bytes != nullptr && encoding::is_utf8(text_of(*bytes))) {
    return std::optional(std::string(text_of(*bytes)));
  }
  return refuse("A claim is no text.");
}

Result<std::optional<UnixTime>> read_date(const Cbor& claims, std::uint64_t name) {
  const auto* found = claims.find(name);
  if (found == nullptr) return std::optional<UnixTime>();
  const auto seconds = found->as_integer();
  if (!seconds || *seconds < 0 || *seconds > seconds_max) return refuse("A claim is no date.");
  return std::optional<UnixTime>({*seconds * second_ms});
}

Result<std::vector<std::string>> read_audience(const Cbor& claims) {
  std::vector<std::string> audience;
  const auto* found = claims.find(aud);
  if (found == nullptr) return audience;
  if (const auto* text = found->as_text()) return std::vector{*text};
  const auto* all = found->as_array();
  if (all == nullptr || all->empty() || all->size() > audiences_max) {
    return refuse("The audience is a text, or an array of texts.");
  }
  for (const auto& one : *all) {
    if (one.as_text() == nullptr) return refuse("An audience is a text.");
    audience.push_back(*one.as_text());
  }
  return audience;
}

Result<Claims> read_claims(const Cbor& header) {
  const auto* found = header.find(cwt_claims);
  if (found == nullptr) return Claims{};
  if (found->as_map() == nullptr) return refuse("The claims are no map.");
  TRY(issuer, read_text(*found, iss));
  TRY(audience, read_audience(*found));
  TRY(expires, read_date(*found, exp));
  TRY(not_before, read_date(*found, nbf));
  TRY(issued, read_date(*found, iat));
  TRY(asked, read_text(*found, nonce));
  return Claims{.issuer = std::move(issuer),
                .audience = std::move(audience),
                .expires = expires,
                .not_before = not_before,
                .issued = issued,
                .nonce = std::move(asked)};
}

/// No label may stand in both headers (RFC 9052 section 3).
Result<void> check_labels(const Cbor& safe, const Cbor& open) {
  if (safe.as_map()->size() > labels_max || open.as_map()->size() > labels_max) {
    return refuse("The header has too many labels.");
  }
  for (const auto& [label, value] : *open.as_map()) {
    for (const auto& [other, unused] : *safe.as_map()) {
      if (label == other) return refuse("A label stands in both headers.");
    }
  }
  if (safe.find(crit) != nullptr || open.find(crit) != nullptr) {
    return refuse("The header asks for an extension.");
  }
  return {};
}

Result<std::string> read_key_id(const Cbor& safe, const Cbor& open) {
  const auto* found = safe.find(kid) != nullptr ? safe.find(kid) : open.find(kid);
  if (found == nullptr) return std::string();
  const auto* bytes = found->as_bytes();
  if (bytes == nullptr) return refuse("The key id is no byte string.");
  return encoding::is_utf8(text_of(*bytes)) ? std::string(text_of(*bytes)) : std::string();
}

Result<Sign1> read_headers(const Cbor& safe, const Cbor& open) {
  TRY_OK(check_labels(safe, open));
  const auto* number = safe.find(alg);
  const auto algorithm = number != nullptr ? number->as_integer() : std::nullopt;
  if (!algorithm) return refuse("The protected header names no algorithm by its number.");
  TRY(type, read_type(safe, typ));
  TRY(content, read_type(safe, content_type));
  TRY(key_id, read_key_id(safe, open));
  TRY(claims, read_claims(safe));
  return Sign1{.algorithm = *algorithm,
               .type = type,
               .content_type = content,
               .key_id = key_id,
               .claims = std::move(claims),
               .protected_header = {},
               .payload = {},
               .signature = {}};
}

/// What is signed (RFC 9052 section 4.4).
Result<Bytes> signing_input(ByteView protected_header, ByteView payload) {
  auto input =
      encoding::encode_cbor(Cbor::array({Cbor::text("Signature1"), Cbor::bytes(protected_header),
                                         Cbor::bytes({}), Cbor::bytes(payload)}));
  if (!input) return refuse("It is too large.");
  return input;
}

void add_date(Cbor::Map& map, std::uint64_t name, const std::optional<UnixTime>& date) {
  if (date) map.emplace_back(Cbor::uint(name), Cbor::integer(date->ms / second_ms));
}

Cbor::Map write_claims(const Claims& claims) {
  Cbor::Map map;
  if (claims.issuer) map.emplace_back(Cbor::uint(iss), Cbor::text(*claims.issuer));
  if (claims.audience.size() == 1) {
    map.emplace_back(Cbor::uint(aud), Cbor::text(claims.audience.front()));
  } else if (!claims.audience.empty()) {
    Cbor::Array all;
    for (const auto& one : claims.audience) all.push_back(Cbor::text(one));
    map.emplace_back(Cbor::uint(aud), Cbor::array(std::move(all)));
  }
  add_date(map, exp, claims.expires);
  add_date(map, nbf, claims.not_before);
  add_date(map, iat, claims.issued);
  if (claims.nonce) {
    map.emplace_back(Cbor::uint(nonce), Cbor::bytes(bytes_of(*claims.nonce)));
  }
  return map;
}

Result<Bytes> write_header(const Sign1Options& options, keys::Algorithm algorithm) {
  const auto* name = std::ranges::find(names, algorithm, &Name::algorithm);
  if (name == names.end()) return fail(unsupported_algorithm, "COSE has no algorithm for the key.");
  Cbor::Map header{{Cbor::uint(alg), Cbor::integer(name->number)}};
  const auto add = [&](std::uint64_t label, Cbor value, bool is_there) {
    if (is_there) header.emplace_back(Cbor::uint(label), std::move(value));
  };
  add(content_type, Cbor::text(options.content_type), !options.content_type.empty());
  add(kid, Cbor::bytes(bytes_of(options.key_id)), !options.key_id.empty());
  add(typ, Cbor::text(options.type), !options.type.empty());
  auto claims = write_claims(options.claims);
  const bool has_claims = !claims.empty();
  add(cwt_claims, Cbor::map(std::move(claims)), has_claims);
  auto bytes = encoding::encode_cbor(Cbor::map(std::move(header)));
  if (!bytes || bytes->size() > header_bytes_max) return refuse("The header is too large.");
  return bytes;
}

}  // namespace

bool is_sign1(ByteView bytes) {
  return bytes.size() > 1 && bytes[0] == tag_18 && bytes[1] == array_of_four;
}

Result<Sign1> open_sign1(ByteView bytes) {
  if (bytes.size() > sign1_bytes_max) return refuse("It is too large.");
  const auto body = is_sign1(bytes) ? bytes.subspan(1) : bytes;
  const auto value = encoding::decode_cbor(body, encoding::CborOrder::any);
  if (!value) return refuse("It is not CBOR: " + value.error().detail);
  const auto* parts = value->as_array();
  if (parts == nullptr || parts->size() != 4) return refuse("It is no array of four.");
  const auto& all = *parts;
  const auto* protected_header = all[0].as_bytes();
  const auto* payload = all[2].as_bytes();
  const auto* signature = all[3].as_bytes();
  if (protected_header == nullptr || payload == nullptr || signature == nullptr) {
    return refuse("The protected header, the payload and the signature are byte strings.");
  }
  if (all[1].as_map() == nullptr) return refuse("The unprotected header is no map.");
  TRY(safe, read_map(*protected_header));
  TRY(sign1, read_headers(safe, all[1]));
  sign1.protected_header = *protected_header;
  sign1.payload = *payload;
  sign1.signature = *signature;
  return std::move(sign1);
}

std::string algorithm_name(std::int64_t algorithm) {
  const auto known = find_algorithm(algorithm);
  return known ? std::string(keys::jose_name(*known)) : "COSE " + std::to_string(algorithm);
}

Result<void> verify_sign1(const Sign1& sign1, const keys::PublicKey& key) {
  const auto algorithm = find_algorithm(sign1.algorithm);
  if (!algorithm) {
    return fail(unsupported_algorithm, "This algorithm of COSE is not known here.");
  }
  if (*algorithm != key.algorithm()) return fail(wrong_key, "The key is not one for it.");
  TRY(input, signing_input(sign1.protected_header, sign1.payload));
  return keys::verify(key, input, sign1.signature);
}

Result<Bytes> sign_sign1(ByteView payload, const Sign1Options& options,
                         const keys::Signer& signer) {
  TRY(header, write_header(options, signer.public_key().algorithm()));
  TRY(input, signing_input(header, payload));
  TRY(signature, signer.sign(input));
  const auto body = encoding::encode_cbor(Cbor::array(
      {Cbor::bytes(header), Cbor::map({}), Cbor::bytes(payload), Cbor::bytes(signature)}));
  if (!body || body->size() >= sign1_bytes_max) return refuse("It is too large.");
  Bytes tagged{tag_18};
  append(tagged, *body);
  return tagged;
}

}  // namespace waarmerk::cose
