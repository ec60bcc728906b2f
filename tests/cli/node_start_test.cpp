// Tests of `node start`.
#include <doctest/doctest.h>

#include <optional>
#include <string>

#include "node/ops/secret_file.hpp"
#include "tests/support/office.hpp"

namespace waarmerk::cli {
namespace {

/// What would be started, from an office whose passphrase lies in its folder, or does not.
std::optional<Launch> start(tests::Office& office, int exit = 0) {
  std::optional<Launch> launched;
  office.desk.launch = [&](const Launch& launch) { launched = launch; };
  CHECK(office.desk.type({"node", "start"}).exit == exit);
  return launched;
}

void forget_passphrase_file(tests::Office& office) {
  office.desk.environment["WAARMERK_VAULT_PASSPHRASE_FILE"] = "";
}

}  // namespace

TEST_CASE("the daemon beside this program is given the configuration") {
  tests::Office office;
  const auto launch = start(office);
  REQUIRE(launch);
  CHECK(launch->program.filename() == "waarmerkd");
  CHECK(launch->words == std::vector<std::string>{"--config", office.folder() + "/waarmerk.toml"});
  CHECK(launch->more_environment.empty());
}

TEST_CASE("a passphrase that is typed is handed over in memory, and only its place is told") {
  tests::Office office;
  forget_passphrase_file(office);
  office.desk.console.secrets = {"correct horse"};
  const auto launch = start(office);
  REQUIRE(launch);
  REQUIRE(launch->more_environment.size() == 1);
  const auto& [name, path] = launch->more_environment[0];
  CHECK(name == "WAARMERK_VAULT_PASSPHRASE_FILE");
  const auto read = node::ops::read_secret_file(path);
  REQUIRE(read);
  CHECK(text_of(read->view()) == "correct horse");
}

TEST_CASE("systemd's credential is left to the daemon, and nothing is asked where nothing may be") {
  tests::Office office;
  forget_passphrase_file(office);
  CHECK_FALSE(start(office, 2));
  office.desk.environment["CREDENTIALS_DIRECTORY"] = "/run/credentials/waarmerkd";
  const auto launch = start(office);
  REQUIRE(launch);
  CHECK(launch->more_environment.empty());
}

}  // namespace waarmerk::cli
