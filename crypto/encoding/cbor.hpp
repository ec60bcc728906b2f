// Cbor: a value in deterministic CBOR (RFC 8949 section 4.2), decoded strictly and encoded.
//
// Integers, byte and text strings, arrays, maps, false, true and null; nothing else. Equal values
// have equal bytes, and other bytes are refused, so the bytes can be signed and compared.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::encoding {

inline constexpr ErrorCode cbor_malformed{"cbor.malformed", ErrorKind::invalid};

inline constexpr std::size_t cbor_bytes_max = 1 << 20;
inline constexpr int cbor_depth_max = 6;             ///< arrays and maps inside each other
inline constexpr std::size_t cbor_items_max = 4096;  ///< elements of an array, or pairs of a map

/// One value. Asking for what it is not gives nothing.
class Cbor {
 public:
  using Array = std::vector<Cbor>;
  using Map = std::vector<std::pair<Cbor, Cbor>>;

  Cbor() = default;  ///< null
  static Cbor boolean(bool value) { return Cbor(value); }
  static Cbor uint(std::uint64_t value) { return Cbor(value); }
  static Cbor integer(std::int64_t value);
  static Cbor bytes(ByteView value) { return Cbor(to_bytes(value)); }
  /// `value` is UTF-8.
  static Cbor text(std::string_view value) { return Cbor(std::string(value)); }
  static Cbor array(Array elements) { return Cbor(std::move(elements)); }
  /// Pairs in any order, no key twice.
  static Cbor map(Map pairs) { return Cbor(std::move(pairs)); }

  bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  std::optional<bool> as_boolean() const;
  std::optional<std::uint64_t> as_uint() const;
  /// An integer of either sign that fits.
  std::optional<std::int64_t> as_integer() const;
  const Bytes* as_bytes() const { return std::get_if<Bytes>(&value_); }
  const std::string* as_text() const { return std::get_if<std::string>(&value_); }
  const Array* as_array() const { return std::get_if<Array>(&value_); }
  const Map* as_map() const { return std::get_if<Map>(&value_); }

  /// The value at a key of this map; nullptr where there is none, or this is no map.
  const Cbor* find(std::string_view key) const;
  const Cbor* find(std::uint64_t key) const;

  /// As the text stands: two maps in another order differ until they were encoded.
  friend bool operator==(const Cbor&, const Cbor&) = default;

 private:
  // A std::int64_t in here is below zero; what is not is a std::uint64_t.
  using Any = std::variant<std::monostate, bool, std::uint64_t, std::int64_t, Bytes, std::string,
                           Array, Map>;
  explicit Cbor(Any value) : value_(std::move(value)) {}
  friend class CborEncoder;
  friend class CborDecoder;

  Any value_;
};

/// How the pairs of a map may stand in what is decoded; no key may come twice in either.
enum class CborOrder : std::uint8_t {
  sorted,  ///< as the deterministic form has them
  any,     ///< of strangers, whose bytes are kept and not made anew
};

/// Exactly one value. Fails with cbor.malformed for anything that is not deterministic, negative
/// integers below -2^63, and what is over a limit.
Result<Cbor> decode_cbor(ByteView bytes, CborOrder order = CborOrder::sorted);

/// Fails with cbor.malformed for what decode_cbor would not take: a limit passed, a key twice, text
/// that is not UTF-8.
Result<Bytes> encode_cbor(const Cbor& value);

}  // namespace waarmerk::encoding
