// Tests of `badge export`, from the words that are typed to the file that is written.
#include <doctest/doctest.h>

#include <string>

#include "tests/support/badge_files.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::cli {
namespace {

using tests::badge_now;

struct Table {
  tests::TemporaryFolder folder;
  tests::BadgeFiles files{folder.path(), badge_now};
  tests::Desk desk{badge_now};

  int exported(const std::string& name, const std::string& to, std::vector<std::string> more = {}) {
    std::vector<std::string> words{"badge", "export", files / name, "-o", files / to};
    words.insert(words.end(), more.begin(), more.end());
    return desk.type(words).exit;
  }
  int verified(const std::string& name) {
    return desk.type({"badge", "verify", files / name}).exit;
  }
};

}  // namespace

TEST_CASE("a badge verifies in each form that it went out in") {
  Table table;
  CHECK(table.exported("good.jwt", "a.json") == 0);
  CHECK(table.verified("a.json") == 0);
  CHECK(table.exported("a.json", "a.jws") == 0);
  CHECK(table.verified("a.jws") == 0);
  CHECK(table.exported("good.json", "a.svg", {"--image", table.files / "heart.svg"}) == 0);
  CHECK(table.verified("a.svg") == 0);
  CHECK(table.exported("a.jws", "b", {"--as", "png", "--image", table.files / "heart.png"}) == 0);
  CHECK(table.verified("b") == 0);
  CHECK(table.exported("a.svg", "c.json") == 0);
  CHECK(tests::read_file(table.files / "c.json") == tests::read_file(table.files / "good.json"));
}

TEST_CASE(
    "what cannot be is refused: a JWS of JSON, a picture of another kind, none, a strange form") {
  Table table;
  CHECK(table.exported("good.json", "a.jws") == 8);
  CHECK(table.exported("good.json", "a.png", {"--image", table.files / "heart.svg"}) == 8);
  CHECK(table.exported("good.json", "a.png") == 5);
  CHECK(table.exported("good.json", "a.pdf") == 2);
  CHECK(table.exported("good.json", "a") == 2);
  CHECK(table.exported("heart.png", "a.json") == 8);
}

}  // namespace waarmerk::cli
