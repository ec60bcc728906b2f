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
#include "storage/store.hpp"

namespace waarmerk::node::records {

struct KnownList {
  std::string url;
  std::string issuer;
  std::string credential;  ///< the signed list, to the byte
  std::string source;      ///< `gossip` or `https`
  UnixTime received;
  std::optional<UnixTime> valid_from = {};
  std::optional<std::int64_t> ttl_ms = {};
};

Result<std::optional<KnownList>> find_list(const storage::View& view, std::string_view url);
void save_list(storage::Batch& batch, const KnownList& list);

/// Places whose revocation a later list took back. A revocation stays.
Result<std::vector<std::uint64_t>> kept_revoked(const storage::View& view, std::string_view url);
void keep_revoked(storage::Batch& batch, std::string_view url, std::uint64_t index, UnixTime at);

/// All lists of other issuers that we hold.
Result<std::vector<KnownList>> list_lists(const storage::View& view);

}  // namespace waarmerk::node::records
