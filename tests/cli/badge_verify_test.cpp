// Tests of `badge verify`, from the words that are typed to the exit code.
#include <doctest/doctest.h>

#include <string>

#include "crypto/json/parse.hpp"
#include "tests/support/badge_files.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::cli {
namespace {

using tests::badge_now;

struct Table {
  tests::TemporaryFolder folder;
  tests::BadgeFiles files{folder.path(), badge_now};
  tests::Desk desk{badge_now};

  tests::Typed verify(const std::string& name, std::vector<std::string> more = {}) {
    std::vector<std::string> words{"badge", "verify", files / name};
    words.insert(words.end(), more.begin(), more.end());
    return desk.type(words);
  }
  tests::Typed verify_known(const std::string& name, const std::string& known = "known.json") {
    return verify(name, {"--offline", "--documents", files / known});
  }
};

std::string code_in(const tests::Typed& typed) {
  const auto document = json::parse(typed.out);
  REQUIRE(document);
  return std::string(document->root().find("code").value().string().value());
}

}  // namespace

TEST_CASE("a genuine badge is 0, as JSON, as a JWS and as a COSE_Sign1") {
  Table table;
  CHECK(table.verify("good.json").exit == 0);
  CHECK(table.verify("good.jwt").exit == 0);
  CHECK(table.verify("good.cose").exit == 0);
  CHECK(table.desk.network.asked.empty());
}

TEST_CASE("a picture is what the badge in it is, and a plain one is no badge") {
  Table table;
  CHECK(table.verify("good.png").exit == 0);
  CHECK(table.verify("tampered.svg").exit == 11);
  CHECK(table.verify("heart.png").exit == 10);
  CHECK(table.verify("heart.svg").exit == 10);
}

TEST_CASE("it speaks other languages to people, and JSON stays in English") {
  Table table;
  const auto typed = table.verify("good.json", {"--lang", "nl"});
  CHECK(typed.exit == 0);
  CHECK(typed.out.contains("Uitgegeven door "));
  CHECK_FALSE(table.verify("good.json", {"--lang", "nl", "--json"}).out.contains("Uitgegeven"));
  CHECK(table.verify("good.json", {"--lang", "xx"}).exit == 2);
}

TEST_CASE("each way to be wrong has its own number") {
  Table table;
  CHECK(table.verify("not-a-badge.json").exit == 10);
  CHECK(table.verify("tampered.json").exit == 11);
  CHECK(table.verify("expired.json").exit == 14);
  CHECK(table.verify("early.json").exit == 14);
  CHECK(table.verify("bbs.json").exit == 20);
  CHECK(table.verify("absent.json").exit == 22);
  CHECK(table.verify("good.json", {"--expect-issuer", "did:web:other.example"}).exit == 18);
  CHECK(table.verify("good.json", {"--expect-subject", "did:web:other.example"}).exit == 19);
  CHECK(table.verify("good.json", {"--expect-issuer", table.files.issuer().did}).exit == 0);
}

TEST_CASE("what is known of a status decides, and what is not known is not valid") {
  Table table;
  CHECK(table.verify_known("listed.json").exit == 0);
  CHECK(table.verify_known("revoked.json").exit == 12);
  CHECK(table.verify_known("suspended.json").exit == 13);
  CHECK(table.verify_known("revoked.json", "known").exit == 12);
  CHECK(table.verify_known("listed.json", "known-did.json").exit == 16);
  CHECK(table.verify("listed.json", {"--offline"}).exit == 17);
  CHECK(table.verify("web.json", {"--offline"}).exit == 17);
  CHECK(table.verify_known("web.json").exit == 0);
  CHECK(table.desk.network.asked.empty());
}

TEST_CASE("online, what is not given is asked for") {
  Table table;
  CHECK(table.verify("web.json").exit == 17);
  REQUIRE(table.desk.network.asked.size() == 1);
  CHECK(table.desk.network.asked[0].url == "https://library.example/.well-known/did.json");
  table.desk.network.answers["GET https://library.example/.well-known/did.json"] = {
      .status = 200, .content_type = "", .body = table.files.library().document()};
  CHECK(table.verify("web.json").exit == 0);
}

TEST_CASE("a badge is judged by the time that is asked about") {
  Table table;
  CHECK(table.verify("expired.json", {"--as-of", "2026-02-20"}).exit == 0);
  CHECK(table.verify("good.json", {"--as-of", "2020-01-01T00:00:00Z"}).exit == 14);
  CHECK(table.verify("good.json", {"--as-of", "yesterday"}).exit == 8);
}

TEST_CASE("a line of JSON is printed for each file, and the worst decides") {
  Table table;
  const auto typed = table.verify(
      "good.json", {table.files / "absent.json", table.files / "expired.json", "--json"});
  CHECK(typed.exit == 14);
  std::size_t lines = 0;
  for (std::size_t from = 0; from < typed.out.size(); ++lines) {
    const auto end = typed.out.find('\n', from);
    const auto line = json::parse(std::string_view(typed.out).substr(from, end - from));
    REQUIRE(line);
    for (const auto* name : {"file", "outcome", "code", "exit", "checks"}) {
      CHECK(line->root().find(name));
    }
    from = end + 1;
  }
  CHECK(lines == 3);
}

TEST_CASE("the JSON names file, outcome, code and checks") {
  Table table;
  CHECK(code_in(table.verify("good.json", {"--json"})) == "badge.genuine");
  CHECK(code_in(table.verify("tampered.json", {"--json"})) == "badge.bad_signature");
  CHECK(code_in(table.verify("absent.json", {"--json"})) == "cli.unreadable_file");
}

TEST_CASE("a dash is the standard input") {
  Table table;
  table.desk.console.input =
      table.desk.make_workspace().read_file(table.files / "good.json", 100'000).value();
  CHECK(table.desk.type({"badge", "verify", "-"}).exit == 0);
  table.desk.console.input = "";
  CHECK(table.desk.type({"badge", "verify", "-"}).exit == 10);
}

TEST_CASE("documents that cannot be read are a failure before any badge is checked") {
  Table table;
  const auto absent = table.verify_known("good.json", "absent.json");
  CHECK(absent.exit == 22);
  CHECK(absent.out.empty());
  CHECK(table.verify_known("good.json", "good.jwt").exit == 0);
}

TEST_CASE("people read a sentence, and what they can do next") {
  Table table;
  table.desk.console.is_terminal = true;
  table.desk.environment["NO_COLOR"] = "1";
  const auto typed = table.verify("expired.json");
  CHECK(typed.out.contains("expired.json: not genuine\n  "));
  CHECK(typed.err == "Next: waarmerk badge explain " + (table.files / "expired.json") + "\n");
}

}  // namespace waarmerk::cli
