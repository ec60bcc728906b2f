#include "cli/listing.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

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

Result<void> show_page(const Listing& listing, json::Value page, std::size_t& left,
                       std::vector<std::vector<std::string>>& rows, Output& output) {
  const auto items = page.find(listing.member);
  if (!items) return fail(strange_answer, "The node answered without a list.");
  const bool is_empty = items->size() == 0 && rows.empty();
  if (is_empty && listing.why_empty) {
    const auto why = listing.why_empty(page);
    if (!why.empty()) output.say(std::string(why));
  }
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

}  // namespace

Result<Exit> show_listing(const Listing& listing, const Args& args, Workspace& workspace,
                          Output& output) {
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

}  // namespace waarmerk::cli
