// Any text: it is refused, or its canonical form is equal to it and is its own canonical form.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "crypto/json/canonical.hpp"
#include "crypto/json/document.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"

namespace {

using waarmerk::json::Kind;
using waarmerk::json::Member;
using waarmerk::json::Value;

void require(bool holds) {
  if (!holds) std::abort();
}

bool equal(Value a, Value b);

bool equal_arrays(Value a, Value b) {
  auto other = b.elements().begin();
  for (const Value element : a.elements()) {
    if (!equal(element, *other)) return false;
    ++other;
  }
  return true;
}

bool equal_objects(Value a, Value b) {
  for (const Member member : a.members()) {
    const auto other = b.find(member.name);
    if (!other || !equal(member.value, *other)) return false;
  }
  return true;
}

// Numbers are equal as doubles, which is what the canonical form keeps of them.
bool equal(Value a, Value b) {
  if (a.kind() != b.kind() || a.size() != b.size()) return false;
  switch (a.kind()) {
    case Kind::null: return true;
    case Kind::boolean: return a.boolean() == b.boolean();
    case Kind::number: return a.number() == b.number();
    case Kind::string: return a.string() == b.string();
    case Kind::array: return equal_arrays(a, b);
    case Kind::object: return equal_objects(a, b);
  }
  return false;
}

void check_form(Value value, const std::string& form, const std::string& canonical) {
  const auto again = waarmerk::json::parse(form, {.bytes_max = 32 << 20});
  require(again.has_value());
  require(equal(value, again->root()));
  require(waarmerk::json::canonical(again->root()) == canonical);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto document = waarmerk::json::parse(text);
  if (!document) return 0;
  require(document->text() == text);
  const Value root = document->root();
  const std::string canonical = waarmerk::json::canonical(root);
  check_form(root, canonical, canonical);
  check_form(root, waarmerk::json::print(root), canonical);
  check_form(root, waarmerk::json::print_pretty(root), canonical);
  std::string without;
  waarmerk::json::canonical_without(root, "", without);
  require(without.size() <= canonical.size());
  return 0;
}
