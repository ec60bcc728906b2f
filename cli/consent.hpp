// Consent: a question that is answered with yes or no before something cannot be taken back.
#pragma once

#include <string_view>

#include "cli/args.hpp"
#include "cli/workspace.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::cli {

inline constexpr ErrorCode not_agreed{"cli.not_agreed", ErrorKind::denied};

/// By `--yes`, or typed at the terminal as `y`, `yes`, `j` or `ja`. Fails with cli.not_agreed for
/// any other answer, or with cli.no_terminal, also by `--no-input`.
Result<void> ask_consent(std::string_view question, const Args& args, Workspace& workspace);

inline constexpr Option yes_option{"--yes", "", "do not ask whether you are sure"};

}  // namespace waarmerk::cli
