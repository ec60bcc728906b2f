#include "node/trust/terms.hpp"

#include <limits>
#include <optional>
#include <string_view>
#include <utility>

namespace waarmerk::node::trust {
namespace {

Result<Kind> read_kind(const json::Reader& object) {
  TRY(word, object.find_string("kind"));
  if (!word || *word == "issue") return Kind::issue;
  if (*word == "introduce") return Kind::introduce;
  return object.get("kind")->fail_here(bad_bit, "The kind is issue or introduce.");
}

Result<int> read_number(const json::Reader& object, std::string_view name, int otherwise) {
  TRY(found, object.find_integer(name));
  if (!found) return otherwise;
  if (*found < 0 || *found > std::numeric_limits<int>::max()) {
    return object.get(name)->fail_here(bad_bit, "A number is out of range.");
  }
  return static_cast<int>(*found);
}

Result<Scope> read_scope(const json::Reader& object) {
  Scope scope;
  TRY(any, object.find_boolean("any"));
  scope.any = any.value_or(false);
  for (const auto& [dimension, name] : dimension_names) {
    TRY(values, object.strings(name));
    if (!values.empty()) scope.values[dimension] = {values.begin(), values.end()};
  }
  return scope;
}

}  // namespace

Result<Terms> read_terms(const json::Reader& object) {
  TRY(kind, read_kind(object));
  TRY(amount, read_number(object, "amount", full_amount));
  TRY(depth, read_number(object, "depth", kind == Kind::introduce ? 1 : 0));
  TRY(quota, read_number(object, "quota", 0));
  TRY(scope, read_scope(object));
  TRY(basis, object.find_string("basis"));
  return Terms{.kind = kind,
               .amount = amount,
               .depth = depth,
               .quota = static_cast<std::uint32_t>(quota),
               .scope = std::move(scope),
               .basis = std::move(basis).value_or("")};
}

void write_terms(json::Writer& writer, const Terms& terms) {
  writer.member("kind", terms.kind == Kind::issue ? "issue" : "introduce");
  writer.name("amount").integer(terms.amount).name("depth").integer(terms.depth);
  if (terms.quota > 0) writer.name("quota").integer(terms.quota);
  write_scope(writer, terms.scope);
  if (!terms.basis.empty()) writer.member("basis", terms.basis);
}

void write_scope(json::Writer& writer, const Scope& scope) {
  if (scope.any) writer.name("any").boolean(true);
  for (const auto& [dimension, name] : dimension_names) {
    const auto found = scope.values.find(dimension);
    if (found == scope.values.end()) continue;
    writer.name(name).begin_array();
    for (const auto& value : found->second) writer.string(value);
    writer.end_array();
  }
}

}  // namespace waarmerk::node::trust
