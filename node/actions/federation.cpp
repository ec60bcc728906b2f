#include "node/actions/federation.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "crypto/jose/jws.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/keys/jwk.hpp"
#include "node/actions/known_did.hpp"
#include "node/actions/name_owner.hpp"

namespace waarmerk::node::actions {
namespace {

/// As JWT counts time.
std::int64_t seconds_of(UnixTime time) { return time.ms / second_ms; }

/// An Entity Identifier is an address of https.
Result<void> expect_entity(const Identity& self) {
  if (self.url.starts_with("https://") && !is_over(self.documents)) return {};
  return fail(no_statement, "There are Entity Statements where the public URL is of https.");
}

/// Each key once, with its thumbprint for a name.
Result<void> write_keys(json::Writer& writer, const std::vector<keys::PublicKey>& keys) {
  writer.name("jwks").begin_object().name("keys").begin_array();
  std::set<std::string> written;
  for (const auto& key : keys) {
    const auto name = keys::jwk_thumbprint(key);
    if (!written.insert(name).second) continue;
    json::Writer plain;
    keys::write_jwk(plain, key);
    TRY(jwk, json::parse(plain.take()));
    writer.begin_object().member("kid", name);
    for (const auto& [member, value] : jwk.root().members()) writer.name(member).value(value);
    writer.end_object();
  }
  writer.end_array().end_object();
  return {};
}

struct Span {
  UnixTime from;
  UnixTime until;
};

void begin(json::Writer& writer, std::string_view by, std::string_view about, const Span& span) {
  writer.begin_object().member("iss", by).member("sub", about);
  writer.name("iat").integer(seconds_of(span.from)).name("exp").integer(seconds_of(span.until));
}

Result<std::string> sign(const Ports& ports, const std::string& claims) {
  const auto& key = ports.self.issuing;
  return jose::sign_jws(bytes_of(claims),
                        {.type = std::string(entity_statement_type),
                         .key_id = keys::jwk_thumbprint(key.public_key())},
                        key);
}

/// With which it signs what it says, as far as they are known to be its own.
Result<std::vector<keys::PublicKey>> keys_of(const Ports& ports, const std::string& whose) {
  const auto& store = ports.records.store;
  TRY(did, did::Did::parse(whose));
  TRY(known, get_documents(store, did));
  TRY(documents, seen_under_name(store, did, std::move(known)));
  TRY(document, documents.newest());
  std::vector<keys::PublicKey> keys;
  for (const auto& method : document.methods()) {
    const bool is_used = method.key && method.is_valid_at(ports.clock.now()) &&
                         document.allows(method.id, did::Purpose::assertion_method);
    if (!is_used) continue;
    if (documents.is_dated() || !documents.unproved_since(*method.key)) keys.push_back(*method.key);
  }
  if (keys.empty()) return fail(no_statement, "No key of " + whose + " is known.");
  return keys;
}

/// What is no fault of ours is that there is no such key.
Result<std::vector<keys::PublicKey>> find_keys(const Ports& ports, const std::string& whose) {
  auto keys = keys_of(ports, whose);
  if (keys) return keys;
  const auto kind = keys.error().code.kind;
  if (kind == ErrorKind::internal || kind == ErrorKind::unavailable) return keys;
  return fail(no_statement, "The keys of " + whose + " are not known here.");
}

}  // namespace

Result<std::string> entity_configuration(const Ports& ports) {
  const auto& self = ports.self;
  TRY_OK(expect_entity(self));
  const auto now = ports.clock.now();
  json::Writer writer;
  begin(writer, self.url, self.url, {now, now + entity_statement_ms});
  TRY_OK(write_keys(writer, {self.issuing.public_key()}));
  writer.name("metadata").begin_object().name("federation_entity").begin_object();
  writer.member("organization_name", self.name);
  writer.member("federation_fetch_endpoint", self.url + std::string(federation_fetch_path));
  writer.member("federation_list_endpoint", self.url + std::string(federation_list_path));
  writer.end_object().end_object().end_object();
  return sign(ports, writer.take());
}

Result<std::string> subordinate_statement(const Ports& ports, const Believed& subordinate) {
  const auto& self = ports.self;
  TRY_OK(expect_entity(self));
  TRY(keys, find_keys(ports, subordinate.who.did));
  const auto now = ports.clock.now();
  json::Writer writer;
  begin(writer, self.url, subordinate.who.did,
        {now, std::min(subordinate.until, now + entity_statement_ms)});
  TRY_OK(write_keys(writer, keys));
  writer.name("metadata").begin_object().name("federation_entity").begin_object();
  if (!subordinate.who.name.empty()) writer.member("organization_name", subordinate.who.name);
  writer.end_object().end_object();
  writer.member("source_endpoint", self.url + std::string(federation_fetch_path));
  return sign(ports, writer.end_object().take());
}

}  // namespace waarmerk::node::actions
