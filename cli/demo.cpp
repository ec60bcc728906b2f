// `demo`: three organisations on this machine do the whole job, each step checked.
#include <fmt/format.h>

#include <utility>

#include "cli/commands.hpp"
#include "cli/demo_stage.hpp"
#include "cli/demo_story.hpp"
#include "cli/demo_teller.hpp"
#include "cli/error_codes.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::cli {
namespace {

void introduce(DemoTeller& teller) {
  teller.title("Three organisations, one badge, no central server",
               {"Everything below happens now, on this machine: real nodes, real keys, real HTTP.",
                "Each step is checked as it goes. What is typed for it stands below it."});
}

void show_kept(DemoStage& stage, DemoTeller& teller, const DemoStory& story) {
  teller.heading("Still running");
  std::string pids;
  for (const auto* node : stage.running()) {
    const auto pid = std::to_string(node->process->pid());
    teller.line(fmt::format("  {:<10} {}, process {}", node->name, node->url, pid));
    teller.line(fmt::format("  {:<10} token in {}", "", node->token.string()));
    pids += " " + pid;
  }
  const auto folder = stage.folder().string();
  teller.line("");
  teller.line("  Try       export PATH=" + Workspace::neighbour("").parent_path().string() +
              ":$PATH");
  teller.line("            cd " + (stage.folder() / stage.employer.folder).string());
  teller.line("            waarmerk peer list");
  teller.line("            waarmerk badge explain ../" + story.second.file +
              " --offline --documents ../laptop/saved");
  teller.line("  Stop      kill" + pids + " && rm -r " + folder);
  teller.line("");
}

/// The same for programs.
void print_end(DemoStage& stage, const DemoTeller& teller, const DemoStory& story, Output& output) {
  json::Writer writer;
  const auto number = [&](std::string_view name, std::size_t value) {
    writer.name(name).integer(static_cast<std::int64_t>(value));
  };
  writer.begin_object().name("passed").boolean(true);
  number("steps", teller.steps());
  writer.name("ms").integer(teller.elapsed_ms());
  number("badgeBytes", story.first.text.size());
  number("listBytes", story.list_bytes);
  number("feedEntries", story.entries);
  number("feedBytes", story.feed_bytes);
  writer.name("checkMicros").integer(story.check_micros);
  writer.name("recognitionMs").integer(story.recognition_ms);
  writer.name("revocationMs").integer(story.revocation_ms);
  if (stage.is_kept()) {
    writer.member("folder", stage.folder().string()).name("nodes").begin_array();
    for (const auto* node : stage.running()) {
      writer.begin_object().member("name", node->name).member("url", node->url);
      writer.name("pid").integer(node->process->pid());
      writer.member("adminToken", node->token.string()).end_object();
    }
    writer.end_array();
  }
  output.line(writer.end_object().take());
}

Result<void> play(DemoStage& stage, DemoTeller& teller, DemoStory& story) {
  for (const auto& step : demo_steps()) {
    TRY_OK(stage.go_on());
    teller.begin(step.sentence);
    if (const auto played = step.play(story); !played) {
      teller.fail(played.error());
      return played;
    }
    teller.pass();
  }
  return {};
}

Result<Exit> run(const Args& args, Workspace& workspace, Output& output) {
  DemoTeller teller(output);
  const auto ending = args.has("--keep") ? DemoStage::Ending::keep : DemoStage::Ending::clean;
  TRY(stage, DemoStage::open(workspace, teller, ending));
  introduce(teller);
  DemoStory story(*stage);
  if (const auto played = play(*stage, teller, story); !played) {
    // The step has told it already; the exit code tells scripts.
    const bool is_break = played.error().code == interrupted;
    if (!is_break) stage->show_logs();
    return exit_of(played.error());
  }
  if (output.form() == Form::json) {
    print_end(*stage, teller, story, output);
  } else {
    demo_summary(story);
    if (stage->is_kept()) show_kept(*stage, teller, story);
  }
  if (stage->is_kept()) stage->let_go();
  return Exit::done;
}

}  // namespace

Command demo_command() {
  return {
      .name = "demo",
      .summary = "Watch three organisations give, check, withdraw and outlive a badge.",
      .examples = {{"demo", ""},
                   {"demo --keep", "two nodes stay, to play with"},
                   {"demo --json", "one JSON object a step"}},
      .shape = {.options = with_shared(
                    {{"--keep", "", "let the two nodes that remain run on, with their files"}})},
      .more =
          "It needs waarmerkd beside this program, and three free ports of this machine; it\n"
          "asks nobody outside. What a step shows as typed is really run, as a process of its\n"
          "own, with --json added; where it shows curl, the same request is made without it.\n"
          "Its files lie in a temporary folder that goes with it, also after Ctrl-C.\n",
      .run = run};
}

}  // namespace waarmerk::cli
