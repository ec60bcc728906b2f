// Rows: keys made of parts that sort as their values, and values that are small JSON objects.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

/// A row that cannot be read is damage, not input.
inline constexpr ErrorCode bad_row{"records.damaged", ErrorKind::internal};

/// A key put together from the left: `Key().u64(ms).text(id)`.
class Key {
 public:
  Key& u32(std::uint32_t number);
  Key& u64(std::uint64_t number);
  Key& bytes(ByteView bytes);
  Key& text(std::string_view text) { return bytes(bytes_of(text)); }

  ByteView view() const { return key_; }
  const Bytes& owned() const { return key_; }
  operator ByteView() const { return key_; }  // NOLINT: a Key is its bytes

 private:
  Bytes key_;
};

/// The big-endian numbers of a key, read back.
std::uint32_t u32_at(ByteView key, std::size_t at);
std::uint64_t u64_at(ByteView key, std::size_t at);

/// The JSON object at `key`, or nothing. Fails with records.damaged or what the store fails with.
Result<std::optional<json::Document>> find_json(const storage::View& view, storage::Family family,
                                                ByteView key);

/// The JSON of a row that a scan visits. Fails with records.damaged.
Result<json::Document> row_json(ByteView value);

}  // namespace waarmerk::node::records
