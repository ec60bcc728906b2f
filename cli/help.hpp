// Help: the pages that `--help` and `waarmerk help` print, made of the table of commands.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"

namespace waarmerk::cli {

/// `waarmerk badge verify FILE... [options]`.
std::string usage_of(const Command& command);
/// Examples, usage, operands, options, and what more there is to say.
std::string page_of(const Command& command);
/// The verbs of a noun.
std::string noun_page(const std::vector<Command>& commands, std::string_view noun);
/// Every command and topic.
std::string overview(const std::vector<Command>& commands);

}  // namespace waarmerk::cli
