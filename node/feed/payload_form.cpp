#include "node/feed/payload_form.hpp"

#include <algorithm>

namespace waarmerk::node::feed {

std::unexpected<Error> bad(const Error& cause) {
  return fail(bad_payload, cause.detail, cause.path);
}

Result<Bytes> bounded(Result<Bytes> encoded, EntryType type) {
  if (!encoded) return bad(encoded.error());
  if (encoded->size() > payload_bytes_max_of(type))
    return fail(payload_too_large, "the payload is larger than its type may be");
  return encoded;
}

bool has_keys(const encoding::Cbor& map, std::initializer_list<std::string_view> names) {
  return map.as_map() != nullptr && map.as_map()->size() == names.size() &&
         std::ranges::all_of(names, [&](auto name) { return map.find(name) != nullptr; });
}

Result<encoding::Cbor> decode_map(ByteView payload, std::initializer_list<std::string_view> names) {
  auto map = encoding::decode_cbor(payload);
  if (!map) return bad(map.error());
  if (!has_keys(*map, names)) return fail(bad_payload, "it is no map of the members of its type");
  return map;
}

}  // namespace waarmerk::node::feed
