// JSON paths, as errors show them: `$.proof[0]['odd name']` (RFC 9535 1.4).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "crypto/json/tape.hpp"

namespace waarmerk::json {

/// The path of the member `name` of what is at `path`. A name over 64 bytes is cut.
std::string member_path(std::string_view path, std::string_view name);

std::string element_path(std::string_view path, std::size_t index);

/// The path from `root` to the value or member name at `target`, which lies inside it.
std::string path_between(Place root, Place target);

/// The path from `root` to `target`; empty if that is of another document.
std::string path_to(Value root, Value target);

}  // namespace waarmerk::json
