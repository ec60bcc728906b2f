// DidLogs: the signed histories of did:webvh that we hold, each whole and verified.
//
// A history proves itself, so it may be handed on, and keeps its worth when its host is gone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

struct KnownLog {
  std::string log;            ///< `did.jsonl`
  std::string witnesses;      ///< `did-witness.json`; empty where it has none
  std::string source;         ///< `gossip`, `https` or `own`
  UnixTime as_of;             ///< when this was last seen to be all of it
  bool is_contested = false;  ///< another history says that it stands under the same name
};

/// `scid` is the beginning of the DID, which a move does not change.
Result<std::optional<KnownLog>> find_log(const storage::View& view, std::string_view scid);

void erase_log(storage::Batch& batch, std::string_view scid);

void save_log(storage::Batch& batch, std::string_view scid, const KnownLog& known);

}  // namespace waarmerk::node::records
