#include "cli/commands.hpp"

namespace waarmerk::cli {

std::vector<Command> all_commands() {
  return {
      badge_verify_command(), badge_explain_command(), did_resolve_command(),
      completion_command(),   help_command(),
  };
}

}  // namespace waarmerk::cli
