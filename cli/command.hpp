// Command: one thing that can be typed, with its words, its help and its deed.
#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include "cli/args.hpp"
#include "cli/exits.hpp"
#include "cli/output.hpp"
#include "cli/workspace.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::cli {

struct Example {
  std::string_view line;     ///< without the program's name
  std::string_view meaning;  ///< may be empty
};

struct Command {
  std::string_view name;     ///< `badge verify`: the noun first; one word where there is no noun
  std::string_view summary;  ///< one line, with a full stop
  std::vector<Example> examples;
  Shape shape;
  /// What the options do not tell, in lines of at most 80 columns; may be empty.
  std::string_view more = {};
  Result<Exit> (*run)(const Args& args, Workspace& workspace, Output& output) = nullptr;

  std::string_view noun() const { return name.substr(0, name.find(' ')); }
  /// Empty where the name is one word.
  std::string_view verb() const;
};

/// What every command takes, after its own options.
std::vector<Option> with_shared(std::initializer_list<Option> own);
/// The same for a command that talks to a node.
std::vector<Option> with_node(std::initializer_list<Option> own);

}  // namespace waarmerk::cli
