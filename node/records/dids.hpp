// Dids: what we know of other issuers' DID documents, with every change dated.
//
// The newest document answers without a network; the older ones stay, so that a domain that
// changed hands shows.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

struct KnownDid {
  json::Document document;
  std::string source;  ///< `gossip` or `https`
  UnixTime as_of;      ///< when this was last seen to be so
};

Result<std::optional<KnownDid>> find_did(const storage::View& view, std::string_view did);

/// Keeps the document as the newest, and as a dated snapshot where its text is new.
Result<void> save_did(const storage::View& view, storage::Batch& batch, std::string_view did,
                      const KnownDid& known);

/// The newest document of every DID that we know.
Result<std::vector<KnownDid>> list_dids(const storage::View& view);

/// The texts that the document had, the oldest first; of very many the first did_snapshots_max.
inline constexpr std::size_t did_snapshots_max = 256;
Result<std::vector<KnownDid>> did_history(const storage::View& view, std::string_view did);

}  // namespace waarmerk::node::records
