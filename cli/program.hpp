// The program: from the words that were typed to a command, and from its failure to an exit code.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"

namespace waarmerk::cli {

/// `words` are without the program's own name.
Exit run_program(const std::vector<Command>& commands, std::span<const std::string> words,
                 Workspace& workspace);

}  // namespace waarmerk::cli
