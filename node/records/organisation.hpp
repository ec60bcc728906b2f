// Organisation: who this node speaks for.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/feed/feed_id.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

struct Organisation {
  std::string did;
  std::string name;
  std::string url;  ///< the node's public base URL, without a slash at the end; may be empty
  std::string issuing_key;  ///< its name in the vault
  std::string feed_key;
  UnixTime created;
  /// Where else its feed is served (feed::mirrors_of), as the configuration says: it is not kept.
  std::vector<std::string> mirrors = {};
};

/// As members of an object that is begun, and back. Fails with json.* codes.
void write_organisation(json::Writer& writer, const Organisation& organisation);
Result<Organisation> read_organisation(const json::Reader& reader);

/// Nothing before `org init`.
Result<std::optional<Organisation>> load_organisation(const storage::View& view);
void save_organisation(storage::Batch& batch, const Organisation& organisation);

/// The profile that was last put on our feed, as JSON text; empty before the first.
Result<std::string> load_published_profile(const storage::View& view);
void save_published_profile(storage::Batch& batch, std::string_view profile);

/// How many lines of our own history are on our feed.
Result<std::size_t> load_published_lines(const storage::View& view);
void save_published_lines(storage::Batch& batch, std::size_t count);

/// The nonce of the last start (feed::InstanceLock).
Result<std::optional<Bytes>> load_instance(const storage::View& view);
void save_instance(storage::Batch& batch, ByteView nonce);

inline constexpr std::size_t met_others_max = 32;

/// Who was linked with this node first; nothing where nobody ever was. Fails with records.damaged
/// or as the store does.
Result<std::optional<std::vector<feed::FeedId>>> load_met_others(const storage::View& view);
/// Whether another node was ever linked with this one.
Result<bool> has_met_others(const storage::View& view);
/// The first `met_others_max` of them.
void save_met_others(storage::Batch& batch, std::span<const feed::FeedId> met = {});

}  // namespace waarmerk::node::records
