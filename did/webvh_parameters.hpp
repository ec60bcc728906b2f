// WebvhParameters: what governs a did:webvh from one entry of its log to the next (did:webvh 1.0,
// "DID Method Parameters").
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"

namespace waarmerk::did {

inline constexpr ErrorCode bad_log{"did.bad_log", ErrorKind::invalid};

/// What stands in the place of the SCID while that is not known.
inline constexpr std::string_view webvh_placeholder = "{SCID}";
/// Of keys, hashes, witnesses and watchers, each.
inline constexpr std::size_t webvh_list_max = 64;

/// Who must confirm an entry, and how many of them. Without witnesses nobody must.
struct WebvhWitnesses {
  std::uint32_t threshold = 0;
  std::vector<std::string> ids = {};  ///< did:key of Ed25519 keys, each once

  bool are_used() const { return !ids.empty(); }
};

struct WebvhParameters {
  std::string scid = {};
  std::vector<std::string> update_keys = {};      ///< Multikeys
  std::vector<std::string> next_key_hashes = {};  ///< none: no pre-rotation
  WebvhWitnesses witness = {};
  std::vector<std::string> watchers = {};  ///< URLs
  bool portable = false;
  bool deactivated = false;
  std::int64_t ttl_seconds = 3600;

  /// Whether the keys of the next entry were committed to.
  bool is_pre_rotated() const { return !next_key_hashes.empty(); }
};

/// Those of a log's first entry. A member that is null has its default. Fails with did.bad_log and
/// the JSON path.
Result<WebvhParameters> begin_parameters(json::Value parameters);

/// Those of the entry behind one that `before` governs: what is not said stays. Fails with
/// did.bad_log and the JSON path, also where keys are not the ones that were committed to.
Result<WebvhParameters> continue_parameters(const WebvhParameters& before, json::Value parameters);

/// `Qm…`: base58btc of the multihash of these bytes (SHA-256).
std::string webvh_hash(std::string_view bytes);

}  // namespace waarmerk::did
