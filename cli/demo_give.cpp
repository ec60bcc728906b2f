// The demo, steps 3 to 5: a badge is defined and given, and what is public of it travels.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "cli/demo_badge.hpp"
#include "cli/demo_feed.hpp"
#include "cli/demo_story.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/keys/secret_key.hpp"
#include "did/did_key.hpp"

namespace waarmerk::cli {
namespace {

/// The lists in which the badge can be revoked and suspended.
std::vector<std::string> lists_of(json::Value credential) {
  std::vector<std::string> urls;
  const auto status = credential.find("credentialStatus");
  if (!status) return urls;
  for (const auto entry : status->elements()) {
    urls.push_back(string_at(entry, {"statusListCredential"}));
  }
  return urls;
}

std::string email_hash_of(json::Value credential) {
  const auto subject = credential.find("credentialSubject");
  const auto identities = subject ? subject->find("identifier") : std::nullopt;
  if (!identities) return {};
  for (const auto identity : identities->elements()) {
    return string_at(identity, {"identityHash"});
  }
  return {};
}

Result<DemoBadge> award(const DemoStory& story, const std::string& whom, const std::string& file) {
  auto& stage = story.stage;
  const bool is_first = story.first.id.empty();
  TRY(given, stage.run({.folder = stage.library.folder,
                        .words = {"badge", "award", story.achievement, "--to", whom, "--evidence",
                                  "evidence.json", "-o", "../" + file},
                        .is_told = is_first}));
  if (!is_first) stage.teller().command("# and again --to " + whom + " -o ../" + file);
  TRY(text, stage.read(file));
  TRY(credential, json::parse(text));
  DemoBadge badge{file, string_at(given.root(), {"id"}), text, lists_of(credential.root()),
                  email_hash_of(credential.root())};
  TRY_OK(DemoStage::expect(badge.id == string_at(credential.root(), {"id"}) && !badge.id.empty(),
                           "The badge in the file is another one than was given."));
  TRY_OK(DemoStage::expect(string_at(credential.root(), {"issuer", "id"}) == stage.library.did,
                           "The badge does not come from Bibliotheek."));
  const bool has_lists =
      badge.list_urls.size() == 2 && std::ranges::all_of(badge.list_urls, [&](const auto& url) {
        return url.starts_with(stage.library.url + "/status/");
      });
  TRY_OK(DemoStage::expect(has_lists, "The badge does not name two lists of Bibliotheek."));
  return badge;
}

/// Both nodes hold the same last entry of the feed.
Result<bool> is_level(DemoStage& stage, const DemoNode& node) {
  const auto path = "/bot/1/f/" + stage.library.feed + "/head";
  TRY(newest, stage.get(stage.library.url + path));
  const auto held = stage.get(node.url + path);
  return held && *held == newest;
}

}  // namespace

Result<void> demo_define(DemoStory& story) {
  auto& stage = story.stage;
  const auto id = stage.library.url + "/v1/achievements/taalmaatje";
  TRY_OK(stage.write("bibliotheek/achievement.json", demo_achievement(id)));
  TRY(kept, stage.run({.folder = stage.library.folder,
                       .words = {"badge", "define", "achievement.json"}}));
  story.achievement = string_at(kept.root(), {"id"});
  TRY_OK(DemoStage::expect(story.achievement == id, "The definition got another id."));
  TRY(published, stage.get_json(id));
  const auto name = string_at(published.root(), {"name"});
  TRY_OK(DemoStage::expect(name.contains(demo_level), "The definition is not to be read."));
  stage.teller().fact("\"" + name +
                      "\": what it takes to earn it, a picture, and how it fits "
                      "into the European frameworks for languages (CEFR) and skills (ESCO).");
  return {};
}

Result<void> demo_award(DemoStory& story) {
  auto& stage = story.stage;
  TRY_OK(stage.write("bibliotheek/evidence.json", demo_evidence()));
  // The wallet's secret key is not needed here: nobody but the wallet ever holds it.
  const auto wallet = keys::make_signer(
      keys::SecretKey::generate(keys::Algorithm::ed25519, stage.workspace().random()));
  story.holder = did::did_key_of(wallet->public_key()).text();
  story.email = "joke.vandijk@example.org";
  TRY(first, award(story, story.holder, "people/badge-1.json"));
  story.first = first;
  TRY(second, award(story, story.email, "people/badge-2.json"));
  TRY_OK(DemoStage::expect(first.text.contains(story.holder), "The first badge is not hers."));
  const bool is_hashed = second.email_hash.starts_with("sha256$") &&
                         !second.text.contains(story.email) && !second.text.contains("joke");
  TRY_OK(DemoStage::expect(is_hashed, "The second badge shows the address that it was given to."));
  stage.teller().fact(
      "One to the key in a newcomer's wallet; one to a neighbour's e-mail address, of which the "
      "badge "
      "holds only a salted hash. " +
      demo_kilobytes(first.text.size()) + " each, and no name in them.");
  story.second = std::move(second);
  return {};
}

Result<void> demo_travel(DemoStory& story) {
  auto& stage = story.stage;
  const auto start = std::chrono::steady_clock::now();
  for (const auto* node : {&stage.municipality, &stage.employer}) {
    TRY_OK(stage.until(node->name + " holds what Bibliotheek published",
                       [&] { return is_level(stage, *node); }));
  }
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - start);
  TRY(feed, read_demo_feed(stage, stage.employer, stage.library.feed));
  TRY_OK(DemoStage::expect(feed.count(node::feed::EntryType::did_log) > 0 &&
                               feed.count(node::feed::EntryType::achievement) == 1 &&
                               feed.count(node::feed::EntryType::status) > 0,
                           "Something of what Bibliotheek published is missing."));
  stage.teller().fact(fmt::format(
      "Who it is, what the badge stands for, and lists that tell what is withdrawn: {} signed "
      "entries, {}, there after {}. To believe them, each node read Bibliotheek's public key once. "
      "The badges themselves stay with the people.",
      feed.entries.size(), demo_kilobytes(feed.bytes()), demo_seconds(took.count())));
  TRY(peer, stage.run({.folder = stage.employer.folder, .words = {"peer", "list"}}));
  // The last line is that of the link to it, where one stands.
  const bool is_heard = !string_at(peer.root(), {"lastHeard"}).empty() ||
                        string_at(peer.root(), {"did"}) == stage.municipality.did;
  return DemoStage::expect(is_heard, "Werkgever has not heard of Gemeente.");
}

}  // namespace waarmerk::cli
