// Any JSON as a schema, and any other held against it; the bytes 0x1e stand between the two. It is
// compiled or refused, and whatever is checked is checked alike twice. The first part is also held
// against the schema that we ship.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "crypto/json/parse.hpp"
#include "crypto/json/schema.hpp"
#include "node/credential/schema_text.hpp"

namespace waarmerk::json {
namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void try_shipped(Value value) {
  static const Schema shipped =
      Schema::compile(parse(node::credential::open_badges_schema_text).value(),
                      "AchievementCredential")
          .value();
  require(shipped.check(value).has_value() == shipped.check(value).has_value());
}

void try_schema(const Document& text, std::string_view instance) {
  const auto schema = Schema::compile(text);
  if (!schema) return;
  const auto value = parse(instance);
  const auto root = value ? value->root() : text.root();
  const auto first = schema->check(root);
  const auto again = Schema::compile(text).value().check(root);
  require(first.has_value() == again.has_value());
  require(first || first.error().path == again.error().path);
}

}  // namespace
}  // namespace waarmerk::json

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto middle = text.find('\x1e');
  const auto schema = waarmerk::json::parse(text.substr(0, middle));
  if (!schema) return 0;
  waarmerk::json::try_shipped(schema->root());
  waarmerk::json::try_schema(
      *schema, middle == std::string_view::npos ? std::string_view() : text.substr(middle + 1));
  return 0;
}
