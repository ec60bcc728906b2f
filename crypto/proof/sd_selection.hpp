// Selection: the part of a document that JSON pointers choose (vc-di-ecdsa 3.4.10 to 3.4.13).
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"

namespace waarmerk::proof {

/// A pointer that leads nowhere in the document, or to what cannot be chosen.
inline constexpr ErrorCode bad_pointer{"proof.bad_pointer", ErrorKind::invalid};

inline constexpr std::size_t pointer_bytes_max = 1024;

struct Selection {
  json::Document document;
  /// What each object of the document was, as a reader meets them from its beginning to its end.
  std::vector<json::Value> sources;
};

/// What the pointers (RFC 6901) lead to, whole; each object on the way with its `id` and `type`;
/// and the `@context` of the document. Members and elements keep their order. A `proof` of the
/// document is left out. Fails with proof.bad_pointer.
Result<Selection> select(json::Value document, std::span<const std::string> pointers);

/// The objects in a value, itself included, in the order of `Selection::sources`.
void collect_objects(json::Value value, std::vector<json::Value>& objects);

}  // namespace waarmerk::proof
