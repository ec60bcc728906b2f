// Tests of `org init`.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "crypto/json/parse.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::cli {
namespace {

struct Site {
  tests::TemporaryFolder home;
  tests::Desk desk{UnixTime{1'772'532'720'000}};
  std::string folder = (home / "library").string();

  tests::Typed init(std::vector<std::string> more) {
    std::vector<std::string> words{"org", "init", "--dir", folder, "--name", "Library"};
    words.insert(words.end(), more.begin(), more.end());
    return desk.type(words);
  }
  bool is_made() const { return std::filesystem::exists(folder); }
};

}  // namespace

TEST_CASE("the DID is printed, and what to do next") {
  Site site;
  site.desk.console.is_terminal = true;
  const auto typed = site.init({"--url", "https://library.example", "--generate-passphrase"});
  CHECK(typed.exit == 0);
  CHECK(typed.out.contains("did:webvh:Qm"));
  CHECK(typed.out.contains(":library.example"));
  CHECK(typed.err.contains("Next: waarmerk node start --config " + site.folder));
  CHECK(typed.err.contains("The passphrase was drawn"));
}

TEST_CASE("no passphrase and no token is ever printed") {
  Site site;
  const auto typed = site.init({"--generate-passphrase"});
  const auto workspace = site.desk.make_workspace();
  for (const auto* name : {"passphrase", "admin.token"}) {
    auto secret = workspace.read_file(site.folder + "/" + name, 1000).value();
    secret.pop_back();
    CHECK(secret.size() > 30);
    CHECK_FALSE((typed.out + typed.err).contains(secret));
  }
  Site asked;
  asked.desk.console.secrets = {"correct horse", "correct horse"};
  const auto second = asked.init({});
  CHECK(second.exit == 0);
  CHECK_FALSE((second.out + second.err).contains("correct horse"));
  CHECK_FALSE(std::filesystem::exists(asked.folder + "/passphrase"));
}

TEST_CASE("for programs the result is one JSON object") {
  Site site;
  const auto typed = site.init({"--generate-passphrase", "--json"});
  const auto made = json::parse(typed.out);
  REQUIRE(made);
  for (const auto* name : {"did", "name", "url", "folder", "config", "adminToken", "passphrase"}) {
    CHECK_MESSAGE(made->root().find(name), name);
  }
  CHECK(typed.err.empty());
}

TEST_CASE("a passphrase can come from a file, which the configuration then names") {
  Site site;
  const auto file = (site.home / "secret").string();
  const auto workspace = site.desk.make_workspace();
  REQUIRE(workspace.write_file(file, "correct horse\n"));
  CHECK(site.init({"--passphrase-file", file}).exit == 8);
  CHECK_FALSE(site.is_made());
  std::filesystem::permissions(file, std::filesystem::perms::owner_read);
  CHECK(site.init({"--passphrase-file", file}).exit == 0);
  CHECK(workspace.read_file(site.folder + "/waarmerk.toml", 100'000).value().contains(file));
}

TEST_CASE("what contradicts itself is refused before anything is asked or made") {
  Site site;
  site.desk.console.secrets = {"correct horse", "correct horse"};
  CHECK(site.init({"--did", "web"}).exit == 2);
  CHECK(site.init({"--did", "webvh"}).exit == 2);
  CHECK(site.init({"--did", "ethr"}).exit == 2);
  CHECK(site.init({"--generate-passphrase", "--passphrase-file", "x"}).exit == 2);
  CHECK(site.init({"--url", "http://library.example"}).exit == 8);
  CHECK(site.init({"--no-input"}).exit == 2);
  CHECK(site.desk.type({"org", "init", "--name", "x"}).exit == 2);
  CHECK(site.desk.console.secrets.size() == 2);
  CHECK_FALSE(site.is_made());
}

TEST_CASE("the method follows from the address, unless it is said") {
  const auto made = [](std::vector<std::string> words) {
    Site site;
    words.push_back("--generate-passphrase");
    return site.init(words).out;
  };
  CHECK(made({}).contains("did:key:"));
  CHECK(made({"--url", "https://library.example"}).contains("did:webvh:"));
  CHECK(made({"--url", "https://library.example", "--did", "web"})
            .contains("did:web:library.example"));
  CHECK(made({"--url", "http://localhost:8081"}).contains("did:web:localhost%3A8081"));
  CHECK(made({"--url", "http://localhost:8081", "--did", "webvh"}).contains(":localhost%3A8081"));
  CHECK(made({"--url", "https://library.example", "--did", "key"}).contains("did:key:"));
}

TEST_CASE("an organisation is made once") {
  Site site;
  CHECK(site.init({"--generate-passphrase"}).exit == 0);
  const auto again = site.init({});
  CHECK(again.exit == 6);
  CHECK(again.err.contains("(cli.organisation_exists)"));
  CHECK_FALSE(again.err.contains("passphrase"));
}

}  // namespace waarmerk::cli
