// The did:jwk document: the JWK stands in it as it stood in the DID (did:jwk, "Read").
#include "did/did_jwk.hpp"

#include <string>
#include <string_view>

#include "crypto/encoding/base64url.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/keys/jwk.hpp"

namespace waarmerk::did {
namespace {

constexpr std::size_t jwk_depth_max = 4;

bool serves(std::string_view use, Purpose purpose) {
  if (use == "sig") return purpose != Purpose::key_agreement;
  if (use == "enc") return purpose == Purpose::key_agreement;
  return true;
}

std::string write_document(const Did& did, json::Value jwk, std::string_view use) {
  const std::string id = did.text() + "#0";
  json::Writer writer;
  writer.begin_object().name("@context").begin_array();
  writer.string("https://www.w3.org/ns/did/v1");
  writer.string("https://w3id.org/security/suites/jws-2020/v1").end_array();
  writer.member("id", did.text());
  writer.name("verificationMethod").begin_array().begin_object();
  writer.member("id", id).member("type", "JsonWebKey2020").member("controller", did.text());
  writer.name("publicKeyJwk").value(jwk).end_object().end_array();
  for (const auto purpose : all_purposes) {
    if (!serves(use, purpose)) continue;
    writer.name(print_purpose(purpose)).begin_array().string(id).end_array();
  }
  return writer.end_object().take();
}

Result<DidDocument> expand(const Did& did) {
  TRY(bytes, encoding::decode_base64url(did.specific_id()));
  TRY(jwk, json::parse(text_of(bytes), {.bytes_max = did_bytes_max, .depth_max = jwk_depth_max}));
  const json::Reader reader(jwk);
  TRY_OK(reader.expect(json::Kind::object));
  TRY(type, reader.get_string("kty"));
  TRY(use, reader.find_string("use"));
  return read_document(write_document(did, jwk.root(), use.value_or("")));
}

}  // namespace

Did did_jwk_of(const keys::PublicKey& key) {
  json::Writer writer;
  keys::write_jwk(writer, key);
  return Did::parse("did:jwk:" + encoding::encode_base64url(bytes_of(writer.text()))).value();
}

Result<DidDocument> resolve_did_jwk(const Did& did) {
  auto document = expand(did);
  if (!document)
    return fail(malformed, "a did:jwk holds no public JWK: " + document.error().detail);
  return document;
}

}  // namespace waarmerk::did
