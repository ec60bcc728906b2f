// Completion: what a shell offers when the tab key is pressed, made of the table of commands.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"

namespace waarmerk::cli {

/// A script for `bash`, `zsh` or `fish`; nothing for another shell.
std::optional<std::string> completion_script(const std::vector<Command>& commands,
                                             std::string_view shell);

}  // namespace waarmerk::cli
