#include "node/actions/rebuild_trust.hpp"

#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "node/actions/keep_statement.hpp"
#include "node/records/families.hpp"
#include "node/records/trust_bits.hpp"
#include "node/records/trusts.hpp"

namespace waarmerk::node::actions {
namespace {

namespace family = records::family;

constexpr std::array<storage::Family, 3> tables{family::trust, family::tout, family::tin};
constexpr std::size_t batch_bytes = 8 << 20;

using RowName = std::pair<std::size_t, Bytes>;  // the family, and the key

class Rebuilding {
 public:
  explicit Rebuilding(records::Records& records) : records_(records) {}

  Result<RebuiltTrust> run() && {
    for (const auto& feed : records_.feeds.all()) {
      ++done_.feeds;
      TRY_OK(read_feed(feed));
    }
    TRY_OK(write());
    TRY_OK(erase_others());
    return done_;
  }

 private:
  Result<void> read_feed(const feed::FeedId& feed) {
    storage::Batch rows;
    bool has_erased_end = false;
    std::vector<records::HeldEntry> erased;
    records_.feeds.visit_entries(feed, [&](const records::HeldEntry& entry) {
      const auto type = entry.header.type;
      const bool is_end = type == feed::EntryType::trust_end;
      if ((!is_end && type != feed::EntryType::trust) || entry.state == feed::EntryState::voided)
        return;
      const auto payload = records_.feeds.payload(entry.header.payload_hash);
      if (payload && entry.state == feed::EntryState::ok) {
        keep_statement(rows, entry.header, *payload);
      } else if (is_end) {
        has_erased_end = true;
      } else {
        erased.push_back(entry);
      }
    });
    for (const auto& entry : erased) TRY_OK(keep_what_followed(entry, rows));
    if (has_erased_end) TRY_OK(keep_ends(feed, rows));
    return mend(rows);
  }

  /// The rows that a payload left which is gone.
  Result<void> keep_what_followed(const records::HeldEntry& entry, storage::Batch& rows) {
    const auto& header = entry.header;
    const records::TrustName name{header.feed, header.payload_hash};
    TRY(known, records::find_trust(records_.store, name));
    if (known && known->said) records::save_trust(rows, name, *known->said, known->about);
    TRY(said, records::find_trust_bit(records_.store, {header.feed, {header.epoch, header.seq}}));
    if (said) records::save_trust_bit(rows, {header.epoch, header.seq}, *said);
    return {};
  }

  Result<void> keep_ends(const feed::FeedId& feed, storage::Batch& rows) {
    TRY(trusts, records::list_trusts(records_.store, feed));
    for (const auto& trust : trusts) {
      if (!trust.ended) continue;
      records::save_trust_end(rows, trust.name, {trust.name.hash, trust.reason, *trust.ended});
    }
    return {};
  }

  Result<void> mend(const storage::Batch& rows) {
    // Of two writes of one row the last counts, as in a batch.
    std::map<RowName, const Bytes*> wanted;
    for (const auto& row : rows.writes()) {
      if (row.value) wanted.insert_or_assign(RowName{row.family.index, row.key}, &*row.value);
    }
    for (const auto& [name, value] : wanted) {
      const storage::Family family{name.first};
      if (family == family::tout) ++done_.bits;
      expected_.insert(name);
      TRY(held, records_.store.get(family, name.second));
      if (held && *held == *value) continue;
      ++done_.mended;
      mended_.put(family, name.second, *value);
      if (mended_.byte_count() > batch_bytes) TRY_OK(write());
    }
    return {};
  }

  Result<void> erase_others() {
    for (const auto table : tables) {
      for (bool is_done = false; !is_done;) {
        is_done = true;
        TRY_OK(records_.store.scan(table, {}, [&](ByteView key, ByteView) {
          if (expected_.contains(RowName{table.index, to_bytes(key)})) return true;
          ++done_.mended;
          mended_.erase(table, key);
          is_done = mended_.byte_count() <= batch_bytes;
          return is_done;
        }));
        TRY_OK(write());
      }
    }
    return {};
  }

  Result<void> write() {
    if (mended_.empty()) return {};
    return records_.store.write(std::exchange(mended_, {}), storage::Durability::durable);
  }

  records::Records& records_;
  std::set<RowName> expected_;
  storage::Batch mended_;
  RebuiltTrust done_;
};

}  // namespace

Result<RebuiltTrust> rebuild_trust(records::Records& records) { return Rebuilding(records).run(); }

}  // namespace waarmerk::node::actions
