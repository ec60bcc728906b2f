// The checks of one entry, in the order of the standard (did:webvh 1.0, "Read", steps 1 to 7).
#include "did/webvh_entry.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "crypto/json/reader.hpp"
#include "did/did_webvh.hpp"
#include "did/webvh_hashing.hpp"
#include "did/webvh_proof.hpp"

namespace waarmerk::did {
namespace {

std::unexpected<Error> refuse(std::string_view member, std::string detail) {
  return fail(bad_log, std::move(detail), "$." + std::string(member));
}

Result<std::string> text_of_member(const json::Document& line, std::string_view name) {
  const auto found = line.root().find(name);
  const auto text = found ? found->string() : std::nullopt;
  if (!text) return refuse(name, "This must be there, as a text.");
  return std::string(*text);
}

/// The first entry, with every mention of the SCID undone, hashes to it.
Result<void> check_scid(const json::Document& line, const std::string& scid) {
  TRY(hash, scid_of_entry(line, scid));
  if (hash == scid) return {};
  return refuse("parameters.scid", "This is not the hash of the first entry.");
}

/// `number-hash`, as the place in the log has it.
Result<void> check_version_id(const json::Document& line, std::string_view version_id,
                              const WebvhPlace& place) {
  const std::uint32_t number = place.before == nullptr ? 1 : place.before->number() + 1;
  const auto start = std::to_string(number) + "-";
  if (!version_id.starts_with(start)) return refuse("versionId", "It is not the next number.");
  const auto previous = place.before == nullptr ? place.scid : place.before->version_id;
  TRY(hash, hash_of_entry(line, previous));
  if (version_id.substr(start.size()) == hash) return {};
  return refuse("versionId", "The hash is not that of this entry.");
}

Result<UnixTime> read_version_time(const json::Document& line, const WebvhPlace& place) {
  TRY(text, text_of_member(line, "versionTime"));
  const auto time = parse_time(text);
  const bool is_utc = text.ends_with('Z') || text.ends_with("+00:00");
  if (!time || !is_utc) return refuse("versionTime", "This is no time in UTC.");
  if (*time > place.now + webvh_skew_ms) return refuse("versionTime", "It lies in the future.");
  if (place.before != nullptr && *time <= place.before->time) {
    return refuse("versionTime", "It is not after the entry before.");
  }
  return *time;
}

/// Each proof holds, and is by a key that may change the DID here.
Result<void> check_proofs(const json::Document& line, const std::vector<std::string>& allowed) {
  const auto proofs = proof::read_proofs(line.root());
  if (!proofs) return refuse("proof", proofs.error().detail);
  for (const auto& one : *proofs) {
    TRY(key, signer_of(one));
    if (std::ranges::find(allowed, key) == allowed.end()) {
      return refuse("proof", "It is signed with a key that may not.");
    }
    TRY_OK(check_webvh_proof(line.root(), one, key));
  }
  return {};
}

Result<WebvhParameters> read_parameters(const json::Document& line, const WebvhPlace& place) {
  const auto found = line.root().find("parameters");
  if (!found) return refuse("parameters", "This must be there.");
  if (place.before != nullptr) return continue_parameters(place.before->parameters, *found);
  TRY(first, begin_parameters(*found));
  if (first.scid != place.scid) return refuse("parameters.scid", "This is another DID's log.");
  return first;
}

/// With pre-rotation the keys of this very entry, which were committed to; else those before it.
const std::vector<std::string>& signing_keys(const WebvhPlace& place, const WebvhParameters& now) {
  if (place.before == nullptr || place.before->parameters.is_pre_rotated()) return now.update_keys;
  return place.before->parameters.update_keys;
}

bool names_as_known(json::Value state, std::string_view id) {
  const auto names = state.find("alsoKnownAs");
  if (!names) return false;
  for (const json::Value one : names->elements()) {
    if (one.string() == id) return true;
  }
  return false;
}

/// The name of the DID in its document: of this SCID, and at another place only where it may move.
Result<std::string> check_state(json::Value state, const WebvhPlace& place,
                                const WebvhParameters& now) {
  const auto found = state.find("id");
  const auto text = found ? found->string() : std::nullopt;
  const auto id = text ? Did::parse(*text) : fail(malformed, "There is no id.");
  const auto named = id ? locate_did_webvh(*id, {.plain_http_on_loopback = true})
                        : Result<WebvhLocation>(failure_of(Result<Did>(id)));
  if (!named) return refuse("state.id", "This is no did:webvh: " + named.error().detail);
  if (named->scid != place.scid) return refuse("state.id", "This is another DID.");
  if (place.before == nullptr || place.before->id == *text) return std::string(*text);
  if (!now.portable) return refuse("state.id", "The DID moved, and is not portable.");
  if (!names_as_known(state, place.before->id)) {
    return refuse("state.alsoKnownAs", "The DID moved, and does not say from where.");
  }
  return std::string(*text);
}

/// Who must confirm an entry: those who were named before it; the first that are named at once.
WebvhWitnesses witnesses_for(const WebvhPlace& place, const WebvhParameters& now) {
  const bool were_used = place.before != nullptr && place.before->parameters.witness.are_used();
  return were_used ? place.before->parameters.witness : now.witness;
}

}  // namespace

Result<WebvhEntry> read_webvh_entry(const json::Document& line, const WebvhPlace& place) {
  if (const auto known = json::Reader(line).allow_only(
          {"versionId", "versionTime", "parameters", "state", "proof"});
      !known) {
    return fail(bad_log, known.error().detail, known.error().path);
  }
  TRY(parameters, read_parameters(line, place));
  TRY(version_id, text_of_member(line, "versionId"));
  TRY(time, read_version_time(line, place));
  if (place.trust == WebvhTrust::nothing) {
    TRY_OK(check_proofs(line, signing_keys(place, parameters)));
    TRY_OK(check_version_id(line, version_id, place));
    if (place.before == nullptr) TRY_OK(check_scid(line, parameters.scid));
  }
  const auto state = line.root().find("state");
  if (!state || !state->is(json::Kind::object)) return refuse("state", "There is no document.");
  TRY(id, check_state(*state, place, parameters));
  auto witnesses = witnesses_for(place, parameters);
  return WebvhEntry{.version_id = std::move(version_id),
                    .time = time,
                    .parameters = std::move(parameters),
                    .witnesses = std::move(witnesses),
                    .id = std::move(id),
                    .document = line.part(*state)};
}

}  // namespace waarmerk::did
