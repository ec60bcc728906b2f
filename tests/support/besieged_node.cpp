#include "tests/support/besieged_node.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <utility>

#include "crypto/json/parse.hpp"

namespace waarmerk::tests {

std::string short_deadlines() {
  return "[limits]\nrequests_per_second = 100000\nrequests_burst = 100000\n"
         "header_timeout_ms = 500\nbody_timeout_ms = 500\n[log]\nlevel = \"debug\"\n";
}

BesiegedNode::BesiegedNode(const std::string& settings, std::vector<std::string> peers)
    : node({.peers = std::move(peers), .settings = settings}),
      definition(node.define()),
      badge(node.award(definition)) {}

BesiegedNode::~BesiegedNode() {
  const auto log = node.process.log();
  std::istringstream lines(log);
  for (std::string line; std::getline(lines, line);) CHECK_MESSAGE(json::parse(line), line);
  const std::string body_text = "Hielp op tien middagen";
  for (const std::string& secret :
       {Organisation::passphrase(), node.organisation.token(), node.organisation.reading_token(),
        std::string(canary), std::string(trial_subject), body_text}) {
    CHECK_FALSE(log.contains(secret));
  }
}

bool BesiegedNode::serves() { return node.verdict_code(badge.credential) == "badge.genuine"; }

}  // namespace waarmerk::tests
