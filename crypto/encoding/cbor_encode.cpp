// Writing one CBOR value in its deterministic form (RFC 8949, section 4.2.1).
#include <algorithm>
#include <type_traits>

#include "crypto/encoding/cbor.hpp"
#include "crypto/encoding/cbor_writer.hpp"
#include "crypto/encoding/utf8.hpp"

namespace waarmerk::encoding {
namespace {

std::unexpected<Error> refuse(std::string why) { return fail(cbor_malformed, std::move(why)); }

}  // namespace

class CborEncoder {
 public:
  CborWriter out;

  Result<void> item(const Cbor& value, int depth) {
    return std::visit([&](const auto& held) { return write(held, depth); }, value.value_);
  }

 private:
  Result<void> write(std::monostate, int) { return checked(out.null()); }
  Result<void> write(bool value, int) { return checked(out.boolean(value)); }
  Result<void> write(std::uint64_t value, int) { return checked(out.uint(value)); }
  Result<void> write(std::int64_t value, int) { return checked(out.integer(value)); }
  Result<void> write(const Bytes& value, int) {
    if (value.size() > cbor_bytes_max) return refuse("CBOR is too large");
    return checked(out.bytes(value));
  }
  Result<void> write(const std::string& value, int) {
    if (value.size() > cbor_bytes_max) return refuse("CBOR is too large");
    if (!is_utf8(value)) return refuse("CBOR text is not UTF-8");
    return checked(out.text(value));
  }

  Result<void> write(const Cbor::Array& elements, int depth) {
    TRY_OK(check_limits(elements.size(), depth));
    TRY_OK(checked(out.array(elements.size())));
    for (const Cbor& element : elements) TRY_OK(item(element, depth + 1));
    return {};
  }

  Result<void> write(const Cbor::Map& pairs, int depth) {
    TRY_OK(check_limits(pairs.size(), depth));
    TRY_OK(checked(out.map(pairs.size())));
    std::vector<std::pair<Bytes, const Cbor*>> sorted;
    for (const auto& [key, value] : pairs) {
      CborEncoder encoder;
      TRY_OK(encoder.item(key, depth + 1));
      sorted.emplace_back(std::move(encoder.out).take(), &value);
    }
    std::ranges::sort(sorted, {}, [](const auto& pair) -> const Bytes& { return pair.first; });
    const auto twice = std::ranges::adjacent_find(
        sorted, [](const auto& one, const auto& next) { return one.first == next.first; });
    if (twice != sorted.end()) return refuse("a CBOR map key comes twice");
    for (const auto& [key, value] : sorted) {
      TRY_OK(checked(out.encoded(key)));
      TRY_OK(item(*value, depth + 1));
    }
    return {};
  }

  static Result<void> check_limits(std::size_t count, int depth) {
    if (depth + 1 > cbor_depth_max) return refuse("CBOR is nested too deeply");
    if (count > cbor_items_max) return refuse("a CBOR array or map is too long");
    return {};
  }

  static Result<void> checked(const CborWriter& written) {
    if (written.view().size() > cbor_bytes_max) return refuse("CBOR is too large");
    return {};
  }
};

Result<Bytes> encode_cbor(const Cbor& value) {
  CborEncoder encoder;
  TRY_OK(encoder.item(value, 0));
  return std::move(encoder.out).take();
}

}  // namespace waarmerk::encoding
