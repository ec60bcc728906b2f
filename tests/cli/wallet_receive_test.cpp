// Tests of `wallet receive` with files and links; offers are in wallet_offer_test.cpp.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "tests/support/purse.hpp"

namespace waarmerk::cli {

TEST_CASE("a genuine badge is kept once, whatever it is wrapped in") {
  tests::Purse purse;
  const auto first = purse.wallet({"receive", purse.files / "good.json"});
  CHECK(first.exit == 0);
  CHECK(first.out.starts_with("kept\tbadge.genuine\t"));
  CHECK(first.err.contains("number 1"));
  const auto baked = purse.wallet({"receive", purse.files / "good.png"});
  CHECK(baked.exit == 0);
  CHECK(baked.err.contains("had it already"));
  CHECK(purse.wallet({"receive", purse.files / "good.jwt"}).err.contains("number 2"));
  purse.desk.console.input = purse.read(purse.files / "good.json");
  CHECK(purse.wallet_json({"receive", "-"}).root().find("new")->boolean() == false);
  CHECK(purse.desk.network.asked.empty());
}

TEST_CASE("a badge may be pasted in the place of a file") {
  tests::Purse purse;
  CHECK(purse.wallet({"receive", "\n" + purse.read(purse.files / "good.jwt")}).exit == 0);
  CHECK(purse.wallet({"receive", purse.read(purse.files / "good.json")}).exit == 0);
  CHECK(purse.wallet({"list"}).out.contains("2\t"));
  CHECK(purse.wallet({"receive", "{}"}).exit != 0);
  CHECK(purse.wallet({"receive", "eyJ.nonsense"}).exit != 0);
}

TEST_CASE("a badge that is not genuine is kept only where that is asked for, and is never 0") {
  tests::Purse purse;
  const auto refused = purse.wallet({"receive", purse.files / "tampered.json"});
  CHECK(refused.exit == 11);
  CHECK(refused.out.starts_with("not kept\tbadge.bad_signature"));
  CHECK(purse.wallet({"list"}).out.empty());
  CHECK(purse.wallet({"receive", purse.files / "tampered.json", "--anyway"}).exit == 11);
  CHECK(purse.wallet({"list"}).out.starts_with("1\t"));
}

TEST_CASE("a badge that could not be checked is kept, and is not 0") {
  tests::Purse purse;
  const auto unchecked = purse.wallet({"receive", purse.files / "web.json", "--offline"});
  CHECK(unchecked.exit == 17);
  CHECK(unchecked.out.starts_with("kept\t"));
}

TEST_CASE(
    "a badge of an issuer whose clock is a little ahead is genuine, and one of later is kept") {
  tests::Purse purse;
  const auto begins = tests::badge_now + day_ms;
  purse.desk.clock.set(begins + -1'000);
  const auto soon = purse.wallet({"receive", purse.files / "early.json"}, "behind");
  CHECK(soon.exit == 0);
  CHECK(soon.out.starts_with("kept\tbadge.genuine\t"));
  CHECK(soon.err.contains("one of the two clocks is off"));
  purse.desk.clock.set(begins + -5 * minute_ms + -1);
  const auto later = purse.wallet({"receive", purse.files / "early.json"});
  CHECK(later.exit == 14);
  CHECK(later.out.starts_with("kept\tbadge.not_yet_valid\t"));
  CHECK_FALSE(later.err.contains("clocks"));
  CHECK(purse.wallet({"list"}).out.starts_with("1\t"));
  auto forged = purse.read(purse.files / "early.json");
  forged.replace(forged.find("Language"), 8, "Longuage");
  purse.desk.console.input = forged;
  const auto refused = purse.wallet({"receive", "-"});
  CHECK(refused.exit == 11);
  CHECK(refused.out.starts_with("not kept\t"));
}

TEST_CASE("what is no badge, or not there, begins no book") {
  tests::Purse purse;
  CHECK(purse.wallet({"receive", purse.files / "heart.png"}).exit != 0);
  CHECK(purse.wallet({"receive", purse.files / "absent.json"}).exit == 22);
  CHECK(purse.wallet({"receive"}).exit == 2);
  CHECK(purse.wallet({"receive", "x", "--again"}).exit == 2);
  CHECK(purse.wallet({"receive", "--again"}).exit == 5);
  CHECK(purse.wallet({"list"}).exit == 5);
}

TEST_CASE("who receives a backup is told what to do with it") {
  tests::Purse purse;
  CHECK(purse.wallet({"receive", purse.files / "good.json"}).exit == 0);
  const auto backup = purse.folder("backup.jwe");
  CHECK(purse.wallet({"backup", backup}).exit == 0);
  const auto typed = purse.wallet({"receive", backup});
  CHECK(typed.exit == 2);
  CHECK(typed.err.contains("wallet restore"));
}

TEST_CASE("a badge is fetched from where a link leads") {
  tests::Purse purse;
  purse.answer("GET https://library.example/badge", 200, purse.read(purse.files / "good.json"));
  CHECK(purse.wallet({"receive", "https://library.example/badge"}).exit == 0);
  CHECK(purse.desk.network.asked.at(0).accept.contains("application/vc"));
  purse.answer("GET https://library.example/gone", 404, "{}");
  CHECK(purse.wallet({"receive", "https://library.example/gone"}).exit == 3);
  CHECK(purse.wallet({"receive", "https://library.example/badge", "--offline"}).exit == 2);
}

TEST_CASE("where nothing is waited for, asking again says so") {
  tests::Purse purse;
  CHECK(purse.wallet({"receive", purse.files / "good.json"}).exit == 0);
  const auto again = purse.wallet({"receive", "--again"});
  CHECK(again.exit == 0);
  CHECK(again.err.contains("Nothing is waited for"));
}

}  // namespace waarmerk::cli
