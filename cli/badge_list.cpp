// `badge list`: what was awarded, and what can be.
#include <charconv>
#include <utility>

#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/node_client.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::cli {
namespace {

constexpr std::size_t page_size = 500;

Result<std::size_t> read_limit(const Args& args) {
  const auto text = args.find("--limit").value_or("100");
  std::size_t limit = 0;
  const auto end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, limit);
  if (error != std::errc() || stop != end || limit == 0) {
    return fail(bad_usage, "--limit is a number from 1.");
  }
  return limit;
}

/// What is listed, page by page, and how.
struct Listing {
  std::string path;
  std::string_view member;
  std::string_view cursor;  ///< the parameter that asks for the next page
  std::vector<std::string> headings;
  std::vector<std::string> (*row)(json::Value);
};

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

Result<void> show_page(const Listing& listing, json::Value page, std::size_t& left,
                       std::vector<std::vector<std::string>>& rows, Output& output) {
  const auto items = page.find(listing.member);
  if (!items) return fail(strange_answer, "The node answered without a list.");
  for (const auto item : items->elements()) {
    if (left == 0) return {};
    --left;
    if (output.form() == Form::json) {
      output.line(json::print(item));
    } else {
      rows.push_back(listing.row(item));
    }
  }
  return {};
}

Result<Exit> run(const Args& args, Workspace& workspace, Output& output) {
  const Listing& listing = args.has("--definitions") ? definitions : badges;
  TRY(left, read_limit(args));
  TRY(node, NodeClient::find(args, workspace));
  std::vector<std::vector<std::string>> rows;
  std::string next;
  do {
    auto path = listing.path + "?limit=" + std::to_string(std::min(left, page_size));
    if (!next.empty()) path += "&" + std::string(listing.cursor) + "=" + encode_segment(next);
    TRY(page, node.get(path));
    TRY_OK(show_page(listing, page.root(), left, rows, output));
    next = text_at(page.root(), "next");
  } while (left > 0 && !next.empty());
  if (output.form() != Form::json) output.table(listing.headings, rows);
  if (!next.empty()) output.say("There are more; ask with a larger --limit.");
  return Exit::done;
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
