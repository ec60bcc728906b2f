// `wallet share`: badges for one reader, signed by their holder, until a day that they choose.
#include <string>
#include <utility>

#include "cli/badge_book.hpp"
#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/kept_badges.hpp"
#include "cli/qr.hpp"
#include "crypto/json/writer.hpp"
#include "node/wallet/presenting.hpp"

namespace waarmerk::cli {
namespace {

namespace wallet = node::wallet;

constexpr std::int64_t shared_ms_default = 7 * day_ms;

Result<UnixTime> read_end(const Args& args, UnixTime now) {
  const auto text = args.find("--until");
  if (!text) return now + shared_ms_default;
  TRY(until, read_last_moment(*text));
  if (until > now) return until;
  return fail(bad_usage, "--until must be later than now.");
}

Result<std::string> presentation_of(const Args& args, Workspace& workspace, Output& output,
                                    UnixTime until) {
  TRY(opened, BadgeBook::open(args, workspace));
  TRY(badges, find_badges(opened.book(), args.all("BADGE")));
  TRY(holder, wallet::presenter_of(opened.book(), badges));
  TRY(shown, wallet::present(holder, badges,
                             {.now = workspace.now(),
                              .until = until,
                              .challenge = args.find("--challenge"),
                              .domain = args.find("--domain")}));
  say_what_is_seen(badges, output);
  return std::string(shown.text());
}

void show(const std::string& text, const std::string& link, UnixTime until, Output& output) {
  if (output.form() != Form::json) return output.line(link.empty() ? text : link);
  json::Writer writer;
  writer.begin_object().member("until", print_time(until));
  if (!link.empty()) writer.member("link", link);
  writer.name("presentation").raw(text);
  output.line(writer.end_object().take());
}

Result<Exit> run(const Args& args, Workspace& workspace, Output& output) {
  if (args.has("--qr") && !args.has("--link")) {
    return fail(bad_usage, "A QR code holds a link: give --link too.");
  }
  TRY(until, read_end(args, workspace.now()));
  TRY(text, presentation_of(args, workspace, output, until));
  std::string link;
  if (const auto node = args.find("--link")) {
    TRY(made, wallet::show_link(*node, text));
    link = made;
  }
  const auto file = args.find("-o");
  if (file) TRY_OK(workspace.write_file(*file, text + "\n"));
  if (!file || !link.empty()) show(text, link, until, output);
  if (args.has("--qr")) {
    TRY(picture, draw_qr(link));
    output.raw(picture);
  }
  output.say("Good until " + print_time(until) + ". After that a check says that it is over.");
  return Exit::done;
}

}  // namespace

Command wallet_share_command() {
  return {
      .name = "wallet share",
      .summary = "Share badges of your book, signed by you, until a day that you choose.",
      .examples = {{"wallet share 1 -o for-acme.json", "a file that badge checkers read"},
                   {"wallet share 1 3 --until 2026-12-31 --link https://node.example",
                    "a link that shows them on that node's page"}},
      .shape = {.operands = {{.name = "BADGE",
                              .meaning = "their numbers in wallet list, or their ids",
                              .is_many = true}},
                .options = with_wallet(
                    {{"--until", "T", "a day or a moment; a week from now where it is not given"},
                     {"-o", "FILE", "write it into a file"},
                     {"--link", "URL", "make a link to the check page of the node at URL"},
                     {"--qr", "", "also draw the link as a QR code"},
                     {"--challenge", "TEXT", "what the reader asked you to sign along"},
                     {"--domain", "TEXT", "for whom alone it is meant, such as acme.example"}})},
      .more =
          "It is a Verifiable Presentation. The badges are in the link itself, behind the #, and\n"
          "go to no server until somebody opens it; nobody can call it back before its end.\n",
      .run = run};
}

}  // namespace waarmerk::cli
