// JSON pointers, by which claims are chosen (RFC 6901).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "crypto/json/document.hpp"

namespace waarmerk::jose {

/// The pointer to the member or element `name` of what is at `pointer`.
std::string pointer_to(std::string_view pointer, std::string_view name);

/// What the pointer leads to, if it leads anywhere.
std::optional<json::Value> find_at(json::Value root, std::string_view pointer);

/// Whether `pointer` is `place`, or leads to something inside it.
bool is_at_or_in(std::string_view pointer, std::string_view place);

}  // namespace waarmerk::jose
