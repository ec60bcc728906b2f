// One verification method from JSON; which member holds the key is decided by its type (cid 2.2).
#include "did/verification_method.hpp"

#include <algorithm>
#include <utility>

#include "crypto/encoding/base58.hpp"
#include "crypto/keys/jwk.hpp"
#include "crypto/keys/multikey.hpp"

namespace waarmerk::did {
namespace {

using MaybeKey = std::optional<keys::PublicKey>;

constexpr std::array<std::string_view, 3> public_members{"publicKeyMultibase", "publicKeyJwk",
                                                         "publicKeyBase58"};
constexpr std::array<std::string_view, 5> secret_members{"secretKeyMultibase", "secretKeyJwk",
                                                         "privateKeyMultibase", "privateKeyJwk",
                                                         "privateKeyBase58"};

template <class Names>
auto count_members(json::Value object, const Names& names) {
  return std::ranges::count_if(
      names, [&](std::string_view name) { return object.find(name).has_value(); });
}

/// A document that shows a secret, or one key twice, is not one to believe (cid 2.2).
Result<void> refuse_ambiguous_key(const json::Reader& reader) {
  if (count_members(reader.value(), public_members) > 1) {
    return reader.fail_here(bad_document, "a method has its key in two forms");
  }
  if (count_members(reader.value(), secret_members) > 0) {
    return reader.fail_here(bad_document, "a method shows a secret key");
  }
  return {};
}

/// A kind that we cannot use is no fault of the document.
Result<MaybeKey> unless_unsupported(Result<keys::PublicKey> key, const json::Reader& reader) {
  if (key) return MaybeKey(std::move(*key));
  if (key.error().code == keys::unsupported_key) return MaybeKey();
  return reader.fail_here(bad_document, "a method's key is broken: " + key.error().detail);
}

Result<MaybeKey> read_multibase(const json::Reader& reader) {
  TRY(text, reader.find_string("publicKeyMultibase"));
  if (!text) return MaybeKey();
  return unless_unsupported(keys::parse_multikey(*text), reader);
}

Result<MaybeKey> read_jwk(const json::Reader& reader) {
  TRY(jwk, reader.find_object("publicKeyJwk"));
  if (!jwk) return MaybeKey();
  return unless_unsupported(keys::read_jwk(jwk->value()), *jwk);
}

Result<MaybeKey> read_base58(const json::Reader& reader) {
  TRY(text, reader.find_string("publicKeyBase58"));
  if (!text) return MaybeKey();
  const auto bytes = encoding::decode_base58(*text);
  if (!bytes) return reader.fail_here(bad_document, "publicKeyBase58 is not base58");
  return unless_unsupported(keys::PublicKey::make(keys::Algorithm::ed25519, *bytes), reader);
}

Result<MaybeKey> read_ed25519_multibase(const json::Reader& reader) {
  TRY(key, read_multibase(reader));
  if (key && key->algorithm() != keys::Algorithm::ed25519) {
    return reader.fail_here(bad_document, "an Ed25519VerificationKey2020 holds another key");
  }
  return std::move(key);
}

Result<MaybeKey> read_key(const json::Reader& reader, std::string_view type) {
  TRY_OK(refuse_ambiguous_key(reader));
  if (type == "Multikey") return read_multibase(reader);
  if (type == "JsonWebKey" || type == "JsonWebKey2020") return read_jwk(reader);
  if (type == "Ed25519VerificationKey2020") return read_ed25519_multibase(reader);
  if (type == "Ed25519VerificationKey2018") return read_base58(reader);
  return MaybeKey();
}

}  // namespace

std::string_view print_purpose(Purpose purpose) {
  switch (purpose) {
    case Purpose::authentication: return "authentication";
    case Purpose::assertion_method: return "assertionMethod";
    case Purpose::key_agreement: return "keyAgreement";
    case Purpose::capability_invocation: return "capabilityInvocation";
    case Purpose::capability_delegation: return "capabilityDelegation";
  }
  std::unreachable();
}

std::optional<Purpose> parse_purpose(std::string_view name) {
  for (const auto purpose : all_purposes) {
    if (print_purpose(purpose) == name) return purpose;
  }
  return std::nullopt;
}

bool VerificationMethod::is_valid_at(UnixTime time) const {
  return (!expires || time < *expires) && (!revoked || time < *revoked);
}

Result<DidUrl> absolute_url(const Did& base, std::string_view reference) {
  if (reference.starts_with('#')) return DidUrl::parse(base.text() + std::string(reference));
  return DidUrl::parse(reference);
}

Result<VerificationMethod> read_verification_method(const json::Reader& reader, const Did& base) {
  TRY_OK(reader.expect(json::Kind::object));
  TRY(id, reader.get_string("id"));
  TRY(type, reader.get_string("type"));
  TRY(controller, reader.get_string("controller"));
  TRY(expires, reader.find_time("expires"));
  TRY(revoked, reader.find_time("revoked"));
  const auto url = absolute_url(base, id);
  if (!url || url->fragment().empty()) {
    return reader.fail_here(bad_document, "the id of a method is a DID URL with a fragment");
  }
  if (!Did::parse(controller)) {
    return reader.fail_here(bad_document, "the controller of a method is a DID");
  }
  TRY(key, read_key(reader, type));
  return VerificationMethod{url->text(),    std::move(type), std::move(controller),
                            std::move(key), expires,         revoked};
}

}  // namespace waarmerk::did
