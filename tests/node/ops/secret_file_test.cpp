// Secrets from files.
#include "node/ops/secret_file.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/temporary_folder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::ops;

namespace {

using std::filesystem::perms;

std::string write(const std::filesystem::path& path, const std::string& text,
                  perms mode = perms::owner_read | perms::owner_write) {
  std::ofstream(path, std::ios::binary) << text;
  std::filesystem::permissions(path, mode);
  return path.string();
}

std::string text(const SecretBytes& secret) { return std::string(text_of(secret.view())); }

}  // namespace

TEST_CASE("a secret file is read without its last newline") {
  const tests::TemporaryFolder folder;
  CHECK(text(*read_secret_file(write(folder / "a", "hunter2\n"))) == "hunter2");
  CHECK(text(*read_secret_file(write(folder / "b", "hunter2"))) == "hunter2");
  CHECK(text(*read_secret_file(write(folder / "c", "hunter2\n\n"))) == "hunter2\n");
}

TEST_CASE("an absent, empty, too long or open secret file is refused") {
  const tests::TemporaryFolder folder;
  const auto open = perms::owner_read | perms::others_read;
  for (const auto& path :
       {(folder / "absent").string(), write(folder / "empty", ""), write(folder / "line", "\n"),
        write(folder / "long", std::string(4097, 'x')), write(folder / "open", "x", open),
        folder.path().string()}) {
    CAPTURE(path);
    const auto secret = read_secret_file(path);
    REQUIRE_FALSE(secret);
    CHECK(secret.error().code == bad_secret_file);
  }
  CHECK(read_secret_file(write(folder / "most", std::string(4096, 'x'))));
}

TEST_CASE("a systemd credential stands in where no file is named") {
  const tests::TemporaryFolder folder;
  const auto named = write(folder / "named", "from-file");
  write(folder / "vault-passphrase", "from-systemd");
  const Environment environment{{"CREDENTIALS_DIRECTORY", folder.path().string()}};
  CHECK(text(**find_secret("", "vault-passphrase", environment)) == "from-systemd");
  CHECK(text(**find_secret(named, "vault-passphrase", environment)) == "from-file");
  CHECK_FALSE(find_secret("", "other", environment)->has_value());
  CHECK_FALSE(find_secret("", "vault-passphrase", {})->has_value());
  CHECK(find_secret((folder / "absent").string(), "x", environment).error().code ==
        bad_secret_file);
}
