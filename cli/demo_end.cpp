// The demo, steps 11 to 14: a badge is withdrawn, the library goes, and what remains.
#include <fmt/format.h>

#include <chrono>
#include <filesystem>

#include "cli/demo_feed.hpp"
#include "cli/demo_scan.hpp"
#include "cli/demo_story.hpp"

namespace waarmerk::cli {
namespace {

std::int64_t ms_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                               start)
      .count();
}

std::size_t last_list_bytes(const DemoFeed& feed) {
  std::size_t bytes = 0;
  for (const auto& entry : feed.entries) {
    if (entry.header.type == node::feed::EntryType::status) bytes = entry.payload.size();
  }
  return bytes;
}

}  // namespace

Result<void> demo_revoke(DemoStory& story) {
  auto& stage = story.stage;
  const auto start = std::chrono::steady_clock::now();
  TRY(changed, stage.run({.folder = stage.library.folder,
                          .words = {"badge", "revoke", story.first.id, "--reason",
                                    std::string(demo_reason)}}));
  TRY_OK(DemoStage::expect(string_at(changed.root(), {"status"}) == "revoked",
                           "Bibliotheek did not revoke the badge."));
  TRY_OK(stage.until("Werkgever knows of the revocation", [&]() -> Result<bool> {
    TRY(judged, stage.judge(stage.employer.url, story.first.text));
    return judged.text({"code"}) == "badge.revoked";
  }));
  story.revocation_ms = ms_since(start);
  TRY(first, stage.judge(stage.employer.url, story.first.text));
  TRY(second, stage.judge(stage.employer.url, story.second.text));
  TRY_OK(first.expect("not_genuine", "badge.revoked"));
  TRY_OK(second.expect("genuine", "badge.genuine"));
  stage.teller().fact(fmt::format("After {}, by way of Gemeente. The second badge stays genuine.",
                                  demo_seconds(story.revocation_ms)));
  return {};
}

Result<void> demo_lose_library(DemoStory& story) {
  auto& stage = story.stage;
  auto& library = stage.library;
  // What is looked for in the last step is found where it must be; so the looking works.
  TRY(own, scan_folder(stage.folder_of(library), story.holder));
  TRY_OK(DemoStage::expect(own.hits > 0, "Bibliotheek's own files do not hold the badge."));
  const auto pid = library.process->pid();
  library.process->kill_now();
  std::error_code error;
  std::filesystem::remove_all(stage.folder_of(library), error);
  const bool is_gone = !error && !std::filesystem::exists(stage.folder_of(library), error);
  TRY_OK(DemoStage::expect(is_gone, "The files of Bibliotheek could not be deleted."));
  TRY_OK(DemoStage::expect(!stage.get(library.url + "/healthz"),
                           "Something still answers at Bibliotheek's address."));
  stage.teller().command(fmt::format("$ kill -9 {}", pid));
  stage.teller().command("$ rm -r " + library.folder);
  return {};
}

Result<void> demo_check_afterwards(DemoStory& story) {
  auto& stage = story.stage;
  TRY(first, stage.judge(stage.employer.url, story.first.text));
  TRY(second, stage.judge(stage.employer.url, story.second.text));
  TRY_OK(first.expect("not_genuine", "badge.revoked"));
  TRY_OK(second.expect("genuine", "badge.genuine"));
  const auto as_of = second.text({"status", "asOf"});
  const auto heard = second.text({"status", "issuer", "lastHeard"});
  TRY_OK(DemoStage::expect(!as_of.empty() && !heard.empty(),
                           "The answer does not say how old it is."));
  stage.teller().fact("The first: withdrawn for good, known as of " +
                      demo_time_of_day(first.text({"status", "asOf"})) + ".");
  stage.teller().fact("The second: genuine, not withdrawn as of " + demo_time_of_day(as_of) +
                      "; Bibliotheek was last heard at " + demo_time_of_day(heard) + ".");
  for (const auto* file : {"check-1.json", "check-2.json"}) {
    stage.teller().command(
        fmt::format("laptop$ curl --json @{} {}/credentials/verify", file, stage.employer.url));
  }
  return {};
}

Result<void> demo_look_for_people(DemoStory& story) {
  auto& stage = story.stage;
  std::size_t files = 0;
  for (const auto* node : {&stage.municipality, &stage.employer}) {
    const auto folder = stage.folder_of(*node);
    TRY(known, scan_folder(folder, stage.library.did));
    TRY_OK(DemoStage::expect(known.hits > 0, node->name + " holds nothing of Bibliotheek."));
    files += known.files;
    for (const auto& word : demo_personal_words(story)) {
      TRY(scan, scan_folder(folder, word));
      TRY_OK(
          DemoStage::expect(scan.hits == 0, node->name + " holds something of a person: " + word));
    }
  }
  TRY(feed, read_demo_feed(stage, stage.employer, stage.library.feed));
  for (const auto& entry : feed.entries) {
    for (const auto& word : demo_personal_words(story)) {
      TRY_OK(DemoStage::expect(!text_of(entry.payload).contains(word),
                               "The feed tells something of a person: " + word));
    }
  }
  story.entries = feed.entries.size();
  story.feed_bytes = feed.bytes();
  story.list_bytes = last_list_bytes(feed);
  stage.teller().fact(fmt::format(
      "Searched: {} files of Gemeente and Werkgever, and the {} entries of the feed; for the "
      "newcomer's key, the neighbour's address and its hash, the badges' ids, and the reason why "
      "the first was withdrawn.",
      files, feed.entries.size()));
  return {};
}

}  // namespace waarmerk::cli
