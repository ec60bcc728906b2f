// The demo, steps 1 and 2: three organisations, and who follows whom.
#include <fmt/format.h>

#include <filesystem>
#include <set>

#include "cli/demo_story.hpp"

namespace waarmerk::cli {
namespace {

namespace fs = std::filesystem;

Typed org_init(const DemoNode& node) {
  return {.folder = {},
          .words = {"org", "init", "--dir", node.folder, "--name", node.name, "--url", node.url,
                    "--generate-passphrase"},
          .is_told = false};
}

/// Gives a key of the configuration another value.
Result<void> configure(const DemoStage& stage, const DemoNode& node, std::string_view key,
                       std::string_view value) {
  const auto file = node.folder + "/waarmerk.toml";
  TRY(config, stage.read(file));
  const auto line = config.find(fmt::format("\n{} = ", key));
  TRY_OK(DemoStage::expect(line != std::string::npos,
                           fmt::format("The configuration names no {}.", key)));
  const auto start = line + 1;
  config.replace(start, config.find('\n', start) - start, fmt::format("{} = {}", key, value));
  return stage.write(file, config);
}

/// Werkgever believes Gemeente about other issuers. A new word counts at once, and not after a day,
/// which is long for a demo.
Result<void> write_policy(DemoStage& stage) {
  const auto& employer = stage.employer;
  TRY_OK(stage.write(employer.folder + "/trust.toml",
                     fmt::format("quarantine_hours = 0\n\n[[root]]\ndid = \"{}\"\nname = \"{}\"\n",
                                 stage.municipality.did, stage.municipality.name)));
  return configure(stage, employer, "trust_file", "\"trust.toml\"");
}

Result<void> expect_private(const fs::path& file) {
  std::error_code error;
  const auto mode = fs::status(file, error).permissions();
  return DemoStage::expect(!error && mode == (fs::perms::owner_read | fs::perms::owner_write),
                           file.string() + " can be read by others.");
}

Result<void> note_organisation(DemoStage& stage, DemoNode& node, const json::Document& made) {
  node.did = string_at(made.root(), {"did"});
  node.token = string_at(made.root(), {"adminToken"});
  TRY_OK(DemoStage::expect(node.did.starts_with("did:web:"), node.name + " has no did:web."));
  for (const auto* file : {"keys.vault", "passphrase", "admin.token"}) {
    TRY_OK(expect_private(stage.folder_of(node) / file));
  }
  // Half a minute between two polls is right for organisations, and long for a demo.
  return configure(stage, node, "poll_seconds", "1");
}

/// The keys that the three publish are three.
Result<void> expect_own_keys(DemoStage& stage) {
  std::set<std::string> keys;
  for (const auto* node : stage.nodes()) {
    TRY(document, stage.get_json(node->url + "/.well-known/did.json"));
    TRY_OK(DemoStage::expect(string_at(document.root(), {"id"}) == node->did,
                             node->name + " publishes another DID."));
    const auto methods = document.root().find("verificationMethod");
    if (!methods) return DemoStage::expect(false, node->name + " publishes no key.");
    for (const auto method : methods->elements()) {
      keys.insert(string_at(method, {"publicKeyMultibase"}));
    }
  }
  return DemoStage::expect(keys.size() >= stage.nodes().size() && !keys.contains(""),
                           "Two organisations share a key.");
}

Result<void> follow(DemoStage& stage, const DemoNode& who, const DemoNode& whom) {
  TRY(peer, stage.run({.folder = who.folder, .words = {"peer", "add", whom.url}}));
  return DemoStage::expect(string_at(peer.root(), {"url"}) == whom.url,
                           who.name + " did not take " + whom.name + " as a peer.");
}

Result<void> expect_peers(DemoStage& stage, const DemoNode& node, std::int64_t count) {
  TRY(described, stage.get_json(node.url + "/v1/node"));
  const auto peers = described.root().find("peers");
  return DemoStage::expect(peers && peers->integer() == count,
                           node.name + " follows another number of nodes than it should.");
}

}  // namespace

Result<void> demo_set_up(DemoStory& story) {
  auto& stage = story.stage;
  // Each takes a second, for a passphrase must be slow to guess; so they go side by side.
  std::vector<ChildProcess> inits;
  for (const auto* node : stage.nodes()) {
    TRY(child, stage.begin(org_init(*node)));
    inits.push_back(std::move(child));
  }
  for (std::size_t i = 0; i < inits.size(); ++i) {
    auto& node = *stage.nodes()[i];
    TRY(made, stage.finish(org_init(node), std::move(inits[i])));
    TRY_OK(note_organisation(stage, node, made));
  }
  TRY_OK(write_policy(stage));
  for (auto* node : stage.nodes()) TRY_OK(stage.launch(*node));
  for (auto* node : stage.nodes()) {
    TRY_OK(stage.await_ready(*node));
    TRY(described, stage.get_json(node->url + "/v1/node"));
    node->feed = string_at(described.root(), {"feed"});
    stage.teller().fact(fmt::format("{:<11}  {:<36}  {}", node->name, node->does, node->url));
  }
  stage.teller().command("$ waarmerk " + shell_line(org_init(stage.library).words));
  stage.teller().command("bibliotheek$ waarmerkd --config waarmerk.toml");
  stage.teller().command("# and the same for Gemeente and Werkgever");
  return expect_own_keys(stage);
}

Result<void> demo_get_acquainted(DemoStory& story) {
  auto& stage = story.stage;
  TRY_OK(follow(stage, stage.municipality, stage.library));
  TRY_OK(follow(stage, stage.employer, stage.municipality));
  TRY_OK(expect_peers(stage, stage.library, 0));
  TRY_OK(expect_peers(stage, stage.municipality, 1));
  return expect_peers(stage, stage.employer, 1);
}

}  // namespace waarmerk::cli
