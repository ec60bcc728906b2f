#include "cli/badge_book.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "cli/error_codes.hpp"
#include "storage/rocks_store.hpp"
#include "tests/support/purse.hpp"

namespace waarmerk::cli {
namespace {

unsigned mode_of(const std::filesystem::path& path) {
  struct stat found{};
  REQUIRE(stat(path.c_str(), &found) == 0);
  return found.st_mode & 0777U;
}

Args args_of(const std::vector<std::string>& words) {
  const Shape shape{.options = with_wallet({})};
  return Args::parse(shape, words).value();
}

}  // namespace

TEST_CASE("a badge book is begun, saved for its owner alone, and opened again") {
  tests::Purse purse;
  auto workspace = purse.desk.make_workspace();
  const auto args =
      args_of({"--wallet", purse.folder(), "--passphrase-file", purse.passphrase_file});
  CHECK(BadgeBook::open(args, workspace).error().code == no_book);
  CHECK(BadgeBook::open_to_change(args, workspace).error().code == no_book);
  std::string holder;
  {
    auto begun = BadgeBook::open_or_begin(args, workspace);
    REQUIRE(begun);
    CHECK(begun->is_new());
    holder = begun->holder().id;
    REQUIRE(begun->save());
    CHECK(BadgeBook::open_to_change(args, workspace).error().code == storage::locked_store);
  }
  CHECK(mode_of(purse.folder()) == 0700);
  CHECK(mode_of(purse.folder() + "/badgebook.jwe") == 0600);
  auto again = BadgeBook::open_or_begin(args, workspace);
  REQUIRE(again);
  CHECK_FALSE(again->is_new());
  CHECK(again->holder().id == holder);
  CHECK(BadgeBook::open(args, workspace));
}

TEST_CASE("the passphrase is typed, twice for a new book, and a wrong one opens nothing") {
  tests::Purse purse;
  auto workspace = purse.desk.make_workspace();
  const auto args = args_of({"--wallet", purse.folder()});
  purse.desk.console.secrets = {"correct horse", "correct horsf"};
  CHECK_FALSE(BadgeBook::open_or_begin(args, workspace));
  CHECK_FALSE(std::filesystem::exists(purse.folder()));
  purse.desk.console.secrets = {"correct horse", "correct horse"};
  REQUIRE(BadgeBook::open_or_begin(args, workspace)->save());
  purse.desk.console.secrets = {"correct horsf", "correct horse"};
  CHECK(BadgeBook::open(args, workspace).error().code == jose::wrong_passphrase);
  CHECK(BadgeBook::open(args, workspace));
}

TEST_CASE("a new book has no passphrase that anybody would guess, out of a file either") {
  tests::Purse purse;
  auto workspace = purse.desk.make_workspace();
  const auto file = purse.folder("short");
  REQUIRE(storage::save_private_file(file, bytes_of("horse")));
  const auto args = args_of({"--wallet", purse.folder(), "--passphrase-file", file});
  CHECK(BadgeBook::open_or_begin(args, workspace).error().code == storage::bad_passphrase);
  CHECK_FALSE(std::filesystem::exists(purse.folder()));
}

TEST_CASE("a book that others may read is not opened") {
  tests::Purse purse;
  CHECK(purse.wallet({"receive", purse.files / "good.json"}).exit == 0);
  const auto file = purse.folder() + "/badgebook.jwe";
  std::filesystem::permissions(file, std::filesystem::perms::group_read,
                               std::filesystem::perm_options::add);
  CHECK(purse.wallet({"list"}).exit == 4);
}

TEST_CASE("the folder is the one that is named, or by the environment") {
  tests::Purse purse;
  auto& environment = purse.desk.environment;
  const auto folder = [&](const std::vector<std::string>& words) {
    const auto workspace = purse.desk.make_workspace();
    return wallet_folder(args_of(words), workspace);
  };
  CHECK(folder({}).error().code == no_book);
  environment["HOME"] = "/home/a";
  CHECK(folder({}) == std::filesystem::path("/home/a/.local/share/waarmerk/wallet"));
  environment["XDG_DATA_HOME"] = "/data";
  CHECK(folder({}) == std::filesystem::path("/data/waarmerk/wallet"));
  CHECK(folder({"--wallet", "here"}) == std::filesystem::path("here"));
  CHECK(folder({"--wallet", purse.passphrase_file}).error().code == bad_usage);
}

}  // namespace waarmerk::cli
