// A value held against the nodes of a Schema. Internal.
#pragma once

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/json/schema_node.hpp"

namespace waarmerk::json {

/// Fails with json.schema_broken and the JSON path.
Result<void> check_schema(const SchemaTable& table, Value value);

}  // namespace waarmerk::json
