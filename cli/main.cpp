// The program `waarmerk`: the system's console and environment, given to the table of commands.
#include <csignal>
#include <cstdlib>
#include <exception>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/program.hpp"

namespace {

std::optional<std::string> variable(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  if (value == nullptr || *value == '\0') return std::nullopt;
  return value;
}

}  // namespace

int main(int count, char** words) {
  using namespace waarmerk::cli;
  // Who listens may leave: then writing fails, and nothing else happens.
  std::signal(SIGPIPE, SIG_IGN);
  const auto console = system_console();
  try {
    Workspace workspace({.console = *console, .environment = variable});
    const std::vector<std::string> typed(words + 1, words + count);
    return number_of(run_program(all_commands(), typed, workspace));
  } catch (const std::exception& error) {
    console->err(std::string("waarmerk: ") + error.what() + "\n");
    return number_of(Exit::our_fault);
  }
}
