// Each parameter is a row: its name, and how it is read over what held before.
#include "did/webvh_parameters.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "crypto/base/sha2.hpp"
#include "crypto/encoding/base58.hpp"
#include "crypto/keys/multikey.hpp"

namespace waarmerk::did {
namespace {

constexpr std::string_view method_1_0 = "did:webvh:1.0";
constexpr std::string_view did_key = "did:key:";
constexpr std::int64_t ttl_max = std::int64_t{1} << 31;

std::string path_of(std::string_view name) { return "$.parameters." + std::string(name); }

std::unexpected<Error> refuse(std::string_view name, std::string detail) {
  return fail(bad_log, std::move(detail), path_of(name));
}

/// A member that is there and not null.
std::optional<json::Value> find_set(json::Value parameters, std::string_view name) {
  const auto found = parameters.find(name);
  return found && !found->is(json::Kind::null) ? found : std::nullopt;
}

Result<std::vector<std::string>> read_texts(json::Value value, std::string_view name) {
  if (!value.is(json::Kind::array)) return refuse(name, "This must be a list.");
  if (value.size() > webvh_list_max) return refuse(name, "This has over 64 entries.");
  std::vector<std::string> texts;
  for (const json::Value one : value.elements()) {
    const auto text = one.string();
    if (!text || text->empty()) return refuse(name, "Each of these must be a text.");
    texts.emplace_back(*text);
  }
  return texts;
}

Result<bool> read_flag(json::Value value, std::string_view name) {
  const auto flag = value.boolean();
  if (!flag) return refuse(name, "This must be true or false.");
  return *flag;
}

/// The did:key of an Ed25519 key: the only one that the suite of this version takes.
bool is_witness_id(std::string_view id) {
  if (!id.starts_with(did_key)) return false;
  const auto key = keys::parse_multikey(id.substr(did_key.size()));
  return key && key->algorithm() == keys::Algorithm::ed25519;
}

Result<WebvhWitnesses> read_witnesses(json::Value value) {
  constexpr std::string_view name = "witness";
  if (!value.is(json::Kind::object)) return refuse(name, "This must be an object.");
  if (value.size() == 0) return WebvhWitnesses{};
  const auto list = value.find("witnesses");
  if (!list || !list->is(json::Kind::array) || list->size() == 0) {
    return refuse(name, "This names no witnesses.");
  }
  if (list->size() > webvh_list_max) return refuse(name, "There are over 64 witnesses.");
  WebvhWitnesses witnesses;
  for (const json::Value one : list->elements()) {
    const auto id = one.find("id");
    const auto text = id ? id->string() : std::nullopt;
    if (!text || !is_witness_id(*text)) {
      return refuse(name, "A witness is a did:key of an Ed25519 key.");
    }
    if (std::ranges::find(witnesses.ids, *text) != witnesses.ids.end()) {
      return refuse(name, "A witness is named twice.");
    }
    witnesses.ids.emplace_back(*text);
  }
  const auto threshold = value.find("threshold");
  const auto count = threshold ? threshold->integer() : std::nullopt;
  if (!count || *count < 1 || *count > static_cast<std::int64_t>(witnesses.ids.size())) {
    return refuse(name, "The threshold is from one up to the number of witnesses.");
  }
  witnesses.threshold = static_cast<std::uint32_t>(*count);
  return witnesses;
}

Result<std::int64_t> read_ttl(json::Value value) {
  const auto seconds = value.integer();
  if (!seconds || *seconds < 0 || *seconds > ttl_max) {
    return refuse("ttl", "This must be a number of seconds.");
  }
  return *seconds;
}

template <class Field>
Result<void> keep(Field& field, Result<Field> read) {
  if (!read) return failure_of(std::move(read));
  field = std::move(*read);
  return {};
}

Result<void> read_method(json::Value value) {
  if (value.string() == method_1_0) return {};
  return refuse("method", "Only did:webvh:1.0 is known.");
}

/// What every entry may set; null is the default.
Result<void> read_member(WebvhParameters& all, std::string_view name, json::Value value) {
  const WebvhParameters defaults;
  const bool is_null = value.is(json::Kind::null);
  if (name == "updateKeys") {
    return keep(all.update_keys, is_null ? defaults.update_keys : read_texts(value, name));
  }
  if (name == "nextKeyHashes") {
    return keep(all.next_key_hashes, is_null ? defaults.next_key_hashes : read_texts(value, name));
  }
  if (name == "watchers") {
    return keep(all.watchers, is_null ? defaults.watchers : read_texts(value, name));
  }
  if (name == "witness") {
    return keep(all.witness, is_null ? defaults.witness : read_witnesses(value));
  }
  if (name == "portable") {
    return keep(all.portable, is_null ? defaults.portable : read_flag(value, name));
  }
  if (name == "deactivated") {
    return keep(all.deactivated, is_null ? defaults.deactivated : read_flag(value, name));
  }
  if (name == "ttl") return keep(all.ttl_seconds, is_null ? defaults.ttl_seconds : read_ttl(value));
  if (name == "method") return is_null ? Result<void>() : read_method(value);
  if (name == "scid") return {};
  return refuse(name, "There is no such parameter.");
}

Result<void> read_members(WebvhParameters& all, json::Value parameters) {
  if (!parameters.is(json::Kind::object)) {
    return fail(bad_log, "The parameters are no object.", "$.parameters");
  }
  for (const json::Member member : parameters.members()) {
    TRY_OK(read_member(all, member.name, member.value));
  }
  return {};
}

/// Each key must be one of those that the entry before committed to.
Result<void> check_committed(const WebvhParameters& before, const WebvhParameters& now) {
  const std::set<std::string, std::less<>> hashes(before.next_key_hashes.begin(),
                                                  before.next_key_hashes.end());
  for (const auto& key : now.update_keys) {
    if (!hashes.contains(webvh_hash(key))) {
      return refuse("updateKeys", "A key was not committed to in the entry before.");
    }
  }
  return {};
}

}  // namespace

std::string webvh_hash(std::string_view bytes) {
  Bytes multihash{0x12, 0x20};  // SHA-256, 32 bytes
  const auto digest = sha256(bytes_of(bytes));
  multihash.insert(multihash.end(), digest.value.begin(), digest.value.end());
  return encoding::encode_base58(multihash);
}

Result<WebvhParameters> begin_parameters(json::Value parameters) {
  WebvhParameters first;
  TRY_OK(read_members(first, parameters));
  for (const auto* name : {"method", "updateKeys"}) {
    if (!find_set(parameters, name)) return refuse(name, "This must be there.");
  }
  const auto scid = parameters.find("scid");
  const auto text = scid ? scid->string() : std::nullopt;
  if (!text) return refuse("scid", "This must be there.");
  first.scid = *text;
  return first;
}

Result<WebvhParameters> continue_parameters(const WebvhParameters& before, json::Value parameters) {
  if (before.deactivated) return fail(bad_log, "It was deactivated before.", "$.parameters");
  WebvhParameters now = before;
  TRY_OK(read_members(now, parameters));
  if (parameters.find("scid")) return refuse("scid", "This stands in the first entry alone.");
  if (const auto portable = find_set(parameters, "portable"); portable && now.portable) {
    return refuse("portable", "This can be set to true in the first entry alone.");
  }
  if (!before.is_pre_rotated()) return now;
  for (const auto* name : {"updateKeys", "nextKeyHashes"}) {
    if (!find_set(parameters, name)) {
      return refuse(name, "This must be said where keys were committed to.");
    }
  }
  TRY_OK(check_committed(before, now));
  return now;
}

}  // namespace waarmerk::did
