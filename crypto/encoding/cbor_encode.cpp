// Writing one CBOR value in its deterministic form (RFC 8949, section 4.2.1).
#include <algorithm>
#include <type_traits>

#include "crypto/encoding/cbor.hpp"
#include "crypto/encoding/utf8.hpp"

namespace waarmerk::encoding {
namespace {

std::unexpected<Error> refuse(std::string why) { return fail(cbor_malformed, std::move(why)); }

/// The first byte and the argument, in the fewest bytes (RFC 8949 section 4.2.1).
void append_head(Bytes& out, unsigned major, std::uint64_t argument) {
  const auto first = [&](std::uint64_t additional) {
    out.push_back(static_cast<std::uint8_t>(major << 5 | additional));
  };
  if (argument < 24) return first(argument);
  unsigned size_log2 = 0;
  while (size_log2 < 3 && argument >> (8U << size_log2) != 0) ++size_log2;
  first(24 + size_log2);
  for (unsigned shift = 8U << size_log2; shift != 0; shift -= 8) {
    out.push_back(static_cast<std::uint8_t>(argument >> (shift - 8)));
  }
}

}  // namespace

class CborEncoder {
 public:
  Bytes out;

  Result<void> item(const Cbor& value, int depth) {
    return std::visit([&](const auto& held) { return write(held, depth); }, value.value_);
  }

 private:
  Result<void> write(std::monostate, int) { return head(7, 22); }
  Result<void> write(bool value, int) { return head(7, value ? 21 : 20); }
  Result<void> write(std::uint64_t value, int) { return head(0, value); }
  Result<void> write(std::int64_t value, int) {
    return head(1, static_cast<std::uint64_t>(-1 - value));
  }
  Result<void> write(const Bytes& value, int) {
    TRY_OK(head(2, value.size()));
    return body(value);
  }
  Result<void> write(const std::string& value, int) {
    if (!is_utf8(value)) return refuse("CBOR text is not UTF-8");
    TRY_OK(head(3, value.size()));
    return body(bytes_of(value));
  }

  Result<void> write(const Cbor::Array& elements, int depth) {
    TRY_OK(open(4, elements.size(), depth));
    for (const Cbor& element : elements) TRY_OK(item(element, depth + 1));
    return {};
  }

  Result<void> write(const Cbor::Map& pairs, int depth) {
    TRY_OK(open(5, pairs.size(), depth));
    std::vector<std::pair<Bytes, const Cbor*>> sorted;
    for (const auto& [key, value] : pairs) {
      CborEncoder encoder;
      TRY_OK(encoder.item(key, depth + 1));
      sorted.emplace_back(std::move(encoder.out), &value);
    }
    std::ranges::sort(sorted, {}, [](const auto& pair) -> const Bytes& { return pair.first; });
    const auto twice = std::ranges::adjacent_find(
        sorted, [](const auto& one, const auto& next) { return one.first == next.first; });
    if (twice != sorted.end()) return refuse("a CBOR map key comes twice");
    for (const auto& [key, value] : sorted) {
      TRY_OK(body(key));
      TRY_OK(item(*value, depth + 1));
    }
    return {};
  }

  Result<void> open(unsigned major, std::size_t count, int depth) {
    if (depth + 1 > cbor_depth_max) return refuse("CBOR is nested too deeply");
    if (count > cbor_items_max) return refuse("a CBOR array or map is too long");
    return head(major, count);
  }

  Result<void> head(unsigned major, std::uint64_t argument) {
    append_head(out, major, argument);
    return check_size();
  }

  Result<void> body(ByteView bytes) {
    if (bytes.size() > cbor_bytes_max) return refuse("CBOR is too large");
    append(out, bytes);
    return check_size();
  }

  Result<void> check_size() const {
    if (out.size() > cbor_bytes_max) return refuse("CBOR is too large");
    return {};
  }
};

Result<Bytes> encode_cbor(const Cbor& value) {
  CborEncoder encoder;
  TRY_OK(encoder.item(value, 0));
  return std::move(encoder.out);
}

}  // namespace waarmerk::encoding
