// The badge of the demo: what a library gives to people who dare to speak a new language.
#pragma once

#include <string>
#include <string_view>

namespace waarmerk::cli {

/// A definition as a person would write it, for `badge define`, under an id of its own.
std::string demo_achievement(std::string_view id);
/// What a jury of the library wrote down, for `badge award`.
std::string_view demo_evidence();

/// A word of the badge's name, and the one that a forger would like better.
inline constexpr std::string_view demo_level = "A2";
inline constexpr std::string_view demo_forged_level = "C1";

}  // namespace waarmerk::cli
