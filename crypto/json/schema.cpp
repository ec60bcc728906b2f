#include "crypto/json/schema.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "crypto/json/reader.hpp"
#include "crypto/json/schema_check.hpp"
#include "crypto/json/schema_node.hpp"

namespace waarmerk::json {
namespace {

constexpr std::string_view definitions_name = "$defs";
constexpr std::string_view definitions_start = "#/$defs/";

/// Reads a schema document into a table of nodes.
class Compiler {
 public:
  Result<SchemaTable> compile(const Reader& root, std::string_view definition) {
    nodes_.resize(schema_document + 1);
    nodes_[nothing].refuses_all = true;
    if (const auto definitions = root.find(definitions_name)) {
      for (const Member member : definitions->value().members()) {
        definitions_.emplace(member.name, nodes_.size());
        nodes_.emplace_back();
      }
      for (const auto& [name, index] : definitions_) {
        TRY(written, definitions->get(name));
        TRY_OK(fill(index, written));
      }
    }
    TRY_OK(fill(schema_document, root));
    const auto named = definitions_.find(definition);
    if (!definition.empty() && named == definitions_.end()) {
      return root.fail_here(bad_schema, "There is no definition " + std::string(definition));
    }
    const auto start = definition.empty() ? schema_document : named->second;
    return SchemaTable{std::move(nodes_), start};
  }

 private:
  using Word = Result<void> (Compiler::*)(SchemaNode& node, const Reader& value);

  /// A keyword and what reads it; one without is an annotation.
  static const std::map<std::string_view, Word>& words();

  Result<void> fill(SchemaIndex index, const Reader& schema) {
    TRY_OK(schema.expect(Kind::object));
    SchemaNode node;
    for (const Member member : schema.value().members()) {
      const auto word = words().find(member.name);
      if (word == words().end()) {
        return schema.fail_here(bad_schema, "Not known here: " + std::string(member.name));
      }
      TRY(value, schema.get(member.name));
      if (word->second != nullptr) TRY_OK((this->*word->second)(node, value));
    }
    nodes_[index] = std::move(node);
    return {};
  }

  Result<SchemaIndex> add(const Reader& schema) {
    if (const auto allows = schema.value().boolean()) return *allows ? anything : nothing;
    if (nodes_.size() >= schema_nodes_max) return schema.fail_here(bad_schema, "It is too large.");
    const auto index = nodes_.size();
    nodes_.emplace_back();
    TRY_OK(fill(index, schema));
    return index;
  }

  Result<void> add_to(SchemaIndex& into, const Reader& schema) {
    TRY(index, add(schema));
    into = index;
    return {};
  }

  Result<void> add_each(std::vector<SchemaIndex>& into, const Reader& schemas) {
    TRY(all, schemas.elements());
    for (const auto& schema : all) {
      TRY(index, add(schema));
      into.push_back(index);
    }
    return {};
  }

  static Result<void> read_texts(std::vector<std::string>& into, const Reader& texts) {
    TRY(all, texts.elements());
    for (const auto& one : all) {
      TRY(text, one.string());
      into.push_back(text);
    }
    return {};
  }

  Result<void> read_type(SchemaNode& node, const Reader& value) {
    static const std::map<std::string_view, Kind> kinds{
        {"object", Kind::object}, {"array", Kind::array},     {"string", Kind::string},
        {"number", Kind::number}, {"boolean", Kind::boolean}, {"null", Kind::null}};
    TRY(name, value.string());
    const auto kind = kinds.find(name);
    if (kind == kinds.end()) return value.fail_here(bad_schema, "This type is not known here.");
    node.type = kind->second;
    return {};
  }

  Result<void> read_reference(SchemaNode& node, const Reader& value) {
    TRY(target, value.string());
    if (target == "#") {
      node.reference = schema_document;
      return {};
    }
    const auto is_definition = target.starts_with(definitions_start);
    const auto found =
        definitions_.find(is_definition ? target.substr(definitions_start.size()) : std::string());
    if (found == definitions_.end()) {
      return value.fail_here(bad_schema, "What it refers to is not there.");
    }
    node.reference = found->second;
    return {};
  }

  Result<void> read_properties(SchemaNode& node, const Reader& value) {
    TRY_OK(value.expect(Kind::object));
    for (const Member member : value.value().members()) {
      TRY(schema, value.get(member.name));
      TRY(index, add(schema));
      node.properties.emplace_back(member.name, index);
    }
    std::ranges::sort(node.properties);
    return {};
  }

