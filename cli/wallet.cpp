// `wallet list`, `wallet show` and `wallet remove`: the badges in somebody's own book.
#include <cstdint>
#include <string>
#include <utility>

#include "cli/badge_book.hpp"
#include "cli/commands.hpp"
#include "cli/consent.hpp"
#include "cli/kept_badges.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::cli {
namespace {

namespace wallet = node::wallet;

void show_json(std::size_t number, const wallet::KeptBadge& badge, Output& output) {
  json::Writer writer;
  writer.begin_object().name("number").integer(static_cast<std::int64_t>(number));
  writer.member("added", print_time(badge.added)).member("mediaType", badge.media_type);
  writer.name("badge");
  node::credential::write_view(writer, view_of(badge));
  output.line(writer.end_object().take());
}

Result<Exit> list(const Args& args, Workspace& workspace, Output& output) {
  TRY(opened, BadgeBook::open(args, workspace));
  std::vector<std::vector<std::string>> rows;
  std::size_t number = 0;
  for (const auto& badge : opened.book().badges) {
    ++number;
    if (output.form() == Form::json) {
      show_json(number, badge, output);
      continue;
    }
    const auto view = view_of(badge);
    rows.push_back({std::to_string(number), view.name, issuer_of(view), day_of(view.until),
                    day_of(badge.added)});
  }
  if (output.form() == Form::json) return Exit::done;
  output.table({"NR", "BADGE", "ISSUER", "UNTIL", "RECEIVED"}, rows);
  if (rows.empty()) output.suggest("waarmerk wallet receive --help");
  return Exit::done;
}

Result<Exit> show(const Args& args, Workspace& workspace, Output& output) {
  TRY(opened, BadgeBook::open(args, workspace));
  TRY(place, find_badge(opened.book(), args.get("BADGE")));
  const auto& badge = opened.book().badges[place];
  const auto file = args.find("-o");
  if (file) TRY_OK(workspace.write_file(*file, badge.text));
  if (output.form() == Form::json) {
    show_json(place + 1, badge, output);
    return Exit::done;
  }
  const auto view = view_of(badge);
  output.facts({{"badge", view.name},
                {"id", view.id},
                {"issuer", issuer_of(view)},
                {"given to", view.subject},
                {"what it is for", view.description},
                {"how it was earned", view.narrative},
                {"valid from", day_of(view.from)},
                {"valid until", day_of(view.until)},
                {"received", print_time(badge.added)},
                {"kind", badge.media_type},
                {"file", file.value_or("")}});
  if (file) output.suggest("waarmerk badge explain " + one_line(*file));
  return Exit::done;
}

Result<Exit> remove(const Args& args, Workspace& workspace, Output& output) {
  TRY(opened, BadgeBook::open_to_change(args, workspace));
  TRY(place, find_badge(opened.book(), args.get("BADGE")));
  auto& badges = opened.book().badges;
  const auto name = one_line(view_of(badges[place]).name);
  TRY_OK(ask_consent("Remove \"" + name + "\"? Only a backup brings it back.", args, workspace));
  badges.erase(badges.begin() + static_cast<std::ptrdiff_t>(place));
  TRY_OK(opened.save());
  output.say("It is no longer in the badge book; what others were shown stays with them.");
  return Exit::done;
}

Operand badge_operand() {
  return {.name = "BADGE", .meaning = "its number in wallet list, or its id"};
}

}  // namespace

Command wallet_list_command() {
  return {.name = "wallet list",
          .summary = "List the badges in your own badge book.",
          .examples = {{"wallet list", ""}, {"wallet list --json", "one JSON object a line"}},
          .shape = {.options = with_wallet({})},
          .more =
              "What they say is shown as it is. Whether it still holds: wallet show -o, and\n"
              "then badge verify.\n",
          .run = list};
}

Command wallet_show_command() {
  return {.name = "wallet show",
          .summary = "Show one badge of your badge book, or write it into a file.",
          .examples = {{"wallet show 1", ""},
                       {"wallet show 1 -o badge.json", "exactly as you received it"}},
          .shape = {.operands = {badge_operand()},
                    .options = with_wallet({{"-o", "FILE", "write the badge itself into a file"}})},
          .run = show};
}

Command wallet_remove_command() {
  return {.name = "wallet remove",
          .summary = "Take a badge out of your badge book.",
          .examples = {{"wallet remove 3", ""}},
          .shape = {.operands = {badge_operand()}, .options = with_wallet({yes_option})},
          .more = "Its issuer is not told, and whoever was shown it may have kept it.\n",
          .run = remove};
}

}  // namespace waarmerk::cli
