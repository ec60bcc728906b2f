// Table<Key, Record>: a typed slice of a Store, one family with a codec for its keys and values.
#pragma once

#include <functional>
#include <optional>
#include <utility>

#include "storage/store.hpp"

namespace waarmerk::storage {

inline constexpr ErrorCode no_record{"storage.missing", ErrorKind::missing};

/// How the keys and values of a table look as bytes. Each decode() takes back what its encode()
/// gave; `storage/key_order` makes keys that sort as their values.
template <class Key, class Record>
struct Codec {
  Bytes (*encode_key)(const Key&);
  Result<Key> (*decode_key)(ByteView);
  Bytes (*encode)(const Record&);
  Result<Record> (*decode)(ByteView);
};

/// Reads from any View (a store or its snapshot), writes into a Batch. Holds no data.
template <class Key, class Record>
class Table {
 public:
  /// False ends the scan; an Error ends it and is its answer.
  using Visit = std::function<Result<bool>(const Key&, const Record&)>;

  Table(Family family, Codec<Key, Record> codec) : family_(family), codec_(codec) {}

  Family family() const { return family_; }

  Result<std::optional<Record>> find(const View& view, const Key& key) const {
    TRY(bytes, view.get(family_, codec_.encode_key(key)));
    if (!bytes) return std::nullopt;
    return codec_.decode(*bytes);
  }

  /// Fails with storage.missing where there is no such record.
  Result<Record> get(const View& view, const Key& key) const {
    TRY(record, find(view, key));
    if (!record) return fail(no_record, "There is no such record.");
    return std::move(*record);
  }

  void put(Batch& batch, const Key& key, const Record& record) const {
    batch.put(family_, codec_.encode_key(key), codec_.encode(record));
  }

  void erase(Batch& batch, const Key& key) const { batch.erase(family_, codec_.encode_key(key)); }

  /// `Range{}` is the whole table.
  Result<void> scan(const View& view, const Range& range, const Visit& visit) const {
    return walk(visit, [&](const View::Visit& step) { return view.scan(family_, range, step); });
  }

  /// The same from the last record back to the first.
  Result<void> scan_back(const View& view, const Range& range, const Visit& visit) const {
    return walk(visit,
                [&](const View::Visit& step) { return view.scan_back(family_, range, step); });
  }

 private:
  Result<bool> show(const Visit& visit, ByteView key_bytes, ByteView value) const {
    TRY(key, codec_.decode_key(key_bytes));
    TRY(record, codec_.decode(value));
    return visit(key, record);
  }

  template <class Scan>
  Result<void> walk(const Visit& visit, const Scan& scan) const {
    Result<void> outcome;
    TRY_OK(scan([&](ByteView key, ByteView value) {
      auto more = show(visit, key, value);
      if (!more) outcome = failure_of(std::move(more));
      return more.value_or(false);
    }));
    return outcome;
  }

  Family family_;
  Codec<Key, Record> codec_;
};

}  // namespace waarmerk::storage
