// `wallet list`, `wallet show` and `wallet remove`: the badges in somebody's own book.
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/badge_book.hpp"
#include "cli/badge_check.hpp"
#include "cli/commands.hpp"
#include "cli/consent.hpp"
#include "cli/kept_badges.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::cli {
namespace {

namespace wallet = node::wallet;

using Verdict = node::credential::Verdict;

void show_json(std::size_t number, const wallet::KeptBadge& badge, Output& output,
               const std::optional<Verdict>& verdict = {}) {
  json::Writer writer;
  writer.begin_object().name("number").integer(static_cast<std::int64_t>(number));
  writer.member("added", print_time(badge.added)).member("mediaType", badge.media_type);
  writer.name("badge");
  node::credential::write_view(writer, view_of(badge));
  if (verdict) {
    node::credential::write_verdict(writer.name("verdict").begin_object(), *verdict);
    writer.end_object();
  }
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

/// What is known of it now, where that is asked for.
Result<std::optional<Verdict>> check_now(const wallet::KeptBadge& badge, const Args& args,
                                         Workspace& workspace) {
  if (!args.has("--check")) return std::optional<Verdict>();
  TRY(check, BadgeCheck::make(args, workspace));
  return std::optional(check.check_text(badge.text));
}

Result<Exit> show(const Args& args, Workspace& workspace, Output& output) {
  TRY(opened, BadgeBook::open(args, workspace));
  TRY(place, find_badge(opened.book(), args.get("BADGE")));
  const auto& badge = opened.book().badges[place];
  const auto file = args.find("-o");
  if (file) TRY_OK(workspace.write_file(*file, badge.text));
  TRY(verdict, check_now(badge, args, workspace));
  const auto exit = verdict ? exit_of(*verdict) : Exit::done;
  if (output.form() == Form::json) {
    show_json(place + 1, badge, output, verdict);
    return exit;
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
                {"checked", verdict ? node::credential::summarize(*verdict) : ""},
                {"file", file.value_or("")}});
  if (file) output.suggest("waarmerk badge explain " + one_line(*file));
  return exit;
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

std::vector<Option> show_options() {
  auto all = with_wallet({{"-o", "FILE", "write the badge itself into a file"},
                          {"--check", "", "also check it now, as badge verify does"}});
  const auto evidence = evidence_options();
  all.insert(all.begin() + 2, evidence.begin(), evidence.end());
  return all;
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
          .more = "What they say is shown as it is. Whether it still holds: wallet show --check.\n",
          .run = list};
}

Command wallet_show_command() {
  return {
      .name = "wallet show",
      .summary = "Show one badge of your badge book, or write it into a file.",
      .examples = {{"wallet show 1", ""},
                   {"wallet show 1 --check", "whether it still holds"},
                   {"wallet show 1 -o badge.json", "exactly as you received it"}},
      .shape = {.operands = {badge_operand()}, .options = show_options()},
      .more =
          "With --check its issuer and its status list are looked up, and the exit code is that\n"
          "of badge verify. Nobody is asked anything without it.\n",
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
