// Tests of `key list`, `key add` and `key passphrase`.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "storage/key_vault.hpp"
#include "tests/support/office.hpp"

namespace waarmerk::cli {
namespace {

bool opens(const tests::Office& office, const std::string& passphrase) {
  const SecretBytes secret(to_bytes(bytes_of(passphrase)));
  return storage::KeyVault::open(office.folder() + "/keys.vault", secret).has_value();
}

}  // namespace

TEST_CASE("keys are listed without a passphrase and without a node") {
  tests::Office office;
  const auto typed = office.desk.type({"key", "list"});
  CHECK(typed.exit == 0);
  CHECK(typed.out.starts_with("issuing-1\tEdDSA\tz6Mk"));
  CHECK(typed.out.contains("\nfeed\tEdDSA\tz6Mk"));
  CHECK(office.desk.type({"key", "list", "--json"}).out.starts_with("{\"name\":\"issuing-1\""));
  CHECK(office.desk.network.asked.empty());
  std::filesystem::remove(office.folder() + "/keys.vault");
  CHECK(office.desk.type({"key", "list"}).exit == 5);
}

TEST_CASE("a key is added under a name that is free, and is a did:key of its own") {
  tests::Office office;
  const auto typed = office.desk.type({"key", "add", "p256", "--algorithm", "p256"});
  CHECK(typed.exit == 0);
  CHECK(typed.out.starts_with("p256\tdid:key:zDn"));
  CHECK(office.desk.type({"key", "list"}).out.contains("\np256\tES256\tzDn"));
  CHECK(office.desk.type({"key", "add", "other"}).out.contains("did:key:z6Mk"));
  CHECK(office.desk.type({"key", "add", "p256"}).exit == 6);
  CHECK(office.desk.type({"key", "add", "No Name"}).exit == 8);
  CHECK(office.desk.type({"key", "add", "third", "--algorithm", "rsa"}).exit == 2);
}

TEST_CASE("the passphrase is changed, from the configured one to one that is typed twice") {
  tests::Office office;
  office.desk.console.secrets = {"correct horse", "correct horse"};
  const auto typed = office.desk.type({"key", "passphrase"});
  CHECK(typed.exit == 0);
  CHECK(opens(office, "correct horse"));
  CHECK_FALSE((typed.out + typed.err).contains("correct horse"));
  CHECK(typed.err.contains("passphrase file"));
  CHECK(office.desk.type({"key", "passphrase"}).exit == 4);  // the file holds the old one still
}

TEST_CASE("both passphrases may come from files") {
  tests::Office office;
  const auto file = office.home() + "/new";
  REQUIRE(office.desk.make_workspace().write_file(file, "correct horse"));
  std::filesystem::permissions(file, std::filesystem::perms::owner_read);
  CHECK(office.desk
            .type({"key", "passphrase", "--passphrase-file", office.folder() + "/passphrase",
                   "--new-passphrase-file", file})
            .exit == 0);
  CHECK(opens(office, "correct horse"));
}

}  // namespace waarmerk::cli
