// `node doctor`: what may be amiss, and what to do about it.
#include <algorithm>
#include <utility>

#include "cli/checkup.hpp"
#include "cli/commands.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::cli {
namespace {

std::string_view word_of(Health health) {
  switch (health) {
    case Health::good: return "good";
    case Health::note: return "note";
    case Health::bad: return "bad";
  }
  return "";
}

Colour colour_of(Health health) {
  switch (health) {
    case Health::good: return Colour::good;
    case Health::note: return Colour::careful;
    case Health::bad: return Colour::bad;
  }
  return Colour::none;
}

void show(const Observation& each, Output& output) {
  const std::string word(word_of(each.health));
  if (output.form() == Form::json) {
    json::Writer writer;
    writer.begin_object().member("what", each.what).member("health", word);
    writer.member("sentence", each.sentence);
    if (!each.advice.empty()) writer.member("advice", each.advice);
    output.line(writer.end_object().take());
  } else if (output.form() == Form::plain) {
    output.fields({std::string(each.what), word, each.sentence, each.advice});
  } else {
    const auto padding = std::string(5 - word.size(), ' ');
    output.line(output.paint(colour_of(each.health), word) + padding + one_line(each.sentence));
    if (!each.advice.empty()) output.line("     > " + one_line(each.advice));
  }
}

Result<Exit> run(const Args& args, Workspace& workspace, Output& output) {
  TRY(files, find_node_files(args, workspace));
  auto found = examine_machine(files, workspace);
  if (auto node = NodeClient::find(args, workspace)) {
    std::ranges::move(examine_node(*node, workspace), std::back_inserter(found));
  } else {
    found.push_back({"node", Health::bad, node.error().detail, "See node.public_url."});
  }
  for (const auto& each : found) show(each, output);
  const bool is_bad = std::ranges::any_of(
      found, [](const Observation& each) { return each.health == Health::bad; });
  return is_bad ? Exit::needs_care : Exit::done;
}

}  // namespace

Command node_doctor_command() {
  return {
      .name = "node doctor",
      .summary = "Look for what may be amiss with the node, and tell what to do.",
      .examples = {{"node doctor", ""}, {"node doctor --json", "for a monitor"}},
      .shape = {.options = with_node({})},
      .more =
          "It looks at the clock, the disk, the store, the keys, the certificate, the feed, the\n"
          "peers, the status lists and the DID document. The exit code is 9 where something is\n"
          "bad; notes alone leave it 0.\n",
      .run = run};
}

}  // namespace waarmerk::cli
