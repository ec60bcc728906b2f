// Reading one CBOR value, in its deterministic form only (RFC 8949, section 4.2.1).
#include <algorithm>
#include <limits>
#include <optional>
#include <set>

#include "crypto/encoding/cbor.hpp"
#include "crypto/encoding/utf8.hpp"

namespace waarmerk::encoding {
namespace {

std::unexpected<Error> refuse(std::string why) { return fail(cbor_malformed, std::move(why)); }

/// A data item's first byte and its argument (RFC 8949 section 3).
struct Head {
  unsigned major = 0;
  unsigned additional = 0;
  std::uint64_t argument = 0;
};

struct ByOrderOfBytes {
  bool operator()(ByteView left, ByteView right) const {
    return std::ranges::lexicographical_compare(left, right);
  }
};

}  // namespace

class CborDecoder {
 public:
  CborDecoder(ByteView bytes, CborOrder order) : bytes_(bytes), order_(order) {}

  /// What is read goes where it is to stay.
  Result<void> item(Cbor& into, int depth) {
    TRY(head, read_head());
    switch (head.major) {
      case 0: into.value_ = head.argument; return {};
      case 1: return negative(into, head.argument);
      case 2: return byte_string(into, head.argument);
      case 3: return text_string(into, head.argument);
      case 4: return array(into, head.argument, depth + 1);
      case 5: return map(into, head.argument, depth + 1);
      case 7: return simple(into, head.additional);
      default: return refuse("CBOR tags are not allowed");
    }
  }

  bool at_end() const { return at_ == bytes_.size(); }

 private:
  Result<Head> read_head() {
    if (at_end()) return refuse("CBOR ends too early");
    const unsigned first = bytes_[at_++];
    Head head{.major = first >> 5, .additional = first & 31, .argument = first & 31};
    if (head.major == 7 || head.additional < 24) return head;
    if (head.additional > 27) return refuse("CBOR of indefinite or reserved length");
    const std::size_t size = std::size_t{1} << (head.additional - 24);
    TRY(digits, take(size));
    head.argument = 0;
    for (const auto byte : digits) head.argument = head.argument << 8 | byte;
    const bool shorter_fits = size == 1 ? head.argument < 24 : head.argument >> (size * 4) == 0;
    if (shorter_fits) return refuse("a CBOR length or integer is not in its shortest form");
    return head;
  }

  Result<ByteView> take(std::uint64_t size) {
    if (size > bytes_.size() - at_) return refuse("CBOR ends too early");
    const ByteView taken = bytes_.subspan(at_, static_cast<std::size_t>(size));
    at_ += taken.size();
    return taken;
  }

  static Result<void> negative(Cbor& into, std::uint64_t argument) {
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    if (argument > static_cast<std::uint64_t>(most)) return refuse("a CBOR integer is below -2^63");
    into.value_ = -1 - static_cast<std::int64_t>(argument);
    return {};
  }

  Result<void> byte_string(Cbor& into, std::uint64_t size) {
    TRY(bytes, take(size));
    into.value_.emplace<Bytes>(bytes.begin(), bytes.end());
    return {};
  }

  Result<void> text_string(Cbor& into, std::uint64_t size) {
    TRY(bytes, take(size));
    if (!is_utf8(text_of(bytes))) return refuse("CBOR text is not UTF-8");
    into.value_.emplace<std::string>(text_of(bytes));
    return {};
  }

  Result<void> array(Cbor& into, std::uint64_t count, int depth) {
    TRY_OK(check_limits(count, depth));
    auto& elements = into.value_.emplace<Cbor::Array>();
    elements.reserve(std::min<std::uint64_t>(count, bytes_.size() - at_));
    for (std::uint64_t i = 0; i < count; ++i) TRY_OK(item(elements.emplace_back(), depth));
    return {};
  }

  Result<void> map(Cbor& into, std::uint64_t count, int depth) {
    TRY_OK(check_limits(count, depth));
    auto& pairs = into.value_.emplace<Cbor::Map>();
    pairs.reserve(std::min<std::uint64_t>(count, bytes_.size() - at_));
    std::set<ByteView, ByOrderOfBytes> keys;
    ByteView last_key;
    for (std::uint64_t i = 0; i < count; ++i) {
      auto& [key, value] = pairs.emplace_back();
      const std::size_t key_start = at_;
      TRY_OK(item(key, depth));
      const ByteView key_bytes = bytes_.subspan(key_start, at_ - key_start);
      const bool in_place = order_ == CborOrder::sorted
                                ? std::ranges::lexicographical_compare(last_key, key_bytes)
                                : keys.insert(key_bytes).second;
      if (!in_place) return refuse("CBOR map keys are not sorted, or one comes twice");
      last_key = key_bytes;
      TRY_OK(item(value, depth));
    }
    return {};
  }

  static Result<void> check_limits(std::uint64_t count, int depth) {
    if (depth > cbor_depth_max) return refuse("CBOR is nested too deeply");
    if (count > cbor_items_max) return refuse("a CBOR array or map is too long");
    return {};
  }

  static Result<void> simple(Cbor& into, unsigned additional) {
    switch (additional) {
      case 20: into.value_ = false; return {};
      case 21: into.value_ = true; return {};
      case 22: into.value_ = std::monostate{}; return {};
      default: return refuse("CBOR floats and other simple values are not allowed");
    }
  }

  ByteView bytes_;
  CborOrder order_;
  std::size_t at_ = 0;
};

Result<Cbor> decode_cbor(ByteView bytes, CborOrder order) {
  if (bytes.size() > cbor_bytes_max) return refuse("CBOR is too large");
  CborDecoder decoder(bytes, order);
  Cbor value;
  TRY_OK(decoder.item(value, 0));
  if (!decoder.at_end()) return refuse("something follows the CBOR value");
  return value;
}

}  // namespace waarmerk::encoding
