// Topics: the pages of `waarmerk help` that belong to no one command.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waarmerk::cli {

/// `exit-codes`, `environment`, `formatting`.
std::vector<std::string_view> topic_names();

/// Nothing for what is no topic.
std::optional<std::string> topic_page(std::string_view name);

}  // namespace waarmerk::cli
