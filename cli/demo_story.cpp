#include "cli/demo_story.hpp"

#include <fmt/format.h>

#include <array>

namespace waarmerk::cli {
namespace {

constexpr std::array<DemoStep, 14> steps{{
    {"Three organisations each start a node, with keys of their own.", demo_set_up},
    {"Werkgever follows Gemeente, and Gemeente follows Bibliotheek.", demo_get_acquainted},
    {"Bibliotheek says what its badge stands for.", demo_define},
    {"Bibliotheek gives the badge to two people.", demo_award},
    {"What Bibliotheek published travels on, from node to node.", demo_travel},
    {"Werkgever checks a badge. Bibliotheek is not told.", demo_check},
    {"Somebody changes one word of the badge. It is refused.", demo_forge},
    {"A laptop without a node checks the badge, offline.", demo_check_offline},
    {"Why believe Bibliotheek? Werkgever learns who could tell.", demo_ask_why},
    {"Gemeente recognises Bibliotheek, and Werkgever knows why.", demo_recognise},
    {"Bibliotheek withdraws the first badge, and Werkgever knows.", demo_revoke},
    {"Bibliotheek is gone: its node killed, its files deleted.", demo_lose_library},
    {"Werkgever still gets an honest answer about both badges.", demo_check_afterwards},
    {"Nobody's name, address or key lies with the other two.", demo_look_for_people},
}};

}  // namespace

std::span<const DemoStep> demo_steps() { return steps; }

std::vector<std::string> demo_personal_words(const DemoStory& story) {
  const auto name = story.email.substr(0, story.email.find('@'));
  const auto key = story.holder.substr(story.holder.rfind(':') + 1);
  return {key,
          name,
          story.second.email_hash,
          story.first.id,
          story.second.id,
          std::string(demo_reason)};
}

void demo_summary(const DemoStory& story) {
  auto& teller = story.stage.teller();
  teller.heading("In numbers");
  const auto row = [&](std::string_view what, const std::string& value) {
    teller.line(fmt::format("  {:<42} {}", what, value));
  };
  row("A badge, with its evidence and signature", demo_kilobytes(story.first.text.size()));
  row("The list of what was withdrawn", demo_kilobytes(story.list_bytes) + " for 131,072 badges");
  row("All that Bibliotheek published",
      fmt::format("{} entries, {}", story.entries, demo_kilobytes(story.feed_bytes)));
  row("Checking a badge, asked over HTTP",
      fmt::format("{:.1f} ms", static_cast<double>(story.check_micros) / 1000));
  row("From recognised to known by Werkgever", demo_seconds(story.recognition_ms));
  row("From withdrawn to known by Werkgever", demo_seconds(story.revocation_ms));
  row("The whole demo", demo_seconds(teller.elapsed_ms()));
  teller.line("");
  teller.heading("Where it was, at the end");
  row("With the two people", "their badges");
  row("With Gemeente and with Werkgever", "a copy of what Bibliotheek published");
  row("With Bibliotheek", "nothing: it is gone");
  row("Anywhere else", "nothing: there is no central server");
  teller.line("");
}

std::string demo_kilobytes(std::size_t bytes) {
  return fmt::format("{:.1f} kB", static_cast<double>(bytes) / 1000);
}

std::string demo_seconds(std::int64_t ms) {
  if (ms < 1000) return fmt::format("{} ms", ms);
  return fmt::format("{:.1f} s", static_cast<double>(ms) / 1000);
}

std::string demo_time_of_day(std::string_view time) {
  const auto start = time.find('T');
  return start == std::string_view::npos ? std::string(time)
                                         : std::string(time.substr(start + 1, 8)) + " UTC";
}

}  // namespace waarmerk::cli
