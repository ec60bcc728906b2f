// What may be done to the status of a badge, ours or a ward's: the commands differ in the word
// alone.
#pragma once

#include <string_view>

#include "cli/command.hpp"

namespace waarmerk::cli {

enum class StatusDeed { revoke, suspend, reinstate };

/// As the node's API calls it.
constexpr std::string_view word_of(StatusDeed deed) {
  switch (deed) {
    case StatusDeed::revoke: return "revoke";
    case StatusDeed::suspend: return "suspend";
    case StatusDeed::reinstate: return "reinstate";
  }
  return "";
}

inline constexpr std::string_view status_is_out = "It is on disk, and goes to the peers now.";

/// `change(deed, args, workspace, output)` as the run of a command.
template <StatusDeed deed, auto change>
Result<Exit> with_deed(const Args& args, Workspace& workspace, Output& output) {
  return change(deed, args, workspace, output);
}

}  // namespace waarmerk::cli