  Result<void> read_required(SchemaNode& node, const Reader& value) {
    return read_texts(node.required, value);
  }
  Result<void> read_enum(SchemaNode& node, const Reader& value) {
    TRY_OK(read_texts(node.words, value));
    if (node.words.empty()) return value.fail_here(bad_schema, "An enum has a word.");
    return {};
  }
  Result<void> read_additional(SchemaNode& node, const Reader& value) {
    return add_to(node.additional, value);
  }
  Result<void> read_names(SchemaNode& node, const Reader& value) {
    TRY_OK(add_to(node.names, value));
    const auto& names = nodes_[node.names];
    if (names.pattern || !names.words.empty()) return {};
    return value.fail_here(bad_schema, "Of names it may say a pattern or an enum.");
  }
  Result<void> read_items(SchemaNode& node, const Reader& value) {
    if (value.value().is(Kind::array)) return add_each(node.first_items, value);
    return add_to(node.items, value);
  }
  /// Beside a single `items` it says nothing (2019-09 9.3.1.2), and would be taken for it here.
  Result<void> read_additional_items(SchemaNode& node, const Reader& value) {
    if (node.first_items.empty()) {
      return value.fail_here(bad_schema, "It must follow items that are an array.");
    }
    return add_to(node.items, value);
  }
  Result<void> read_contains(SchemaNode& node, const Reader& value) {
    TRY(index, add(value));
    node.contains = index;
    return {};
  }
  Result<void> read_items_min(SchemaNode& node, const Reader& value) {
    const auto count = value.value().integer();
    if (!count || *count < 0) return value.fail_here(bad_schema, "This must be a count.");
    node.items_min = static_cast<std::size_t>(*count);
    return {};
  }
  Result<void> read_pattern(SchemaNode& node, const Reader& value) {
    TRY(text, value.string());
    node.pattern = find_pattern(text);
    if (!node.pattern) return value.fail_here(bad_schema, "This pattern is not known here.");
    return {};
  }
  Result<void> read_format(SchemaNode& node, const Reader& value) {
    TRY(text, value.string());
    node.format = find_format(text);
    if (!node.format) return value.fail_here(bad_schema, "This format is not known here.");
    return {};
  }
  Result<void> read_one_of(SchemaNode& node, const Reader& value) {
    return add_each(node.one_of, value);
  }
  Result<void> read_any_of(SchemaNode& node, const Reader& value) {
    return add_each(node.any_of, value);
  }
  Result<void> read_all_of(SchemaNode& node, const Reader& value) {
    return add_each(node.all_of, value);
  }

  std::vector<SchemaNode> nodes_;
  std::map<std::string, SchemaIndex, std::less<>> definitions_;
};

const std::map<std::string_view, Compiler::Word>& Compiler::words() {
  static const std::map<std::string_view, Word> all{
      {"$schema", nullptr},
      {"$id", nullptr},
      {"$comment", nullptr},
      {definitions_name, nullptr},
      {"title", nullptr},
      {"description", nullptr},
      {"type", &Compiler::read_type},
      {"$ref", &Compiler::read_reference},
      {"properties", &Compiler::read_properties},
      {"required", &Compiler::read_required},
      {"additionalProperties", &Compiler::read_additional},
      {"propertyNames", &Compiler::read_names},
      {"items", &Compiler::read_items},
      {"additionalItems", &Compiler::read_additional_items},
      {"contains", &Compiler::read_contains},
      {"minItems", &Compiler::read_items_min},
      {"enum", &Compiler::read_enum},
      {"pattern", &Compiler::read_pattern},
      {"format", &Compiler::read_format},
      {"oneOf", &Compiler::read_one_of},
      {"anyOf", &Compiler::read_any_of},
      {"allOf", &Compiler::read_all_of},
  };
  return all;
}

}  // namespace

struct Schema::Compiled {
  SchemaTable table;
};

Result<Schema> Schema::compile(const Document& schema, std::string_view definition) {
  auto table = Compiler().compile(Reader(schema), definition);
  if (!table) return fail(bad_schema, table.error().detail, table.error().path);
  return Schema(std::make_shared<const Compiled>(Compiled{std::move(*table)}));
}

Result<void> Schema::check(Value value) const { return check_schema(compiled_->table, value); }

}  // namespace waarmerk::json
