// Tests of `wallet list`, `wallet show` and `wallet remove`.
#include <doctest/doctest.h>

#include <string>

#include "tests/support/purse.hpp"

namespace waarmerk::cli {

TEST_CASE("badges are listed with their numbers, for people, scripts and as JSON") {
  tests::Purse purse;
  CHECK(purse.wallet({"list"}).exit == 5);
  CHECK(purse.wallet({"receive", purse.files / "good.json"}).exit == 0);
  CHECK(purse.wallet({"receive", purse.files / "good.jwt"}).exit == 0);
  const auto plain = purse.wallet({"list"});
  CHECK(plain.exit == 0);
  CHECK(plain.out.starts_with("1\t"));
  CHECK(plain.out.contains("\n2\t"));
  CHECK(plain.out.contains("\t2026-03-03\n"));
  const auto first = purse.wallet_json({"list"});
  CHECK(first.root().find("number")->integer() == 1);
  CHECK(first.root().find("mediaType")->string() == "application/vc");
  CHECK(first.root().find("badge")->find("name"));
}

TEST_CASE("a badge is shown, and written exactly as it came") {
  tests::Purse purse;
  CHECK(purse.wallet({"receive", purse.files / "good.jwt"}).exit == 0);
  const auto file = purse.folder("out.jwt");
  const auto shown = purse.wallet({"show", "1", "-o", file});
  CHECK(shown.exit == 0);
  CHECK(shown.out.contains("application/vc+jwt"));
  const auto original = purse.read(purse.files / "good.jwt");
  CHECK(original.starts_with(purse.read(file)));
  CHECK(purse.desk.type({"badge", "verify", file}).exit == 0);
  CHECK(purse.wallet({"show", "2"}).exit == 5);
}

TEST_CASE("a badge is checked again where that is asked for, and nobody is asked otherwise") {
  tests::Purse purse;
  const auto known = purse.files / "known.json";
  CHECK(purse.wallet({"receive", purse.files / "listed.json", "--documents", known}).exit == 0);
  const auto good = purse.wallet({"show", "1", "--check", "--documents", known});
  CHECK(good.exit == 0);
  CHECK(good.out.contains("\nchecked\t"));
  CHECK(purse.desk.network.asked.empty());
  CHECK(purse.wallet({"show", "1"}).exit == 0);
  CHECK(purse.desk.network.asked.empty());
  CHECK(purse.wallet({"show", "1", "--check", "--offline"}).exit == 17);
  const auto verdict = purse.wallet_json({"show", "1", "--check", "--documents", known});
  CHECK(verdict.root().find("verdict")->find("outcome")->string()->starts_with("genuine"));
  CHECK(purse.wallet({"receive", purse.files / "revoked.json", "--documents", known, "--anyway"})
            .exit == 12);
  CHECK(purse.wallet({"show", "2", "--check", "--documents", known}).exit == 12);
}

TEST_CASE("a badge is removed once its owner agrees") {
  tests::Purse purse;
  CHECK(purse.wallet({"receive", purse.files / "good.json"}).exit == 0);
  purse.desk.console.lines = {"n", "y"};
  CHECK(purse.wallet({"remove", "1"}).exit == 4);
  CHECK(purse.wallet({"list"}).out.starts_with("1\t"));
  CHECK(purse.wallet({"remove", "1"}).exit == 0);
  CHECK(purse.wallet({"list"}).out.empty());
  CHECK(purse.wallet({"remove", "1", "--yes"}).exit == 5);
}

}  // namespace waarmerk::cli
