// Tests of `wallet backup` and `wallet restore`.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "node/wallet/book.hpp"
#include "tests/support/purse.hpp"

namespace waarmerk::cli {

TEST_CASE("a backup is restored elsewhere, and into a book that has others") {
  tests::Purse purse;
  CHECK(purse.wallet({"receive", purse.files / "good.json"}).exit == 0);
  const auto file = purse.folder("backup.jwe");
  const auto saved = purse.wallet_json({"backup", file});
  CHECK(saved.root().find("badges")->integer() == 1);
  CHECK(purse.wallet({"receive", purse.files / "good.jwt"}, "other").exit == 0);
  const std::vector<std::string> restore{"restore", file, "--backup-passphrase-file",
                                         purse.passphrase_file};
  CHECK(purse.wallet_json(restore, "new").root().find("badges")->integer() == 1);
  CHECK(purse.wallet_json(restore, "other").root().find("badges")->integer() == 1);
  CHECK(purse.wallet_json(restore, "other").root().find("badges")->integer() == 0);
  CHECK(purse.wallet({"list"}, "other").out.contains("\n2\t"));
  CHECK(purse.wallet({"list"}, "new").out.starts_with("1\t"));
}

TEST_CASE("a wrong passphrase is told as one, and makes no book") {
  tests::Purse purse;
  CHECK(purse.wallet({"receive", purse.files / "good.json"}).exit == 0);
  const auto file = purse.folder("backup.jwe");
  purse.desk.console.secrets = {"another horse", "another horse"};
  CHECK(purse.wallet({"backup", file, "--new-passphrase"}).exit == 0);
  const auto refused =
      purse.wallet({"restore", file, "--backup-passphrase-file", purse.passphrase_file}, "new");
  CHECK(refused.exit == 4);
  CHECK(refused.err.contains("jwe.wrong_passphrase"));
  CHECK_FALSE(std::filesystem::exists(purse.folder("new")));
  purse.desk.console.secrets = {"another horse"};
  CHECK(purse.wallet({"restore", file}, "new").exit == 0);
}

TEST_CASE("where there is no book yet, it has the passphrase of the backup") {
  tests::Purse purse;
  CHECK(purse.wallet({"receive", purse.files / "good.json"}).exit == 0);
  const auto file = purse.folder("backup.jwe");
  CHECK(purse.wallet({"backup", file}).exit == 0);
  purse.desk.console.secrets = {"correct horse battery", "correct horse battery"};
  CHECK(purse.desk.type({"wallet", "restore", file, "--wallet", purse.folder("new")}).exit == 0);
  CHECK(purse.desk.type({"wallet", "list", "--wallet", purse.folder("new")}).exit == 0);
}

TEST_CASE("an older backup is written over only by who agrees") {
  tests::Purse purse;
  CHECK(purse.wallet({"receive", purse.files / "good.json"}).exit == 0);
  const auto file = purse.folder("backup.jwe");
  CHECK(purse.wallet({"backup", file}).exit == 0);
  const auto before = purse.read(file);
  CHECK(purse.wallet({"backup", file, "--no-input"}).exit == 2);
  purse.desk.console.lines = {"n"};
  CHECK(purse.wallet({"backup", file}).exit == 4);
  CHECK(purse.read(file) == before);
  purse.desk.console.lines = {"y"};
  CHECK(purse.wallet({"backup", file}).exit == 0);
  CHECK(purse.wallet({"backup", file, "--yes"}).exit == 0);
  CHECK(purse.read(file) != before);
  CHECK(purse.wallet({"backup", purse.home.path().string()}).exit == 4);
}

TEST_CASE("what is no backup is refused, and the book itself is not written over") {
  tests::Purse purse;
  CHECK(purse.wallet({"receive", purse.files / "good.json"}).exit == 0);
  CHECK(purse.wallet({"backup", purse.folder() + "/badgebook.jwe"}).exit == 2);
  const std::vector<std::string> words{"restore", purse.files / "good.json",
                                       "--backup-passphrase-file", purse.passphrase_file};
  CHECK(purse.wallet(words).exit == 8);
}

}  // namespace waarmerk::cli
