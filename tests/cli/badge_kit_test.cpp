// Tests of `badge kit`, and of checking badges with what it makes.
#include <doctest/doctest.h>

#include <fstream>

#include "node/actions/make_kit.hpp"
#include "tests/support/office.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::cli {
namespace {

/// A library's badge and its kit, in files; and an office that asks its node for one.
struct Bench {
  Bench() {
    save("badge.json", badge);
    save("badge.kit", node::kit::write_kit(make(node::actions::KitForm::whole)));
    save("badge.staple", node::kit::write_kit(make(node::actions::KitForm::staple)));
  }
  node::kit::Kit make(node::actions::KitForm form) const {
    auto made = node::actions::make_kit(library.ports, nullptr, {.badge = badge, .form = form});
    REQUIRE(made);
    return *made;
  }
  std::string path(const std::string& name) const { return office.home() + "/" + name; }
  void save(const std::string& name, const std::string& text) const {
    std::ofstream(path(name)) << text;
  }
  std::string read(const std::string& name) const {
    std::ifstream file(path(name));
    return {std::istreambuf_iterator<char>(file), {}};
  }
  tests::Typed verify(std::vector<std::string> words) {
    words.insert(words.begin(), {"badge", "verify"});
    return office.desk.type(words);
  }
  tests::Typed make_one(std::vector<std::string> more) {
    std::vector<std::string> words{"badge", "kit", path("badge.json")};
    words.insert(words.end(), more.begin(), more.end());
    return office.desk.type(words);
  }

  tests::TestNode library{"library.example", 1, tests::NodeMethod::webvh};
  std::string badge{library.award(library.define("Taalmaatje")).text()};
  tests::Office office;
};

}  // namespace

TEST_CASE("a kit is asked of the node and written into a file") {
  Bench bench;
  bench.office.answer("POST /v1/kits", 200, R"({"type":"SurvivalKit","version":1})");
  const auto typed = bench.make_one({"--out", bench.path("new.kit")});
  CHECK(typed.exit == 0);
  CHECK(bench.read("new.kit") == "{\"type\":\"SurvivalKit\",\"version\":1}\n");
  CHECK(bench.office.last().body == R"({"form":"kit","verifiableCredential":)" + bench.badge + "}");
  CHECK(bench.make_one({"--staple", "--out", bench.path("new.kit")}).exit == 0);
  CHECK(bench.office.last().body.starts_with(R"({"form":"staple",)"));
  CHECK(bench.make_one({}).exit == 2);
}

TEST_CASE("of an issuer without a history it is said that the kit cannot tell a takeover") {
  Bench bench;
  const auto answer = [&](const std::string& issuer) {
    bench.office.answer("POST /v1/kits", 200,
                        R"({"type":"SurvivalKit","version":1,"issuer":")" + issuer + "\"}");
  };
  answer("did:web:library.example");
  bench.office.desk.console.is_terminal = true;
  const auto warned = bench.make_one({"--out", bench.path("new.kit")});
  CHECK(warned.exit == 0);
  CHECK((warned.out + warned.err).contains("keeps no history"));
  CHECK((warned.out + warned.err).contains("did:webvh"));
  CHECK(bench.make_one({"--out", bench.path("new.kit"), "--json"})
            .out.contains(R"("history":false)"));
  answer("did:webvh:Qm:library.example");
  const auto quiet = bench.make_one({"--out", bench.path("new.kit")});
  CHECK_FALSE((quiet.out + quiet.err).contains("keeps no history"));
  CHECK(
      bench.make_one({"--out", bench.path("new.kit"), "--json"}).out.contains(R"("history":true)"));
}

TEST_CASE("a badge in a kit is verified offline, and nobody is asked") {
  Bench bench;
  const auto typed = bench.verify({bench.path("badge.kit"), "--offline"});
  CHECK_MESSAGE(typed.exit == 0, typed.out);
  CHECK(typed.out.contains("badge.genuine"));
  CHECK(bench.verify({bench.path("badge.kit")}).exit == 0);
  CHECK(bench.office.desk.network.asked.empty());
  const auto json = bench.verify({bench.path("badge.kit"), "--offline", "--json"});
  CHECK(json.out.contains(R"("assurance":"B")"));
  CHECK(json.out.contains(R"("source":"holder-staple")"));
  CHECK(json.out.contains(R"("phonedHome":false)"));
}

TEST_CASE("a badge is verified with the kit that came along with it") {
  Bench bench;
  CHECK(bench.verify({bench.path("badge.json"), "--offline"}).exit != 0);
  CHECK(bench.verify({bench.path("badge.json"), "--kit", bench.path("badge.kit"), "--offline"})
            .exit == 0);
  // A staple does not say who the issuer is.
  CHECK(bench.verify({bench.path("badge.json"), "--kit", bench.path("badge.staple"), "--offline"})
            .exit != 0);
  bench.save("did.jsonl", bench.make(node::actions::KitForm::whole).log);
  CHECK(bench
            .verify({bench.path("badge.json"), "--kit", bench.path("badge.staple"), "--documents",
                     bench.path("did.jsonl"), "--offline"})
            .exit == 0);
}

TEST_CASE("a staple alone, a broken kit and a stranger for a witness are refused") {
  Bench bench;
  CHECK(bench.verify({bench.path("badge.staple"), "--offline"}).out.contains("kit.malformed"));
  bench.save("broken.kit", R"({"type":"SurvivalKit","version":9})");
  CHECK(bench.verify({bench.path("broken.kit"), "--offline"}).exit != 0);
  CHECK(bench.verify({bench.path("badge.json"), "--kit", bench.path("broken.kit"), "--offline"})
            .exit != 0);
  CHECK(bench
            .verify(
                {bench.path("badge.kit"), "--offline", "--trust-witness", "did:web:school.example"})
            .exit != 0);
}

TEST_CASE("an explanation of a badge in a kit says how far it can be relied on") {
  Bench bench;
  const auto typed =
      bench.office.desk.type({"badge", "explain", bench.path("badge.kit"), "--offline"});
  CHECK(typed.exit == 0);
  CHECK(typed.out.contains("assurance\tB: known as of"));
}

}  // namespace waarmerk::cli
