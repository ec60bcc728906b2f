// The nearest known word to one that was mistyped.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace waarmerk::cli {

/// How many letters must be added, left out, changed, or swapped with a neighbour. Words over 64
/// letters count as unlike anything.
std::size_t distance(std::string_view one, std::string_view other);

/// The nearest of `known`, where it is near enough to be what was meant.
std::optional<std::string_view> suggest(std::string_view word,
                                        std::span<const std::string_view> known);

}  // namespace waarmerk::cli
