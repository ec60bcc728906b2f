// `node audit`: what the node decided about the badges that it was shown.
#include "cli/commands.hpp"
#include "cli/listing.hpp"
#include "cli/node_client.hpp"

namespace waarmerk::cli {
namespace {

std::vector<std::string> decision_row(json::Value decision) {
  return {text_at(decision, "at"), text_at(decision, "code"), text_at(decision, "assurance"),
          text_at(decision, "issuer")};
}

std::string_view why_empty(json::Value answer) {
  const auto enabled = answer.find("enabled");
  const bool is_off = enabled && enabled->boolean() == false;
  return is_off ? "The node keeps no decisions: audit.enabled is false in its configuration." : "";
}

const Listing decisions{"/v1/audit",  "decisions", "before", {"AT", "DECISION", "GRADE", "ISSUER"},
                        decision_row, why_empty};

Result<Exit> run(const Args& args, Workspace& workspace, Output& output) {
  return show_listing(decisions, args, workspace, output);
}

}  // namespace

Command node_audit_command() {
  return {.name = "node audit",
          .summary = "List what the node decided about badges, the newest first.",
          .examples = {{"node audit", ""},
                       {"node audit --limit 1000 --json", "one JSON object a line"}},
          .shape = {.options = with_node({{"--limit", "N", "how many at most; 100 by default"}})},
          .more =
              "Only where audit.enabled is true in the configuration. Decisions are kept for 90\n"
              "days, 100,000 at most, without the badge, whose it is or who asked.\n",
          .run = run};
}

}  // namespace waarmerk::cli
