// Schema: a JSON Schema (draft 2019-09), as far as the schemas of badges use it.
//
// Compiled once, then any value is checked in bounded work. A keyword that is not known is refused
// when a schema is compiled, so nothing that a schema forbids is let through in silence.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <utility>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"

namespace waarmerk::json {

/// The schema uses what is not known here, or contradicts itself.
inline constexpr ErrorCode bad_schema{"json.bad_schema", ErrorKind::invalid};
/// The value is not what the schema asks for.
inline constexpr ErrorCode schema_broken{"json.schema_broken", ErrorKind::invalid};

inline constexpr std::size_t schema_nodes_max = 20'000;
/// How many schemas one check may look at, and how deep they may stand in each other.
inline constexpr std::size_t schema_steps_max = 1'000'000;
inline constexpr std::size_t schema_depth_max = 512;

/// Known are type, properties, required, additionalProperties, propertyNames, items,
/// additionalItems, contains, minItems, enum (of strings), pattern and format (schema_words),
/// oneOf, anyOf, allOf, and $ref to `#` or to what stands in `$defs`.
class Schema {
 public:
  /// `definition` names what in `$defs` a value is checked by; empty: the document itself. Fails
  /// with json.bad_schema and the JSON path.
  static Result<Schema> compile(const Document& schema, std::string_view definition = {});

  /// Fails with json.schema_broken and the JSON path of the fault that lies deepest.
  Result<void> check(Value value) const;

 private:
  struct Compiled;
  explicit Schema(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}

  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace waarmerk::json
