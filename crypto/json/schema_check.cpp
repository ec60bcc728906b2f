#include "crypto/json/schema_check.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "crypto/json/path.hpp"
#include "crypto/json/schema.hpp"

namespace waarmerk::json {
namespace {

using Nodes = std::span<const SchemaNode>;

SchemaIndex index_of(const SchemaNode& node, std::string_view name) {
  const auto found = std::ranges::lower_bound(
      node.properties, name, {}, [](const auto& row) { return std::string_view(row.first); });
  if (found == node.properties.end() || found->first != name) return node.additional;
  return found->second;
}

bool is_word(const SchemaNode& node, std::string_view text) {
  return node.words.empty() || std::ranges::find(node.words, text) != node.words.end();
}

bool fits_text(const SchemaNode& node, std::string_view text) {
  return is_word(node, text) && (!node.pattern || (*node.pattern)(text)) &&
         (!node.format || (*node.format)(text));
}

/// Whether a value is what a node asks for; no more than schema_steps_max of such questions are
/// answered, and what comes after is a no.
class Judge {
 public:
  explicit Judge(Nodes nodes) : nodes_(nodes) {}

  bool holds(SchemaIndex index, Value value) {
    if (index == anything) return true;
    if (is_spent() || depth_ == schema_depth_max) return false;
    ++steps_;
    ++depth_;
    const auto& node = nodes_[index];
    const bool good = !node.refuses_all && (!node.type || value.is(*node.type)) &&
                      (!node.reference || holds(*node.reference, value)) &&
                      fits_kind(node, value) && fits_choices(node, value);
    --depth_;
    return good;
  }

  /// Whether it says no because it was asked too much.
  bool is_spent() const { return steps_ == schema_steps_max; }

  std::ptrdiff_t count_of(const std::vector<SchemaIndex>& choices, Value value) {
    return std::ranges::count_if(choices, [&](SchemaIndex choice) { return holds(choice, value); });
  }
  bool has_contained(const SchemaNode& node, Value value) {
    if (!node.contains) return true;
    for (const Value one : value.elements()) {
      if (holds(*node.contains, one)) return true;
    }
    return false;
  }
  /// The name of a member as a schema of names sees it: only `pattern` and `enum` speak of it.
  bool has_good_name(const SchemaNode& node, std::string_view name) const {
    return node.names == anything || fits_text(nodes_[node.names], name);
  }

 private:
  bool fits_kind(const SchemaNode& node, Value value) {
    switch (value.kind()) {
      case Kind::object: return fits_object(node, value);
      case Kind::array: return fits_array(node, value);
      case Kind::string: return fits_text(node, *value.string());
      case Kind::null:
      case Kind::boolean:
      case Kind::number: return node.words.empty();
    }
    return false;
  }

  bool fits_object(const SchemaNode& node, Value value) {
    if (!node.words.empty()) return false;
    for (const auto& name : node.required) {
      if (!value.find(name)) return false;
    }
    for (const Member member : value.members()) {
      if (!has_good_name(node, member.name)) return false;
      if (!holds(index_of(node, member.name), member.value)) return false;
    }
    return true;
  }

  bool fits_array(const SchemaNode& node, Value value) {
    if (!node.words.empty() || value.size() < node.items_min) return false;
    std::size_t index = 0;
    for (const Value one : value.elements()) {
      const auto schema = index < node.first_items.size() ? node.first_items[index] : node.items;
      if (!holds(schema, one)) return false;
      ++index;
    }
    return has_contained(node, value);
  }

  bool fits_choices(const SchemaNode& node, Value value) {
    for (const auto choice : node.all_of) {
      if (!holds(choice, value)) return false;
    }
    if (!node.any_of.empty() && count_of(node.any_of, value) == 0) return false;
    return node.one_of.empty() || count_of(node.one_of, value) == 1;
  }

  Nodes nodes_;
  std::size_t steps_ = 0;
  std::size_t depth_ = 0;
};

struct Fault {
  std::string path;
  std::string detail;
};

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::null: return "null";
    case Kind::boolean: return "true or false";
    case Kind::number: return "a number";
    case Kind::string: return "a text";
    case Kind::array: return "an array";
    case Kind::object: return "an object";
  }
  return {};
}

