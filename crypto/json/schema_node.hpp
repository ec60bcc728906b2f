// What a Schema is compiled to: a table of nodes that name each other by their index. Internal.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "crypto/json/document.hpp"
#include "crypto/json/schema_words.hpp"

namespace waarmerk::json {

using SchemaIndex = std::size_t;

/// The first nodes of each table.
inline constexpr SchemaIndex anything = 0;
inline constexpr SchemaIndex nothing = 1;
inline constexpr SchemaIndex schema_document = 2;

struct SchemaNode {
  bool refuses_all = false;
  std::optional<Kind> type = {};
  std::optional<SchemaIndex> reference = {};
  // of objects
  std::vector<std::pair<std::string, SchemaIndex>> properties = {};  // sorted by name
  std::vector<std::string> required = {};
  SchemaIndex additional = anything;
  SchemaIndex names = anything;
  // of arrays
  std::vector<SchemaIndex> first_items = {};
  SchemaIndex items = anything;  // what follows first_items
  std::optional<SchemaIndex> contains = {};
  std::size_t items_min = 0;
  // of strings
  std::vector<std::string> words = {};  // empty: any
  std::optional<TextTest> pattern = {};
  std::optional<TextTest> format = {};
  // of all
  std::vector<SchemaIndex> one_of = {};
  std::vector<SchemaIndex> any_of = {};
  std::vector<SchemaIndex> all_of = {};
};

struct SchemaTable {
  std::vector<SchemaNode> nodes;
  SchemaIndex start = schema_document;  ///< what a value is checked by
};

}  // namespace waarmerk::json
