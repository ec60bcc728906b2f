#include "cli/passphrase.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "cli/error_codes.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::cli {
namespace {

struct Prompt {
  tests::Desk desk{{}};
  Workspace workspace = desk.make_workspace();
  Args args = Args::parse({.options = with_shared({})}, {}).value();
};

std::string text(const SecretBytes& secret) { return std::string(text_of(secret.view())); }

}  // namespace

TEST_CASE("a drawn passphrase is eight groups of four letters that cannot be mistaken") {
  tests::SeededRandom random(1);
  std::set<std::string> drawn;
  for (int i = 0; i < 20; ++i) {
    const auto passphrase = text(draw_passphrase(random));
    CHECK(passphrase.size() == 39);
    CHECK(passphrase[4] == '-');
    CHECK(passphrase.find_first_of("iloIO1 ") == std::string::npos);
    drawn.insert(passphrase);
  }
  CHECK(drawn.size() == 20);
}

TEST_CASE("a new passphrase is typed twice and is long enough") {
  Prompt prompt;
  prompt.desk.console.secrets = {"correct horse", "correct horse"};
  CHECK(text(ask_new_passphrase(prompt.args, prompt.workspace).value()) == "correct horse");
  prompt.desk.console.secrets = {"correct horse", "correct house"};
  CHECK(ask_new_passphrase(prompt.args, prompt.workspace).error().code == passphrases_differ);
  prompt.desk.console.secrets = {"too short"};
  CHECK(ask_new_passphrase(prompt.args, prompt.workspace).error().code == storage::bad_passphrase);
  CHECK(ask_new_passphrase(prompt.args, prompt.workspace).error().code == no_terminal);
}

TEST_CASE("where nothing may be asked, nothing is") {
  Prompt prompt;
  const std::vector<std::string> words{"--no-input"};
  prompt.args = Args::parse({.options = with_shared({})}, words).value();
  prompt.desk.console.secrets = {"correct horse", "correct horse"};
  CHECK(ask_new_passphrase(prompt.args, prompt.workspace).error().code == no_terminal);
  CHECK(find_passphrase("", prompt.args, prompt.workspace).error().code == no_terminal);
  CHECK(prompt.desk.console.secrets.size() == 2);
}

TEST_CASE("a passphrase comes from its file, or is asked for once") {
  const tests::TemporaryFolder folder;
  Prompt prompt;
  const auto path = (folder / "passphrase").string();
  CHECK_FALSE(find_passphrase(path, prompt.args, prompt.workspace));
  REQUIRE(prompt.workspace.write_file(path, "correct horse\n"));
  CHECK_FALSE(find_passphrase(path, prompt.args, prompt.workspace));  // everybody may read it
  std::filesystem::permissions(path, std::filesystem::perms::owner_read);
  CHECK(text(find_passphrase(path, prompt.args, prompt.workspace).value()) == "correct horse");
  prompt.desk.console.secrets = {"typed"};
  CHECK(text(find_passphrase("", prompt.args, prompt.workspace).value()) == "typed");
}

}  // namespace waarmerk::cli
