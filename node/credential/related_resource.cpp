#include "node/credential/related_resource.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/encoding/base64url.hpp"
#include "crypto/encoding/hex.hpp"
#include "crypto/encoding/multibase.hpp"
#include "crypto/encoding/multicodec.hpp"
#include "crypto/jsonld/contexts.hpp"
#include "node/credential/credential.hpp"

namespace waarmerk::node::credential {
namespace {

constexpr std::size_t resources_max = 64;
constexpr std::size_t digest_bytes = 32;  // of SHA-256

/// Of the context of VC 2.0 also its SHA-384, and both digests of a revision before the
/// Recommendation, which credentials in the wild name.
constexpr std::string_view of_v2[] = {
    "24a18c90e9856d526111f29376e302d970b2bd10182e33959995b0207d7043b9",
    "35239c36999d2155312091af194a1edb61634d6ad789a5e5b19f2aebdd762dd9"
    "d1dcaada40eda7ef921c6b8c0ae107a0",
    "97f1eb8e5042356c805fdd61afa2c557663785e0794dcafa21e138fd38def18c"
    "b360133c221aa31d6896a6bf3e65b614"};

/// The digests of a document that we know, in hexadecimal.
std::vector<std::string_view> known_digests(std::string_view url) {
  std::vector<std::string_view> known;
  for (const auto& fact : jsonld::Contexts::shipped().facts()) {
    if (fact.url == url) known.push_back(fact.sha256);
  }
  if (url == context_v2) known.insert(known.end(), std::begin(of_v2), std::end(of_v2));
  return known;
}

/// The SHA-256 in a digestMultibase, with or without the prefix of a multihash; nothing where it is
/// of another kind.
std::optional<Bytes> sha256_in_multibase(std::string_view text) {
  const auto base = text.starts_with('z') ? encoding::Base::base58btc : encoding::Base::base64url;
  const auto bytes = encoding::decode_multibase(base, text);
  if (!bytes) return std::nullopt;
  if (bytes->size() == digest_bytes) return *bytes;
  const auto coded = encoding::split_codec(*bytes);
  if (!coded || coded->codec != encoding::Multicodec::sha2_256) return std::nullopt;
  const bool is_whole = coded->body.size() == digest_bytes + 1 && coded->body[0] == digest_bytes;
  return is_whole ? std::optional(to_bytes(coded->body.subspan(1))) : std::nullopt;
}

/// The digest in a digestSRI, which has the alphabet of plain base64.
std::optional<Bytes> digest_in_sri(std::string_view text) {
  if (!text.starts_with("sha256-") && !text.starts_with("sha384-")) return std::nullopt;
  std::string plain(text.substr(text.find('-') + 1));
  std::ranges::replace(plain, '+', '-');
  std::ranges::replace(plain, '/', '_');
  plain.erase(std::min(plain.find('='), plain.size()));
  const auto bytes = encoding::decode_base64url(plain);
  return bytes ? std::optional(*bytes) : std::nullopt;
}

Result<void> check_digest(const Place& resource, std::string_view name, std::string_view url,
                          std::optional<Bytes> (*read)(std::string_view)) {
  const auto place = resource.find(name);
  if (!place) return {};
  const auto text = place->value().string();
  if (!text) return place->fail_here(malformed, "A digest is a text.");
  const auto known = known_digests(url);
  const auto digest = read(*text);
  const bool is_known_kind = digest && std::ranges::any_of(known, [&](std::string_view one) {
                               return one.size() == 2 * digest->size();
                             });
  if (!is_known_kind) return {};
  if (std::ranges::find(known, encoding::encode_hex(*digest)) != known.end()) return {};
  return place->fail_here(wrong_resource, "This is not the digest of what is published there.");
}

Result<void> check_resource(const Place& resource, std::vector<std::string_view>& seen) {
  const auto id = resource.value().find("id").and_then(&json::Value::string);
  if (!id || !is_url(*id)) return resource.fail_here(malformed, "A resource has a URL as its id.");
  if (std::ranges::find(seen, *id) != seen.end()) {
    return resource.fail_at("id", malformed, "This resource is named twice.");
  }
  seen.push_back(*id);
  if (!resource.find("digestSRI") && !resource.find("digestMultibase")) {
    return resource.fail_here(malformed, "A resource has a digest.");
  }
  TRY_OK(check_digest(resource, "digestSRI", *id, digest_in_sri));
  return check_digest(resource, "digestMultibase", *id, sha256_in_multibase);
}

}  // namespace

Result<void> check_related_resources(const Place& credential) {
  std::vector<std::string_view> seen;
  return each(credential, "relatedResource", resources_max, malformed,
              [&](const Place& resource) { return check_resource(resource, seen); });
}

}  // namespace waarmerk::node::credential
