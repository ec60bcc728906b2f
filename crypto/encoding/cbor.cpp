#include "crypto/encoding/cbor.hpp"

#include <limits>

namespace waarmerk::encoding {

Cbor Cbor::integer(std::int64_t value) {
  if (value < 0) return Cbor(value);
  return Cbor(static_cast<std::uint64_t>(value));
}

std::optional<bool> Cbor::as_boolean() const {
  const bool* value = std::get_if<bool>(&value_);
  return value != nullptr ? std::optional(*value) : std::nullopt;
}

std::optional<std::uint64_t> Cbor::as_uint() const {
  const std::uint64_t* value = std::get_if<std::uint64_t>(&value_);
  return value != nullptr ? std::optional(*value) : std::nullopt;
}

std::optional<std::int64_t> Cbor::as_integer() const {
  if (const std::int64_t* negative = std::get_if<std::int64_t>(&value_)) return *negative;
  const std::optional<std::uint64_t> value = as_uint();
  if (!value || *value > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
  return static_cast<std::int64_t>(*value);
}

const Cbor* Cbor::find(std::string_view key) const {
  const Map* map = as_map();
  if (map == nullptr) return nullptr;
  for (const auto& [name, value] : *map) {
    if (const std::string* text = name.as_text(); text != nullptr && *text == key) return &value;
  }
  return nullptr;
}

const Cbor* Cbor::find(std::uint64_t key) const {
  const Map* map = as_map();
  if (map == nullptr) return nullptr;
  for (const auto& [name, value] : *map) {
    if (name.as_uint() == key) return &value;
  }
  return nullptr;
}

}  // namespace waarmerk::encoding
