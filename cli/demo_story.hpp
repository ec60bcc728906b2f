// The demo's story: what is known as it goes on, and its steps in their order.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/demo_stage.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::cli {

/// A badge in somebody's hands.
struct DemoBadge {
  std::string file;  ///< below the stage's folder
  std::string id;
  std::string text;
  std::vector<std::string> list_urls;  ///< in which it can be revoked and suspended
  std::string email_hash;              ///< empty where it was given to a DID
};

struct DemoStory {
  explicit DemoStory(DemoStage& given) : stage(given) {}

  DemoStage& stage;
  std::string holder;  ///< the DID of the first person's wallet
  std::string email;   ///< of the second person
  std::string achievement;
  DemoBadge first;
  DemoBadge second;

  // For the summary.
  std::size_t entries = 0;
  std::size_t feed_bytes = 0;
  std::size_t list_bytes = 0;
  std::int64_t check_micros = 0;
  std::int64_t revocation_ms = 0;
  std::int64_t recognition_ms = 0;
};

struct DemoStep {
  std::string_view sentence;
  Result<void> (*play)(DemoStory& story);
};

std::span<const DemoStep> demo_steps();

/// Why the first badge is withdrawn: a matter between Bibliotheek and the person.
inline constexpr std::string_view demo_reason = "Given by mistake";
/// What would tell something of the two people, and may lie with nobody else.
std::vector<std::string> demo_personal_words(const DemoStory& story);

// The acts, each a file.
Result<void> demo_set_up(DemoStory& story);
Result<void> demo_get_acquainted(DemoStory& story);
Result<void> demo_define(DemoStory& story);
Result<void> demo_award(DemoStory& story);
Result<void> demo_travel(DemoStory& story);
Result<void> demo_check(DemoStory& story);
Result<void> demo_forge(DemoStory& story);
Result<void> demo_check_offline(DemoStory& story);
Result<void> demo_ask_why(DemoStory& story);
Result<void> demo_recognise(DemoStory& story);
Result<void> demo_revoke(DemoStory& story);
Result<void> demo_lose_library(DemoStory& story);
Result<void> demo_check_afterwards(DemoStory& story);
Result<void> demo_look_for_people(DemoStory& story);

/// What it took and where everything was; after the last step.
void demo_summary(const DemoStory& story);

/// `3.4 kB`.
std::string demo_kilobytes(std::size_t bytes);
/// `80 ms`, or `1.8 s`.
std::string demo_seconds(std::int64_t ms);
/// `21:07:31 UTC` of a time such as `2026-11-21T21:07:31Z`.
std::string demo_time_of_day(std::string_view time);

}  // namespace waarmerk::cli
