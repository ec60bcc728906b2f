// `badge list`: what was awarded, and what can be.
#include "cli/commands.hpp"
#include "cli/listing.hpp"
#include "cli/node_client.hpp"

namespace waarmerk::cli {
namespace {

std::vector<std::string> badge_row(json::Value badge) {
  return {text_at(badge, "id"), text_at(badge, "status"), text_at(badge, "issued"),
          text_at(badge, "subject"), text_at(badge, "achievement")};
}

std::vector<std::string> achievement_row(json::Value achievement) {
  return {text_at(achievement, "id"), text_at(achievement, "name")};
}

const Listing badges{"/v1/badges",
                     "badges",
                     "before",
                     {"ID", "STATUS", "ISSUED", "GIVEN TO", "DEFINITION"},
                     badge_row};
const Listing definitions{
    "/v1/achievements", "achievements", "after", {"ID", "NAME"}, achievement_row};

Result<Exit> run(const Args& args, Workspace& workspace, Output& output) {
  return show_listing(args.has("--definitions") ? definitions : badges, args, workspace, output);
}

}  // namespace

Command badge_list_command() {
  return {.name = "badge list",
          .summary = "List the badges that were awarded, the newest first.",
          .examples = {{"badge list", ""},
                       {"badge list --definitions", "what can be awarded"},
                       {"badge list --limit 1000 --json", "one JSON object a line"}},
          .shape = {.options = with_node({{"--definitions", "", "list definitions instead"},
                                          {"--limit", "N", "how many at most; 100 by default"}})},
          .run = run};
}

}  // namespace waarmerk::cli
