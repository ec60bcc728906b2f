// The demo, steps 9 and 10: why somebody should believe the library, and who could say so.
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "cli/demo_story.hpp"
#include "cli/trust_line.hpp"

namespace waarmerk::cli {
namespace {

Result<json::Document> ask_why(DemoStage& stage, Exit exit) {
  return stage.run(
      {.folder = stage.employer.folder,
       .words = {"trust", "explain", stage.library.did, "--achievement-type", "Competency"},
       .exit = exit});
}

/// The first of what the answer lists, or nothing.
std::optional<json::Value> first_of(const json::Document& answer, std::string_view member) {
  const auto list = answer.root().find(member);
  if (!list) return std::nullopt;
  for (const auto one : list->elements()) return one;
  return std::nullopt;
}

}  // namespace

Result<void> demo_ask_why(DemoStory& story) {
  auto& stage = story.stage;
  TRY(answer, ask_why(stage, Exit::issuer_not_recognised));
  const auto voucher = first_of(answer, "couldVouch");
  const bool is_named = voucher && string_at(*voucher, {"who", "did"}) == stage.municipality.did;
  TRY_OK(DemoStage::expect(is_named, "Gemeente is not named as one who could vouch."));
  TRY(judged, stage.judge_for_own(stage.employer, story.first.text));
  TRY_OK(judged.expect("genuine_with_warning", "badge.issuer_unknown"));
  stage.teller().fact(
      "A signature says who gave a badge, not why anybody should care. Werkgever has named one "
      "organisation that it believes, Gemeente. The answer: " +
      string_at(answer.root(), {"sentence"}) +
      " With the badge it is a warning, and no more: it is genuine all the same.");
  return {};
}

Result<void> demo_recognise(DemoStory& story) {
  auto& stage = story.stage;
  const auto start = std::chrono::steady_clock::now();
  TRY(said, stage.run({.folder = stage.municipality.folder,
                       .words = {"org", "recognise", stage.library.did, "--achievement-type",
                                 "Competency", "--comment", "We visited their lessons."}}));
  TRY_OK(stage.until("Werkgever knows whom Gemeente recognises", [&]() -> Result<bool> {
    TRY(judged, stage.judge_for_own(stage.employer, story.first.text));
    return judged.text({"outcome"}) == "genuine" &&
           !judged.sentence("badge.issuer_recognised").empty();
  }));
  story.recognition_ms = std::chrono::duration_cast<std::chrono::milliseconds>(
                             std::chrono::steady_clock::now() - start)
                             .count();
  TRY(answer, ask_why(stage, Exit::done));
  const auto path = first_of(answer, "paths");
  TRY_OK(DemoStage::expect(path.has_value(), "The answer shows no path to Bibliotheek."));
  stage.teller().fact("The answer: " + string_at(answer.root(), {"sentence"}));
  stage.teller().fact(trust_line(*path));
  stage.teller().fact(
      "Gemeente did not have to be asked: its word travelled on its feed. (A new word counts after "
      "a "
      "day, or once witnesses hold it; in this demo at once.)");
  return {};
}

}  // namespace waarmerk::cli
