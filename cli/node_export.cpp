// `node export-mirror`: what the node answers its peers, as files for any web server.
#include <utility>

#include "cli/commands.hpp"
#include "cli/node_client.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/export_mirror.hpp"
#include "node/net/timer.hpp"

namespace waarmerk::cli {
namespace {

Result<Exit> run(const Args& args, Workspace& workspace, Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  TRY(network, workspace.network({Loopback::allowed, node.files().config.fetch.ca_file}));
  storage::FileTree folder(args.get("DIR"));
  TRY(report, workspace.run(node::actions::export_mirror(
                  *network, folder, {.source = node.url(), .wait = node::net::sleep_ms})));
  if (output.form() == Form::json) {
    json::Writer writer;
    writer.begin_object().name("feeds").integer(static_cast<std::int64_t>(report.feeds));
    writer.name("changed").integer(static_cast<std::int64_t>(report.feeds_changed));
    writer.name("files").integer(static_cast<std::int64_t>(report.files_written));
    writer.name("bytes").integer(static_cast<std::int64_t>(report.bytes_written));
    output.line(writer.end_object().take());
  } else {
    output.facts({{"feeds", std::to_string(report.feeds)},
                  {"changed", std::to_string(report.feeds_changed)},
                  {"files written", std::to_string(report.files_written)},
                  {"bytes written", std::to_string(report.bytes_written)}});
  }
  output.say("Any web server may hand the folder out; its address is a peer like any other.");
  output.suggest("waarmerk peer add https://mirror.example");
  return Exit::done;
}

}  // namespace

Command node_export_mirror_command() {
  return {.name = "node export-mirror",
          .summary = "Write all that the node tells its peers as files, for any web server.",
          .examples = {{"node export-mirror /srv/mirror", "again and again, such as every hour"}},
          .shape = {.operands = {{.name = "DIR", .meaning = "the root of what is handed out"}},
                    .options = with_node({})},
          .more =
              "The node must run. Only what changed since the last time is asked for and written,\n"
              "each file whole. A file that is not there must be answered with 404, and nothing\n"
              "may be kept for long of bot/1/heads and bot/1/h/.\n",
          .run = run};
}

}  // namespace waarmerk::cli
