// Lists: the newest status list that we have of each other issuer, and what it may not take back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/records/rows.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

/// Where a list is published, and by whom. Another issuer that names the same place has a list of
/// its own, so that nobody can take a place from its owner by being first. An issuer that moved is
/// the same, by whichever of its names it is asked for.
struct ListName {
  std::string_view url;
  std::string_view issuer;
};

/// What the keys of its rows begin with.
Key list_key(const ListName& name);

/// The entry of the issuer's feed that carried a list.
struct ListPlace {
  std::uint32_t epoch = 0;
  std::uint64_t seq = 0;
};

struct KnownList {
  std::string url;
  std::string issuer;
  std::string credential;  ///< the signed list, to the byte
  std::string source;      ///< `gossip` or `https`
  UnixTime received;
  std::optional<UnixTime> valid_from = {};
  std::optional<UnixTime> valid_until = {};
  std::optional<std::int64_t> ttl_ms = {};
  std::optional<ListPlace> place = {};  ///< where it came by the feed
};

/// The members `epoch` and `seq` of a row, into an object that is open; and read back.
void write_place(json::Writer& row, const std::optional<ListPlace>& place);
Result<std::optional<ListPlace>> read_place(const json::Reader& row);

Result<std::optional<KnownList>> find_list(const storage::View& view, const ListName& name);
void save_list(storage::Batch& batch, const KnownList& list);

/// Every revocation that the newest list took back, as an encoded status list. It stays revoked.
Result<std::optional<std::string>> find_kept_revocations(const storage::View& view,
                                                         const ListName& name);
void save_kept_revocations(storage::Batch& batch, const ListName& name, std::string_view list);

/// All lists of other issuers that we hold.
Result<std::vector<KnownList>> list_lists(const storage::View& view);

}  // namespace waarmerk::node::records
