// Tests of `badge verify --require-recognised`, and of `badge explain` with it.
#include "cli/recognition.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/support/badge_files.hpp"
#include "tests/support/office.hpp"

namespace waarmerk::cli {
namespace {

std::string answer_with(const std::string& code, const std::string& name = "trust") {
  return R"({"checks":[{"name":")" + name + R"(","state":"passed","code":")" + code +
         R"(","sentence":"The library is known to The town.",)"
         R"("detail":"Holds until \u001b[31mMay."}]})";
}

struct Scene {
  void answer(const std::string& code) {
    office.answer("POST /v1/trust/explain", 200, answer_with(code));
  }
  tests::Typed verify(const std::string& file, std::vector<std::string> more = {}) {
    std::vector<std::string> words{"badge", "verify", files / file, "--require-recognised"};
    words.insert(words.end(), more.begin(), more.end());
    return office.desk.type(words);
  }
  std::size_t asked() const { return office.desk.network.asked.size(); }

  tests::Office office;
  tests::BadgeFiles files{office.home(), tests::badge_now};
};

}  // namespace

TEST_CASE("an issuer who is recognised is 0, and the node was asked about that issuer") {
  Scene scene;
  scene.answer("badge.issuer_recognised");
  const auto typed = scene.verify("good.json", {"--as-of", "2026-03-03T10:12:00Z"});
  CHECK(typed.exit == 0);
  CHECK(typed.out.contains("\tgenuine\tbadge.genuine\t"));
  CHECK(typed.out.ends_with("\tbadge.issuer_recognised\n"));
  const auto& body = scene.office.last().body;
  CHECK(body.contains(R"("issuer":")" + scene.files.issuer().did + '"'));
  CHECK(body.contains(R"("achievementType":[)"));
  CHECK(body.contains(R"("at":"2026-03-03T10:12:00)"));
}

TEST_CASE(
    "an issuer of whom anything else is said is 15, of a badge that is genuine all the same") {
  Scene scene;
  for (const std::string code : {"badge.issuer_objected", "badge.issuer_partly_recognised",
                                 "badge.issuer_unknown", "badge.issuer_trust_unknown"}) {
    CAPTURE(code);
    scene.answer(code);
    const auto typed = scene.verify("good.json", {"--json"});
    CHECK(typed.exit == 15);
    CHECK(typed.out.contains(R"("exit":15,"outcome":"genuine_with_warning")"));
    CHECK(typed.out.contains(R"("name":"trust","state":"warning","code":")" + code + '"'));
  }
}

TEST_CASE("a node that does not answer is asked once, and nobody is recognised") {
  Scene scene;
  const auto typed = scene.verify("good.json", {scene.files / "good.jwt"});
  CHECK(typed.exit == 15);
  CHECK(typed.out.contains("good.jwt\tgenuine_with_warning\tbadge.issuer_not_looked_up\t"));
  CHECK(scene.asked() == 1);
  CHECK(scene.verify("good.json", {"--json"}).out.contains(R"("detail":"cli.no_answer: )"));
}

TEST_CASE("without a node, or with nobody to be asked, it was not looked up") {
  Scene scene;
  scene.answer("badge.issuer_recognised");
  const auto offline = scene.verify("good.json", {"--offline"});
  CHECK(offline.exit == 15);
  CHECK(offline.out.ends_with("\tbadge.issuer_not_looked_up\n"));
  CHECK(scene.asked() == 0);
  const auto elsewhere =
      scene.verify("good.json", {"--config", scene.office.home() + "/none.toml", "--json"});
  CHECK(elsewhere.exit == 15);
  CHECK(elsewhere.out.contains("badge.issuer_not_looked_up"));
  CHECK(scene.asked() == 0);
}

TEST_CASE("what the node answers is not taken for recognition where it is something else") {
  Scene scene;
  const auto code_of = [&](const std::string& body, int status = 200) {
    scene.office.answer("POST /v1/trust/explain", status, body);
    const auto typed = scene.verify("good.json");
    CHECK(typed.exit == 15);
    return typed.out.substr(typed.out.rfind('\t') + 1);
  };
  CHECK(code_of("{}") == "badge.issuer_not_looked_up\n");
  CHECK(code_of(R"({"level":"full"})") == "badge.issuer_not_looked_up\n");
  CHECK(code_of(answer_with("badge.signature_good")) == "badge.issuer_not_looked_up\n");
  CHECK(code_of(answer_with("badge.of_tomorrow")) == "badge.issuer_not_looked_up\n");
  CHECK(code_of(R"({"code":"trust.bad_scope","detail":"Too much."})", 400) ==
        "badge.issuer_trust_unknown\n");
  CHECK(code_of(R"({"code":"auth.denied","detail":"Not you."})", 403) ==
        "badge.issuer_not_looked_up\n");
}

TEST_CASE("of a badge that is not accepted, or of an issuer without a DID, nobody is asked") {
  Scene scene;
  scene.answer("badge.issuer_recognised");
  const auto tampered = scene.verify("tampered.json");
  CHECK(tampered.exit == 11);
  CHECK(tampered.out.ends_with("\t\n"));
  CHECK(scene.verify("absent.json").exit == 22);
  const auto hosted =
      scene.verify("assertion.json", {"--offline", "--documents", scene.files / "published"});
  CHECK(hosted.exit == 15);
  CHECK(hosted.out.ends_with("\tbadge.issuer_without_did\n"));
  CHECK(scene.asked() == 0);
}

TEST_CASE("of several files the worst decides, and who is not recognised outweighs who is") {
  Scene scene;
  scene.answer("badge.issuer_unknown");
  CHECK(scene.verify("good.json", {scene.files / "tampered.json"}).exit == 11);
  CHECK(scene.verify("tampered.json", {scene.files / "good.json"}).exit == 11);
  CHECK(scene.verify("good.json", {scene.files / "good.jwt"}).exit == 15);
}

TEST_CASE("people read who recognises the issuer and until when, or that nobody was asked") {
  Scene scene;
  scene.office.desk.console.is_terminal = true;
  scene.answer("badge.issuer_recognised");
  const auto typed = scene.verify("good.json");
  CHECK(typed.out.contains("\n  The library is known to The town.\n"));
  CHECK(typed.out.contains("Holds until "));
  CHECK_FALSE(typed.out.contains("\x1b[31mMay"));  // text of others moves no cursor
  scene.answer("badge.issuer_unknown");
  const auto unknown = scene.verify("good.json").out;
  const auto first = unknown.find("The library is known");
  CHECK(first != std::string::npos);
  CHECK(unknown.find("The library is known", first + 1) == std::string::npos);  // said once
  const auto plain = scene.office.desk.type({"badge", "verify", scene.files / "good.json"});
  CHECK(plain.exit == 0);
  CHECK(plain.out.contains("Whether anybody you trust recognises the issuer was not looked up."));
}

TEST_CASE("an explanation has the check among the others, and ends as the verification does") {
  Scene scene;
  scene.answer("badge.issuer_unknown");
  const auto file = scene.files / "good.json";
  const auto typed = scene.office.desk.type({"badge", "explain", file, "--require-recognised"});
  CHECK(typed.exit == 15);
  CHECK(typed.out.contains("trust\twarning\tbadge.issuer_unknown\tThe library is known"));
  CHECK_FALSE(typed.out.contains("not looked up"));
  const auto unasked = scene.office.desk.type({"badge", "explain", file});
  CHECK(unasked.exit == 0);
  CHECK(unasked.out.contains("recognised\tnot looked up"));
  CHECK_FALSE(unasked.out.contains("\ntrust\t"));
}

}  // namespace waarmerk::cli
