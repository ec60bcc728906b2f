// JSON pointers, by which parts of a document are chosen (RFC 6901).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "crypto/json/document.hpp"

namespace waarmerk::json {

/// Makes of a pointer that to the member or element `name` of what it led to.
void append_token(std::string& pointer, std::string_view name);

/// The pointer to the member or element `name` of what is at `pointer`.
std::string pointer_to(std::string_view pointer, std::string_view name);

/// The member or element that one token of a pointer names, without its slash.
std::optional<Value> step_to(Value from, std::string_view token);

/// What the pointer leads to, if it leads anywhere.
std::optional<Value> find_at(Value root, std::string_view pointer);

/// Whether `pointer` is `place`, or leads to something inside it.
bool is_at_or_in(std::string_view pointer, std::string_view place);

}  // namespace waarmerk::json
