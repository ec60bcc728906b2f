// The program `waarmerk`: the system's console and environment, given to the table of commands.
#include <csignal>
#include <exception>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/program.hpp"
#include "node/ops/config.hpp"

int main(int count, char** words) {
  using namespace waarmerk::cli;
  // Who listens may leave: then writing fails, and nothing else happens.
  std::signal(SIGPIPE, SIG_IGN);
  const auto console = system_console();
  try {
    Workspace workspace(
        {.console = *console, .environment = waarmerk::node::ops::system_environment()});
    const std::vector<std::string> typed(words + 1, words + count);
    return number_of(run_program(all_commands(), typed, workspace));
  } catch (const std::exception& error) {
    console->err(std::string("waarmerk: ") + error.what() + "\n");
    return number_of(Exit::our_fault);
  }
}
