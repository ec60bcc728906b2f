// The demo, steps 6 to 8: a badge is checked, a forged one refused, and one checked offline.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

#include "cli/demo_badge.hpp"
#include "cli/demo_story.hpp"

namespace waarmerk::cli {
namespace {

/// The value of a metric's line, where it counts what we look for: requests for anything but the
/// metrics, which we read to know, and the feed, which Gemeente reads every second whatever
/// happens.
std::uint64_t requests_in(std::string_view line) {
  const bool is_count = line.starts_with("waarmerk_http_requests_total{");
  const bool is_expected =
      line.contains("route=\"/metrics\"") || line.contains("route=\"/bot/1/heads\"");
  if (!is_count || is_expected) return 0;
  const auto value = line.substr(line.rfind(' ') + 1);
  std::uint64_t count = 0;
  std::from_chars(value.data(), value.data() + value.size(), count);
  return count;
}

Result<std::uint64_t> requests_of(DemoStage& stage, const DemoNode& node) {
  TRY(metrics, stage.get(node.url + "/metrics"));
  std::uint64_t sum = 0;
  for (std::string_view rest = metrics; !rest.empty();) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    sum += requests_in(line);
  }
  TRY_OK(DemoStage::expect(sum > 0, "The node does not count its requests."));
  return sum;
}

/// For curl, as the demo itself asks.
Result<void> write_request(const DemoStage& stage, const std::string& file,
                           const std::string& badge) {
  return stage.write(file, "{\"verifiableCredential\":" + badge + "}");
}

std::string curl_of(const DemoNode& node, std::string_view file) {
  return fmt::format("laptop$ curl --json @{} {}/credentials/verify", file, node.url);
}

Result<void> save_page(DemoStage& stage, const std::string& url, const std::string& name) {
  TRY(page, stage.get(url));
  stage.teller().command(fmt::format("laptop$ curl -o saved/{} {}", name, url));
  return stage.write("laptop/saved/" + name, page);
}

std::string forge(std::string text) {
  const auto at = text.find(demo_level);
  return text.replace(at, demo_level.size(), demo_forged_level);
}

}  // namespace

Result<void> demo_check(DemoStory& story) {
  auto& stage = story.stage;
  TRY_OK(write_request(stage, "laptop/check-1.json", story.first.text));
  TRY_OK(write_request(stage, "laptop/check-2.json", story.second.text));
  stage.teller().command(curl_of(stage.employer, "check-1.json"));
  TRY(before, requests_of(stage, stage.library));
  TRY(first, stage.judge(stage.employer.url, story.first.text));
  TRY(second, stage.judge(stage.employer.url, story.second.text));
  TRY(after, requests_of(stage, stage.library));
  TRY_OK(first.expect("genuine", "badge.genuine"));
  TRY_OK(second.expect("genuine", "badge.genuine"));
  TRY_OK(DemoStage::expect(before == after, "Bibliotheek was asked while badges were checked."));
  TRY_OK(DemoStage::expect(first.text({"status", "source"}) == "gossip",
                           "The status list did not come by the feeds."));
  story.check_micros = std::min(first.micros(), second.micros());
  stage.teller().fact(
      fmt::format("Genuine, and not withdrawn as of {}. Bibliotheek had counted {} requests before "
                  "the check, and "
                  "{} after it; Gemeente reading its feed aside.",
                  demo_time_of_day(first.text({"status", "asOf"})), before, after));
  return {};
}

Result<void> demo_forge(DemoStory& story) {
  auto& stage = story.stage;
  const auto forged = forge(story.first.text);
  TRY_OK(stage.write("laptop/forged.json", forged));
  TRY_OK(write_request(stage, "laptop/check-forged.json", forged));
  stage.teller().command(curl_of(stage.employer, "check-forged.json"));
  TRY(judged, stage.judge(stage.employer.url, forged));
  TRY_OK(judged.expect("not_genuine", "badge.bad_signature"));
  stage.teller().fact(fmt::format("\"{}\" became \"{}\". The answer: {}", demo_level,
                                  demo_forged_level, judged.sentence("badge.bad_signature")));
  return {};
}

Result<void> demo_check_offline(DemoStory& story) {
  auto& stage = story.stage;
  const auto did_url = stage.library.url + "/.well-known/did.json";
  TRY_OK(save_page(stage, did_url, "did.json"));
  for (const auto& url : story.first.list_urls) {
    TRY_OK(save_page(stage, url, "list-" + url.substr(url.rfind('/') + 1) + ".json"));
  }
  const std::string badge = "../" + story.first.file;
  TRY(checked,
      stage.run({.folder = "laptop",
                 .words = {"badge", "verify", badge, "--offline", "--documents", "saved"}}));
  TRY_OK(DemoStage::expect(string_at(checked.root(), {"outcome"}) == "genuine",
                           "The laptop does not find the badge genuine."));
  // What stands beside it: a forged badge, and a badge of which nothing is known.
  TRY_OK(
      stage.run({.folder = "laptop",
                 .words = {"badge", "verify", "forged.json", "--offline", "--documents", "saved"},
                 .exit = Exit::bad_signature,
                 .is_told = false}));
  TRY_OK(stage.run({.folder = "laptop",
                    .words = {"badge", "verify", badge, "--offline"},
                    .exit = Exit::key_not_found,
                    .is_told = false}));
  stage.teller().fact(
      "Genuine, by public pages of Bibliotheek that were saved before. They are the same for every "
      "badge, so saving them does not tell whose badge will be checked.");
  return {};
}

}  // namespace waarmerk::cli
