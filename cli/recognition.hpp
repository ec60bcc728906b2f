// Recognition: whether those whom this machine's node believes know who issued a badge.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "cli/args.hpp"
#include "cli/node_client.hpp"
#include "cli/workspace.hpp"
#include "crypto/base/result.hpp"
#include "node/credential/verdict.hpp"

namespace waarmerk::cli {

/// What the commands take that may ask the node: `--require-recognised`, and where it is.
std::vector<Option> recognition_options();

class Recognition {
 public:
  /// By the options of the command. With `--offline` the node is not asked either.
  Recognition(const Args& args, Workspace& workspace);

  /// Adds the check `trust` to a verdict that is accepted; `badge` is the file as it came. What
  /// keeps the node from telling stands in the check, and then it says that nobody was asked.
  void add_to(node::credential::Verdict& verdict, std::string_view badge);

 private:
  node::credential::Check look_up(const node::credential::Verdict& verdict, std::string_view badge);
  Result<node::credential::Check> ask(const node::credential::Verdict& verdict,
                                      std::string_view badge);

  Result<NodeClient> node_;
  std::optional<Error> silence_;  // of a node that did not answer: it is not asked for each badge
};

/// The check `trust`; nothing where it was not looked up.
const node::credential::Check* find_trust_check(const node::credential::Verdict& verdict);

}  // namespace waarmerk::cli
