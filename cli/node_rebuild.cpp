// `node rebuild-trust`: the tables of trust, made anew from the feeds while the node does not run.
#include <string>

#include "cli/commands.hpp"
#include "cli/node_files.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/rebuild_trust.hpp"
#include "storage/journal.hpp"

namespace waarmerk::cli {
namespace {

Result<Exit> run(const Args& args, Workspace& workspace, Output& output) {
  TRY(files, find_node_files(args, workspace));
  TRY(store, open_store(files));
  storage::Journal journal(*store);
  TRY(records, node::records::Records::load(*store, journal));
  TRY(done, node::actions::rebuild_trust(records));
  if (output.form() == Form::json) {
    json::Writer writer;
    writer.begin_object().name("feeds").integer(static_cast<std::int64_t>(done.feeds));
    writer.name("bits").integer(static_cast<std::int64_t>(done.bits));
    writer.name("mended").integer(static_cast<std::int64_t>(done.mended));
    output.line(writer.end_object().take());
    return Exit::done;
  }
  output.facts({{"feeds", std::to_string(done.feeds)},
                {"bits of trust", std::to_string(done.bits)},
                {"rows mended", std::to_string(done.mended)}});
  output.say(done.mended == 0 ? "All of it was as the feeds have it."
                              : "What was not as the feeds have it was mended.");
  return Exit::done;
}

}  // namespace

Command node_rebuild_trust_command() {
  return {.name = "node rebuild-trust",
          .summary = "Make what is known of who trusts whom anew, from the feeds that are held.",
          .examples = {{"node rebuild-trust", "while the node is stopped"}},
          .shape = {.options = with_node({})},
          .more = "It follows from the feeds alone, so that nothing should have to be mended.\n",
          .run = run};
}

}  // namespace waarmerk::cli
