// Tests of `trust explain`, `trust who-could-vouch` and `trust policy`.
#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "node/actions/trust_policy.hpp"
#include "tests/support/office.hpp"

namespace waarmerk::cli {
namespace {

const std::string gemeente = R"({"did":"did:web:gemeente.example","name":"Gemeente"})";
const std::string west = R"({"did":"did:web:west.example"})";
const std::string lab = R"({"did":"did:web:lab.example","name":"The \u001b[31mlab"})";

std::string bit(const std::string& from, const std::string& to) {
  return R"({"from":)" + from + R"(,"to":)" + to +
         R"(,"kind":"issue","amount":60,"since":"2024-01-05T00:00:00Z","until":"2027-01-05T00:00:00Z","hash":"u0",)"
         R"("comment":"We visited."})";
}

const std::string answer =
    R"({"issuer":)" + lab +
    R"(,"level":"partial","amount":60,"bound":60,"needed":120,)"
    R"("sentence":"Only west vouches for the lab.","holdsUntil":"2027-01-05T00:00:00Z",)"
    R"("nextChange":"2026-12-05T00:00:00Z","dependsOn":[{"feed":"uAA","epoch":0,"seq":7}],)"
    R"("paths":[{"root":)" +
    gemeente + R"(,"amount":60,"bits":[)" + bit(gemeente, west) + "," + bit(west, lab) +
    R"(]}],"cut":[{"from":)" + gemeente + R"(,"to":)" + west +
    R"(,"amount":60}],"couldVouch":[{"who":)" + gemeente +
    R"(,"hops":0,"amount":60,"says":60}],"knownFor":[{"who":)" + gemeente +
    R"(,"amount":120,"scope":{"skill":["mak\u001b[31ming"],"jurisdiction":["NL-ZH"]}},{"who":)" +
    west + R"(,"amount":40,"scope":{}}],"doubts":[{"who":)" + gemeente +
    R"(,"why":"unknown"},{"who":)" + west +
    R"(,"why":"silent","lastHeard":"2026-01-05T00:00:00Z"}]})";

struct Scene {
  Scene() { office.answer("POST /v1/trust/explain", 200, answer); }
  tests::Typed type(std::vector<std::string> words) { return office.desk.type(std::move(words)); }

  tests::Office office;
};

}  // namespace

TEST_CASE("a script reads all that people see, and the exit says whether it is recognised") {
  Scene scene;
  const auto typed = scene.type({"trust", "explain", "did:web:lab.example"});
  CHECK(typed.exit == 15);
  CHECK(typed.out ==
        "level\tpartial\t60\n"
        "path\t60\tdid:web:gemeente.example\tdid:web:west.example\tdid:web:lab.example\n"
        "cut\t60\tdid:web:gemeente.example\tdid:web:west.example\n"
        "could-vouch\t60\tdid:web:gemeente.example\t60\n"
        "known-for\t120\tdid:web:gemeente.example\tmak [31ming\tNL-ZH\n"
        "known-for\t40\tdid:web:west.example\n"
        "doubt\tunknown\tdid:web:gemeente.example\t\n"
        "doubt\tsilent\tdid:web:west.example\t2026-01-05T00:00:00Z\n"
        "holds-until\t2027-01-05T00:00:00Z\n");
  const auto whole = scene.type({"trust", "explain", "did:web:lab.example", "--json"}).out;
  CHECK(whole.contains("\"cut\""));
  CHECK(whole.contains(R"("nextChange":"2026-12-05T00:00:00Z")"));
  CHECK(whole.contains(R"("dependsOn":[{"feed":"uAA","epoch":0,"seq":7}])"));
  scene.office.answer("POST /v1/trust/explain", 200, R"({"level":"full","amount":120})");
  CHECK(scene.type({"trust", "explain", "did:web:lab.example"}).exit == 0);
}

TEST_CASE("a script reads who objects, that not all was looked at, and what hangs on one alone") {
  Scene scene;
  const auto read = [&](const std::string& json) {
    scene.office.answer("POST /v1/trust/explain", 200, json);
    return scene.type({"trust", "explain", "did:web:lab.example"}).out;
  };
  CHECK(read(R"({"level":"vetoed","amount":0,"vetoedBy":)" + gemeente + "}") ==
        "level\tvetoed\t0\nobjection\tdid:web:gemeente.example\n");
  CHECK(read(R"({"level":"partial","amount":60,"cutShort":true,"cut":[{"from":)" + west +
             R"(,"amount":60}],"couldVouch":[{"who":)" + gemeente + R"(,"amount":60}]})") ==
        "level\tpartial\t60\ncut-short\ncut\t60\tdid:web:west.example\n"
        "could-vouch\t60\tdid:web:gemeente.example\t0\n");
}

TEST_CASE("people see the line that a word travels along, what it hangs on and who could vouch") {
  Scene scene;
  scene.office.desk.console.is_terminal = true;
  const auto typed = scene.type({"trust", "explain", "did:web:lab.example"});
  CHECK(typed.out.contains("Only west vouches for the lab."));
  CHECK(typed.out.contains("you ━━ Gemeente ━━ did:web:west.example ━━ The "));
  CHECK(typed.out.contains("\"We visited.\""));
  CHECK(typed.out.contains("Gemeente of did:web:west.example"));
  CHECK(typed.out.contains(", 60, since 2024-01-05T00:00:00Z, until 2027-01-05"));
  CHECK(typed.out.contains("Who could vouch for it"));
  CHECK(typed.out.contains("Gemeente, who says 60 already"));
  CHECK(typed.out.contains("  120  Gemeente, for mak [31ming, NL-ZH\n"));
  CHECK(typed.out.contains("   40  did:web:west.example, without saying for what\n"));
  CHECK(typed.out.contains("Nothing was heard here yet of Gemeente."));
  CHECK(typed.out.contains("it is silent, last heard 2026-01-05T00:00:00Z."));
  CHECK(typed.out.contains("Holds until 2027-01-05"));
  CHECK_FALSE(typed.out.contains("\x1b[31mlab"));  // text of others moves no cursor
}

TEST_CASE("what is asked goes to the node: the scope, the time and another policy") {
  Scene scene;
  const auto file = scene.office.home() + "/trust.toml";
  std::ofstream(file) << "full = 60\n";
  scene.type({"trust", "who-could-vouch", "did:web:lab.example", "--skill", "making", "--skill",
              "swimming", "--jurisdiction", "NL-ZH", "--as-of", "2026-05-03", "--policy", file});
  const auto& body = scene.office.last().body;
  CHECK(body.contains(R"("skill":["making","swimming"],"jurisdiction":["NL-ZH"])"));
  CHECK(body.contains(R"("at":"2026-05-03T)"));
  CHECK(body.contains(R"("policy":"full = 60\n")"));
  const auto none = scene.type(
      {"trust", "explain", "did:web:lab.example", "--policy", scene.office.home() + "/none"});
  CHECK(none.exit == 22);
}

TEST_CASE("a scope is a skill where it is an IRI, and else a type of achievement") {
  Scene scene;
  scene.type({"trust", "explain", "did:web:lab.example", "--scope", "urn:skill:making", "--scope",
              "Badge", "--scope", "ext:Course", "--achievement-type", "Certificate", "--skill",
              "swimming"});
  const auto& body = scene.office.last().body;
  CHECK(body.contains(R"("skill":["swimming","urn:skill:making"])"));
  CHECK(body.contains(R"("achievementType":["Certificate","Badge","ext:Course"])"));
}

TEST_CASE("who could vouch is a list") {
  Scene scene;
  const auto typed = scene.type({"trust", "who-could-vouch", "did:web:lab.example"});
  CHECK(typed.exit == 0);
  CHECK(typed.out == "Gemeente\t60\t0\t60\tdid:web:gemeente.example\n");
}

TEST_CASE("a policy to begin with is written as it can be read") {
  Scene scene;
  const auto typed = scene.type({"trust", "policy", "employer"});
  CHECK(typed.exit == 0);
  CHECK(node::actions::read_trust_policy(typed.out));
  CHECK(scene.type({"trust", "policy", "king"}).exit == 2);
}

}  // namespace waarmerk::cli
