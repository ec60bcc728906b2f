// `token create`, `token list` and `token withdraw`: who may write to this node.
#include <utility>

#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/node_client.hpp"
#include "crypto/json/writer.hpp"
#include "storage/durable_file.hpp"

namespace waarmerk::cli {
namespace {

std::string scopes_of(json::Value token) {
  std::string text;
  const auto scopes = token.find("scopes");
  if (!scopes) return text;
  for (const auto scope : scopes->elements()) {
    text += (text.empty() ? "" : " ") + std::string(scope.string().value_or(""));
  }
  return text;
}

Result<std::string> write_wish(const Args& args) {
  json::Writer writer;
  writer.begin_object().name("scopes").begin_array();
  for (const auto& scope : args.all("--scope")) writer.string(scope);
  writer.end_array().member("label", args.find("--label").value_or(""));
  if (const auto text = args.find("--expires")) {
    TRY(time, parse_time(*text));
    writer.member("expires", print_time(time));
  }
  return writer.end_object().take();
}

/// The token itself is shown once, here, or goes into a file that only its owner can read.
Result<Exit> create(const Args& args, Workspace& workspace, Output& output) {
  TRY(wish, write_wish(args));
  TRY(node, NodeClient::find(args, workspace));
  TRY(made, node.post("/v1/tokens", wish));
  const auto token = text_at(made.root(), "token");
  if (token.empty()) return fail(strange_answer, "The node answered without a token.");
  const auto id = text_at(made.root(), "id");
  if (const auto file = args.find("-o")) {
    TRY_OK(storage::save_private_file(*file, bytes_of(token + "\n")));
    output.fields({id, scopes_of(made.root()), *file});
    return Exit::done;
  }
  output.line(output.form() == Form::json ? json::print(made.root()) : token);
  output.say("Token " + one_line(id) + " is shown this once, and can be withdrawn by that name.");
  return Exit::done;
}

Result<Exit> list(const Args& args, Workspace& workspace, Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  TRY(answer, node.get("/v1/tokens"));
  const auto tokens = answer.root().find("tokens");
  if (!tokens) return fail(strange_answer, "The node answered without its tokens.");
  std::vector<std::vector<std::string>> rows;
  for (const auto token : tokens->elements()) {
    if (output.form() == Form::json) output.line(json::print(token));
    rows.push_back({text_at(token, "id"), text_at(token, "label"), scopes_of(token),
                    text_at(token, "created"), text_at(token, "expires")});
  }
  if (output.form() != Form::json) {
    output.table({"ID", "LABEL", "MAY", "CREATED", "EXPIRES"}, rows);
  }
  return Exit::done;
}

Result<Exit> withdraw(const Args& args, Workspace& workspace, Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  TRY_OK(node.erase("/v1/tokens/" + encode_segment(args.get("ID"))));
  output.say("The token is good for nothing any more.");
  return Exit::done;
}

}  // namespace

Command token_create_command() {
  return {
      .name = "token create",
      .summary = "Make a token for a program or a colleague, with as little power as it needs.",
      .examples = {{"token create --scope issue --label desk -o desk.token", ""},
                   {"token create --scope issue --scope status --expires 2027-01-01T00:00:00Z",
                    ""}},
      .shape = {.options = with_node(
                    {{"--scope", "SCOPE",
                      "issue, status, read, ask, trust or admin; may be given again", true, true},
                     {"--label", "TEXT", "what it is for"},
                     {"--expires", "T", "when it ends"},
                     {"-o", "FILE", "write it into a file that only you can read"}})},
      .run = create};
}

Command token_list_command() {
  return {.name = "token list",
          .summary = "List the tokens, without what is secret in them.",
          .examples = {{"token list", ""}},
          .shape = {.options = with_node({})},
          .run = list};
}

Command token_withdraw_command() {
  return {.name = "token withdraw",
          .summary = "Make a token good for nothing.",
          .examples = {{"token withdraw 0123456789abcdef", ""}},
          .shape = {.operands = {{.name = "ID", .meaning = "as token list shows it"}},
                    .options = with_node({})},
          .run = withdraw};
}

}  // namespace waarmerk::cli
