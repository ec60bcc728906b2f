// The commands, in the order in which `waarmerk help` lists them.
#pragma once

#include <vector>

#include "cli/command.hpp"

namespace waarmerk::cli {

std::vector<Command> all_commands();

// One of these in each file that is named for a noun or a verb.
Command badge_verify_command();
Command badge_explain_command();
Command did_resolve_command();
Command completion_command();
Command help_command();

}  // namespace waarmerk::cli
