#include "cli/consent.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "cli/error_codes.hpp"

namespace waarmerk::cli {

Result<void> ask_consent(std::string_view question, const Args& args, Workspace& workspace) {
  if (args.has("--yes")) return {};
  if (args.has("--no-input")) {
    return fail(no_terminal, "Somebody must agree, and --no-input forbids asking. See: --yes.");
  }
  TRY(typed, workspace.console().ask(std::string(question) + " [y/N] "));
  constexpr std::array<std::string_view, 6> agreed{"y", "Y", "yes", "j", "J", "ja"};
  if (std::ranges::find(agreed, std::string_view(typed)) != agreed.end()) return {};
  return fail(not_agreed, "It was not done, since you did not agree.");
}

}  // namespace waarmerk::cli