/// Looks for the reason, once it is known that there is one. Walks down a single path.
class Explanation {
 public:
  explicit Explanation(Nodes nodes) : nodes_(nodes), judge_(nodes) {}

  bool is_spent() const { return judge_.is_spent(); }

  Fault find(SchemaIndex index, Value value, std::string path, std::size_t depth = 0) {
    const auto& node = nodes_[index];
    if (depth == schema_depth_max) return {std::move(path), "It is too deep or too large."};
    if (node.refuses_all) return {std::move(path), "This may not be there."};
    if (node.type && !value.is(*node.type)) {
      return {std::move(path), "This must be " + std::string(name_of(*node.type)) + "."};
    }
    if (node.reference && !is_good(*node.reference, value)) {
      return find(*node.reference, value, std::move(path), depth + 1);
    }
    if (value.is(Kind::object)) {
      if (auto fault = in_object(node, value, path, depth)) return std::move(*fault);
    }
    if (value.is(Kind::array)) {
      if (auto fault = in_array(node, value, path, depth)) return std::move(*fault);
    }
    if (auto fault = in_choices(node, value, path, depth)) return std::move(*fault);
    return {std::move(path), "This is not one of the values that may stand here."};
  }

 private:
  bool is_good(SchemaIndex index, Value value) { return judge_.holds(index, value); }

  std::optional<Fault> in_object(const SchemaNode& node, Value value, const std::string& path,
                                 std::size_t depth) {
    for (const auto& name : node.required) {
      if (!value.find(name)) return Fault{member_path(path, name), "This must be there."};
    }
    for (const Member member : value.members()) {
      const auto here = [&] { return member_path(path, member.name); };
      if (!judge_.has_good_name(node, member.name)) {
        return Fault{here(), "A member may not be called so."};
      }
      const auto schema = index_of(node, member.name);
      if (!is_good(schema, member.value)) return find(schema, member.value, here(), depth + 1);
    }
    return std::nullopt;
  }

  std::optional<Fault> in_array(const SchemaNode& node, Value value, const std::string& path,
                                std::size_t depth) {
    if (value.size() < node.items_min) return Fault{path, "There are too few."};
    std::size_t index = 0;
    for (const Value one : value.elements()) {
      const auto schema = index < node.first_items.size() ? node.first_items[index] : node.items;
      if (!is_good(schema, one)) return find(schema, one, element_path(path, index), depth + 1);
      ++index;
    }
    if (judge_.has_contained(node, value)) return std::nullopt;
    return Fault{path, "One that must be among these is not."};
  }

  std::optional<Fault> in_choices(const SchemaNode& node, Value value, const std::string& path,
                                  std::size_t depth) {
    for (const auto choice : node.all_of) {
      if (!is_good(choice, value)) return find(choice, value, path, depth + 1);
    }
    if (!node.any_of.empty() && judge_.count_of(node.any_of, value) == 0) {
      return deepest(node.any_of, value, path, depth);
    }
    if (node.one_of.empty()) return std::nullopt;
    const auto count = judge_.count_of(node.one_of, value);
    if (count == 0) return deepest(node.one_of, value, path, depth);
    if (count > 1) return Fault{path, "This is several things of which it may be one."};
    return std::nullopt;
  }

  /// Of several ways to be right, the one that fails furthest inside was most likely meant.
  Fault deepest(const std::vector<SchemaIndex>& choices, Value value, const std::string& path,
                std::size_t depth) {
    Fault chosen;
    for (const auto choice : choices) {
      auto fault = find(choice, value, path, depth + 1);
      if (fault.path.size() > chosen.path.size()) chosen = std::move(fault);
    }
    return chosen;
  }

  Nodes nodes_;
  Judge judge_;
};

}  // namespace

Result<void> check_schema(const SchemaTable& table, Value value) {
  Judge judge(table.nodes);
  if (judge.holds(table.start, value)) return {};
  Explanation explanation(table.nodes);
  auto fault = explanation.find(table.start, value, "$");
  if (judge.is_spent() || explanation.is_spent()) {
    return fail(schema_broken, "It is too large to be held against a schema.", "$");
  }
  return fail(schema_broken, std::move(fault.detail), std::move(fault.path));
}

}  // namespace waarmerk::json
