// BesiegedNode: a node that a test is hostile to, and that must go on serving and stay silent.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/support/trial_node.hpp"

namespace waarmerk::tests {

/// Deadlines of half a second, and every line logged.
std::string short_deadlines();

class BesiegedNode {
 public:
  explicit BesiegedNode(const std::string& settings = short_deadlines(),
                        std::vector<std::string> peers = {});
  /// Checks that nothing secret was written to the log.
  ~BesiegedNode();
  BesiegedNode(const BesiegedNode&) = delete;
  BesiegedNode& operator=(const BesiegedNode&) = delete;

  /// A good badge is still found genuine.
  bool serves();

  TrialNode node;
  std::string definition;
  Awarded badge;
};

/// A word that tests put into bodies, queries and wrong tokens. It must never be logged.
inline constexpr std::string_view canary = "canary5f3a91";

}  // namespace waarmerk::tests
