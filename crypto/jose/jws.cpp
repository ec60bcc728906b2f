#include "crypto/jose/jws.hpp"

#include "crypto/encoding/base64url.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/keys/jwk.hpp"
#include "crypto/keys/verify.hpp"

namespace waarmerk::jose {
namespace {

constexpr std::size_t header_depth_max = 8;

Result<Bytes> decode_part(std::string_view part) {
  auto bytes = encoding::decode_base64url(part);
  if (!bytes) return fail(malformed, "A part of the JWS is not base64url.");
  return bytes;
}

Result<json::Document> read_header(std::string_view part) {
  if (part.size() > header_bytes_max) return fail(malformed, "The header is too long.");
  TRY(bytes, decode_part(part));
  auto header = json::parse(text_of(bytes), {header_bytes_max, header_depth_max});
  if (!header) return fail(malformed, "The header is not JSON: " + header.error().detail);
  if (!header->root().is(json::Kind::object)) return fail(malformed, "The header is no object.");
  for (const std::string_view extension : {"crit", "b64"}) {
    if (header->root().find(extension)) return fail(malformed, "The header asks for an extension.");
  }
  return header;
}

Result<std::string> find_text(const json::Document& header, std::string_view name) {
  const auto found = json::Reader(header).find_string(name);
  if (!found) return fail(malformed, "The header is wrong.", found.error().path);
  return found->value_or("");
}

/// A media type may come with or without its first half (RFC 7515 section 4.1.9).
std::string short_type(std::string_view type) {
  constexpr std::string_view start = "application/";
  return std::string(type.starts_with(start) ? type.substr(start.size()) : type);
}

std::string print_header(const JwsOptions& options, const keys::PublicKey& key) {
  json::Writer header;
  header.begin_object().member("alg", keys::jose_name(key.algorithm()));
  if (options.with_key) keys::write_jwk(header.name("jwk"), key);
  if (!options.key_id.empty()) header.member("kid", options.key_id);
  if (!options.type.empty()) header.member("typ", options.type);
  if (!options.content_type.empty()) header.member("cty", options.content_type);
  header.end_object();
  return header.take();
}

}  // namespace

Result<Jws> open_jws(std::string_view compact) {
  TRY(parts, split_compact(compact));
  TRY(header, read_header(parts.header));
  TRY(algorithm, find_text(header, "alg"));
  if (algorithm.empty()) return fail(malformed, "The header names no algorithm.", "$.alg");
  TRY(type, find_text(header, "typ"));
  TRY(key_id, find_text(header, "kid"));
  TRY(payload, decode_part(parts.payload));
  TRY(signature, decode_part(parts.signature));
  return Jws{.header = header,
             .algorithm = algorithm,
             .type = short_type(type),
             .key_id = key_id,
             .signing_input = std::string(compact.substr(0, compact.rfind('.'))),
             .payload = std::move(payload),
             .signature = std::move(signature)};
}

Result<void> verify_jws(const Jws& jws, const keys::PublicKey& key) {
  const auto algorithm = keys::find_algorithm(jws.algorithm);
  if (!algorithm) {
    return fail(unsupported_algorithm, "The algorithm " + jws.algorithm + " is not known here.");
  }
  if (*algorithm != key.algorithm()) {
    return fail(wrong_key, "The key is not one for " + jws.algorithm + ".");
  }
  return keys::verify(key, bytes_of(jws.signing_input), jws.signature);
}

Result<std::string> sign_jws(ByteView payload, const JwsOptions& options,
                             const keys::Signer& signer) {
  const auto header = print_header(options, signer.public_key());
  constexpr std::size_t usual_signature = 132;  // of P-384, with the dot before it
  std::string text;
  text.reserve((header.size() + payload.size()) / 3 * 4 + usual_signature);
  encoding::append_base64url(text, bytes_of(header));
  text += '.';
  encoding::append_base64url(text, payload);
  TRY(signature, signer.sign(bytes_of(text)));
  text += '.';
  encoding::append_base64url(text, signature);
  return text;
}

}  // namespace waarmerk::jose
