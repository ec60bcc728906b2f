// `badge ask`, `badge asked` and `badge unask`: badges that wallets are asked to show.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/node_client.hpp"
#include "cli/qr.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/ask_badges.hpp"
#include "node/net/timer.hpp"
#include "node/task/task.hpp"

namespace waarmerk::cli {
namespace {

constexpr std::int64_t look_every_ms = 2'000;

Result<void> write_what(json::Writer& body, const Args& args, const Workspace& workspace) {
  const auto achievement = args.find("--achievement");
  const auto skill = args.find("--skill");
  const auto type = args.find("--type");
  const auto issuer = args.find("--issuer");
  const bool is_plain = achievement || skill || type;
  if (const auto file = args.find("--query")) {
    if (is_plain || issuer) {
      return fail(bad_usage, "--query says all that is asked for, and goes with none of the rest.");
    }
    TRY(text, workspace.read_file(*file, node::actions::query_bytes_max));
    TRY(query, json::parse(text));
    body.name("query").value(query.root());
    return {};
  }
  if (!is_plain) return fail(bad_usage, "Say what to ask for: --achievement, --skill or --type.");
  body.name("badge").begin_object();
  if (achievement) body.member("achievement", *achievement);
  if (skill) body.member("skill", *skill);
  if (type) body.member("type", *type);
  if (issuer) body.member("issuer", *issuer);
  body.end_object();
  return {};
}

Result<void> write_moment(json::Writer& body, std::string_view name,
                          const std::optional<std::string>& text) {
  if (!text) return {};
  TRY(moment, read_last_moment(*text));
  body.member(name, print_time(moment));
  return {};
}

Result<std::string> write_order(const Args& args, const Workspace& workspace) {
  json::Writer body;
  body.begin_object();
  TRY_OK(write_what(body, args, workspace));
  body.member("purpose", args.get("--purpose"));
  TRY_OK(write_moment(body, "until", args.find("--open-until")));
  TRY_OK(write_moment(body, "keepUntil", args.find("--keep-until")));
  return body.end_object().take();
}

Result<Exit> ask(const Args& args, Workspace& workspace, Output& output) {
  TRY(order, write_order(args, workspace));
  TRY(node, NodeClient::find(args, workspace));
  TRY(made, node.post("/v1/requests", order));
  const auto link =
      one_line(text_at(made.root(), args.has("--wallet-link") ? "link" : "interaction"));
  output.line(output.form() == Form::json ? json::print(made.root()) : link);
  if (args.has("--qr")) {
    TRY(picture, draw_qr(link));
    output.raw(picture);
  }
  output.say("Open until " + one_line(text_at(made.root(), "until")) +
             "; what is shown is kept until " + one_line(text_at(made.root(), "keepUntil")) + ".");
  output.say("To see it: waarmerk badge asked " + one_line(text_at(made.root(), "id")) + " --wait");
  return Exit::done;
}

Result<Exit> list(NodeClient& node, Output& output) {
  TRY(answer, node.get("/v1/requests"));
  const auto requests = answer.root().find("requests");
  if (!requests) return fail(strange_answer, "The node answered without its requests.");
  std::vector<std::vector<std::string>> rows;
  for (const json::Value one : requests->elements()) {
    if (output.form() == Form::json) output.line(json::print(one));
    rows.push_back({text_at(one, "id"), text_at(one, "state"), text_at(one, "until"),
                    text_at(one, "keepUntil"), text_at(one, "purpose")});
  }
  if (output.form() != Form::json) {
    output.table({"ID", "STATE", "OPEN UNTIL", "KEPT UNTIL", "PURPOSE"}, rows);
  }
  return Exit::done;
}

node::Task<bool> pause() {
  co_await node::net::sleep_ms(look_every_ms);
  co_return true;
}

/// The request, once it is not open any more where that is waited for.
Result<json::Document> look(const Args& args, Workspace& workspace, NodeClient& node) {
  const auto path = "/v1/requests/" + encode_segment(args.get("ID"));
  for (;;) {
    TRY(found, node.get(path));
    if (!args.has("--wait") || text_at(found.root(), "state") != "open") return found;
    workspace.run(pause());
  }
}

void show_badge(json::Value badge, Output& output) {
  const auto verdict = badge.find("verdict");
  if (!verdict) return;
  output.facts({{"Badge", one_line(text_at(*verdict, "name"))},
                {"Verdict", one_line(text_at(*verdict, "summary"))},
                {"Shown by", one_line(text_at(badge, "holder"))}});
  const auto shown = badge.find("shown");
  if (!shown) return;
  for (const json::Value claim : shown->elements()) {
    const auto path = claim.find("path");
    const auto values = claim.find("values");
    if (path && values) {
      output.line("  " + one_line(json::print(*path)) + ": " + one_line(json::print(*values)));
    }
  }
}

Result<Exit> show(json::Value request, Output& output) {
  const auto result = request.find("result");
  if (output.form() == Form::json) {
    output.line(json::print(request));
  } else {
    output.facts({{"State", one_line(text_at(request, "state"))},
                  {"Because", one_line(text_at(request, "error"))},
                  {"Purpose", one_line(text_at(request, "purpose"))},
                  {"Kept until", one_line(text_at(request, "keepUntil"))}});
    const auto badges = result ? result->find("badges") : std::nullopt;
    if (badges) {
      for (const json::Value badge : badges->elements()) show_badge(badge, output);
    }
  }
  const auto accepted = result ? result->find("accepted") : std::nullopt;
  if (accepted && accepted->boolean() != true) return Exit::bad_presentation;
  return Exit::done;
}

Result<Exit> see(const Args& args, Workspace& workspace, Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  if (args.find("ID")) {
    TRY(found, look(args, workspace, node));
    return show(found.root(), output);
  }
  if (args.has("--wait")) return fail(bad_usage, "Name the request that is to be waited for.");
  return list(node, output);
}

Result<Exit> withdraw(const Args& args, Workspace& workspace, Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  TRY_OK(node.erase("/v1/requests/" + encode_segment(args.get("ID"))));
  output.say("Nobody can answer it any more, and what was shown is erased.");
  return Exit::done;
}

}  // namespace

Command badge_ask_command() {
  return {
      .name = "badge ask",
      .summary = "Ask somebody to show a badge: a link for a wallet or a browser.",
      .examples = {{"badge ask --achievement ID --purpose \"Work at our desk\" --qr", ""},
                   {"badge ask --skill URL --issuer DID --purpose \"An internship\"", ""}},
      .shape = {.options = with_node(
                    {{"--purpose", "TEXT", "what it is for; who is asked reads it", true},
                     {"--achievement", "ID", "the id of a definition"},
                     {"--skill", "URL", "what the badge is aligned with"},
                     {"--type", "NAME", "the kind of achievement, such as Competency"},
                     {"--issuer", "DID", "who gave it"},
                     {"--query", "FILE", "in the place of these four: a query in DCQL"},
                     {"--open-until", "T", "until when it can be answered: a day at the most"},
                     {"--keep-until", "T", "until when the answer is kept: 30 days at the most"},
                     {"--wallet-link", "", "the link for wallets that speak OpenID4VP alone"},
                     {"--qr", "", "draw the link as a QR code"}})},
      .more =
          "Any wallet that speaks OpenID4VP 1.0 answers. Whoever has the link can show a\n"
          "badge of their own: see who stands there.\n",
      .run = ask};
}

Command badge_asked_command() {
  return {
      .name = "badge asked",
      .summary = "List what was asked for, or see what was shown for one of them.",
      .examples = {{"badge asked", ""}, {"badge asked 0123456789abcdef --wait", ""}},
      .shape =
          {.operands = {{.name = "ID", .meaning = "the id of the request", .is_needed = false}},
           .options = with_node({{"--wait", "", "until it is answered or over"}})},
      .more = "The badge itself is not kept: the verdict is, and the claims that were asked for.\n",
      .run = see};
}

Command badge_unask_command() {
  return {.name = "badge unask",
          .summary = "Withdraw a request, and erase what was shown.",
          .examples = {{"badge unask 0123456789abcdef", ""}},
          .shape = {.operands = {{.name = "ID", .meaning = "the id of the request"}},
                    .options = with_node({})},
          .run = withdraw};
}

}  // namespace waarmerk::cli
