// Status bits: the entries of other issuers' status lists in pages, so that one entry is read
// without the rest of its list.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/base/time.hpp"
#include "node/records/lists.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

inline constexpr std::size_t status_page_bytes = 4096;

/// What is known of a list that is followed. Where there is one, the pages are those of the list.
struct KeptStatus {
  std::string source;  ///< as in KnownList, and so the times
  UnixTime received;
  std::optional<UnixTime> valid_from = {};
  std::optional<UnixTime> valid_until = {};
  std::optional<std::int64_t> ttl_ms = {};
  std::vector<std::string> purposes;
  bool is_list_2021 = false;
  unsigned token_bits = 0;         ///< of each entry of a Status List Token; 0: it is none
  std::uint64_t bits = 0;          ///< how long the list is
  std::uint64_t longest_bits = 0;  ///< how long it ever was, where it is shorter now
  /// The verification method that signed it, and its key then as a Multikey. Both empty where no
  /// single key that stays can be named: then who asks must look at the list itself.
  std::string method = {};
  std::string key = {};
  std::optional<ListPlace> place = {};  ///< as in KnownList
  std::optional<Sha256> sha256 = {};    ///< of the signed text
};

Result<std::optional<KeptStatus>> find_kept_status(const storage::View& view, const ListName& name);
void save_kept_status(storage::Batch& batch, const ListName& name, const KeptStatus& status);
/// Which bits are read: `index` counts entries of `size` bits, 1 to 64.
struct BitRange {
  std::uint64_t index = 0;
  unsigned size = 1;
};

/// Where an entry of 1, 2, 4 or 8 bits stands in a Status List Token, which fills its bytes from
/// the least significant bit up.
BitRange token_range(std::uint64_t index, unsigned bits);

/// The value of one entry of a list of `bits` bits; nothing beyond its end. Reads one page, or two
/// where the entry lies across.
Result<std::optional<std::uint64_t>> find_status_value(const storage::View& view,
                                                       const ListName& name, std::uint64_t bits,
                                                       const BitRange& range);

/// Writes the pages of `now` that differ from those of `before`, which is what the pages say
/// already. A page without a bit set has no row.
void save_status_pages(storage::Batch& batch, const ListName& name, ByteView before, ByteView now);

}  // namespace waarmerk::node::records
