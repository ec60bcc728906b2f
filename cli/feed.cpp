// `feed show` and `feed erase`: our own feed as it stands, and a payload that somebody asked to
// drop.
#include <charconv>
#include <cstdint>
#include <utility>

#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/node_client.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::cli {
namespace {

Result<std::int64_t> read_number(const std::string& text) {
  std::int64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error == std::errc() && stop == end && number >= 0) return number;
  return fail(bad_usage, text + " is no number of an entry.");
}

Result<Exit> show(const Args& args, Workspace& workspace, Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  TRY(answer, node.get("/v1/feed"));
  const auto root = answer.root();
  if (output.form() == Form::json) {
    output.line(json::print(root));
    return Exit::done;
  }
  const auto closed = root.find("closed");
  const auto custodian = root.find("custodian");
  const auto is_forked = root.find("forked").and_then(&json::Value::boolean).value_or(false);
  output.facts({{"did", text_at(root, "did")},
                {"feed", text_at(root, "feed")},
                {"epoch", number_at(root, "epoch")},
                {"entries", number_at(root, "seq")},
                {"last entry", text_at(root, "at")},
                {"forked", is_forked ? "yes: waarmerk org heal-fork" : "no"},
                {"closed", closed ? text_at(*closed, "at") : ""},
                {"custodian", custodian ? text_at(*custodian, "feed") : ""}});
  return Exit::done;
}

Result<Exit> erase(const Args& args, Workspace& workspace, Output& output) {
  TRY(seq, read_number(args.get("SEQ")));
  TRY(epoch, read_number(args.find("--epoch").value_or("0")));
  TRY(node, NodeClient::find(args, workspace));
  json::Writer body;
  body.begin_object().member("feed", args.get("FEED"));
  body.name("epoch").integer(epoch).name("seq").integer(seq).end_object();
  TRY_OK(node.post("/v1/feed/erase", body.take()));
  output.say("It is gone here. Who has it already is not asked to drop it.");
  return Exit::done;
}

}  // namespace

Command feed_show_command() {
  return {.name = "feed show",
          .summary = "Show how far the organisation's feed goes, and whether it is whole.",
          .examples = {{"feed show", ""}, {"feed show --json", ""}},
          .shape = {.options = with_node({})},
          .run = show};
}

Command feed_erase_command() {
  return {.name = "feed erase",
          .summary = "Drop what an entry of a feed carried; the entry itself stays.",
          .examples = {{"feed erase u8dPqRlJtwt0drmYjoQx1rYGgcb6-3bdW9eiBuVl0Lw 41", ""}},
          .shape = {.operands = {{.name = "FEED", .meaning = "the id of the feed, ours or another"},
                                 {.name = "SEQ", .meaning = "the number of the entry"}},
                    .options = with_node({{"--epoch", "N", "of the feed; 0, if not given"}})},
          .more =
              "Only what its issuer marked as erasable can go. The chain stays whole, and this\n"
              "node serves and relays the entry without it.\n",
          .run = erase};
}

}  // namespace waarmerk::cli
