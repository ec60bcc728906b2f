// Watching: what this node holds of a did:webvh, for whoever cannot reach its host any more
// (did:webvh 1.0, "DID Watchers").
//
// A history proves itself, and a status list is signed: a watcher can leave out, and not lie.
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "node/records/did_logs.hpp"
#include "node/records/records.hpp"

namespace waarmerk::node::actions {

/// The history of this SCID. Fails with did.malformed where it is none, did.not_found where it is
/// not held, or as the store does.
Result<records::KnownLog> find_watched(const storage::View& store, std::string_view scid);

/// Where a node, or a host of plain files, hands out the same below its address, for whom no
/// question behind a `?` is understood.
std::string watched_log_path(std::string_view scid);
std::string watched_witness_path(std::string_view scid);

/// Where the host of a watched DID published what stands at `path` below its place.
struct WatchedPlace {
  std::string did;  ///< as it is called now
  std::string url;
};

/// Fails with did.malformed for what is no SCID or a path that leaves the place, did.not_found, or
/// as the store does.
Result<WatchedPlace> find_place(const storage::View& store, std::string_view scid,
                                std::string_view path);

struct Resource {
  std::string content_type;
  std::string body;
};

/// What the host of the DID published at `path` below its place, such as `status/1` or `did.json`:
/// a status list, our own too, or the parallel document. Fails likewise, with did.malformed also
/// for a path that leaves the place.
Result<Resource> find_watched_resource(const records::Records& records, std::string_view scid,
                                       std::string_view path);

}  // namespace waarmerk::node::actions
