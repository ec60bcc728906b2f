// `badge define`: what badges can be given for.
#include <utility>

#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/node_client.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::cli {
namespace {

constexpr std::size_t definition_bytes_max = 4 << 20;

/// An Open Badges 3.0 Achievement of the flags. Its id is given by the node.
Result<std::string> from_flags(const Args& args) {
  const auto name = args.find("--name");
  const auto description = args.find("--description");
  const auto criteria = args.find("--criteria");
  if (!name || !description || !criteria) {
    return fail(bad_usage, "It needs FILE, or --name, --description and --criteria.");
  }
  json::Writer writer;
  writer.begin_object();
  writer.name("type").begin_array().string("Achievement").end_array();
  writer.member("name", *name).member("description", *description);
  writer.name("criteria").begin_object();
  const bool is_url = criteria->starts_with("https://") || criteria->starts_with("http://");
  writer.member(is_url ? "id" : "narrative", *criteria).end_object();
  if (const auto type = args.find("--type")) writer.member("achievementType", *type);
  if (const auto image = args.find("--image")) {
    writer.name("image").begin_object().member("id", *image).member("type", "Image").end_object();
  }
  return writer.end_object().take();
}

Result<std::string> read_definition(const Args& args, const Workspace& workspace) {
  const auto file = args.find("FILE");
  if (!file) return from_flags(args);
  for (const auto* flag : {"--name", "--description", "--criteria", "--type", "--image"}) {
    if (args.has(flag)) return fail(bad_usage, std::string(flag) + " does not go with FILE.");
  }
  TRY(text, workspace.read_file(*file, definition_bytes_max));
  TRY(document, json::parse(text));
  return json::print(document.root());
}

Result<Exit> run(const Args& args, Workspace& workspace, Output& output) {
  TRY(definition, read_definition(args, workspace));
  TRY(node, NodeClient::find(args, workspace));
  TRY(kept, node.post("/v1/achievements", definition));
  const auto id = text_at(kept.root(), "id");
  if (output.form() == Form::json) {
    output.line(json::print(kept.root()));
  } else {
    output.fields({id, text_at(kept.root(), "name")});
  }
  output.suggest("waarmerk badge award " + one_line(id) + " --to DID");
  return Exit::done;
}

}  // namespace

Command badge_define_command() {
  return {
      .name = "badge define",
      .summary = "Define a badge that can be awarded.",
      .examples =
          {{"badge define host.json", "an Open Badges 3.0 Achievement"},
           {"badge define --name Host --description \"Hosts evenings\" --criteria \"Six of them\"",
            ""}},
      .shape = {.operands = {{.name = "FILE",
                              .meaning = "the Achievement as JSON; - is standard input",
                              .is_needed = false}},
                .options = with_node({{"--name", "TEXT", "what it is called"},
                                      {"--description", "TEXT", "what it stands for"},
                                      {"--criteria", "TEXT|URL", "what one must do for it"},
                                      {"--type", "TYPE", "such as Competency or Course"},
                                      {"--image", "URL", "its picture"}})},
      .more =
          "The id of the definition is printed first. It goes on the node's feed, so that what\n"
          "a badge was given for can be read after this node is gone. A word that no context\n"
          "defines could not be signed, so it is refused, with its place.\n",
      .run = run};
}

}  // namespace waarmerk::cli
