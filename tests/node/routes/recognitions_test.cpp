// What is said of other organisations, by way of the routes.
#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "crypto/json/writer.hpp"
#include "node/actions/accept_entries.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/test_routes.hpp"
#include "tests/support/vouching.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::body_of;
using tests::TestRoutes;
using tests::text_in;

std::string code_of(const http::Response& response) { return text_in(response, "code"); }

http::Response say(TestRoutes& node, const std::string& more,
                   const std::string& did = "did:web:town.example") {
  return node.post("/v1/trust/bits", R"({"did":")" + did + "\"" + more + "}");
}

json::Value newest(const json::Document& bits) {
  return *bits.root().find("given")->elements().begin();
}

}  // namespace

TEST_CASE("a recognition is made, listed with all that it says, and withdrawn") {
  TestRoutes library;
  const auto said =
      say(library, R"(,"kind":"introduce","amount":60,"depth":2,"quota":50,)"
                   R"("skill":["sewing","cooking"],"jurisdiction":"NL-ZH",)"
                   R"("basis":"visited","comment":"We were there.","name":"Partners",)"
                   R"("until":"2027-01-01T00:00:00Z")");
  CAPTURE(said.body);
  REQUIRE(said.status == 201);
  const auto hash = text_in(said, "hash");
  CHECK(body_of(said).root().find("credential")->find("proof"));
  const auto listed = body_of(library.get("/v1/trust/bits"));
  const auto bit = newest(listed);
  CHECK(json::print(*bit.find("skill")) == R"(["cooking","sewing"])");
  CHECK(json::print(*bit.find("jurisdiction")) == R"(["NL-ZH"])");
  CHECK(bit.find("hash")->string() == hash);
  CHECK(bit.find("state")->string() == "stands");
  CHECK(bit.find("truster")->string() == "did:web:library.example");
  CHECK(bit.find("trustee")->string() == "did:web:town.example");
  CHECK(bit.find("form")->string() == "endorsement");
  CHECK(bit.find("kind")->string() == "introduce");
  CHECK(bit.find("amount")->integer() == 60);
  CHECK(bit.find("depth")->integer() == 2);
  CHECK(bit.find("quota")->integer() == 50);
  CHECK(bit.find("basis")->string() == "visited");
  CHECK(bit.find("comment")->string() == "We were there.");
  CHECK(bit.find("name")->string() == "Partners");
  CHECK(bit.find("until")->string() == "2027-01-01T00:00:00Z");
  CHECK(listed.root().find("received")->size() == 0);

  const auto order = R"({"hash":")" + hash + R"(","reason":"Over."})";
  const auto done = library.post("/v1/trust/bits/withdraw", order);
  REQUIRE(done.status == 200);
  CHECK(body_of(done).root().find("withdrawn")->size() == 1);
  const auto after = body_of(library.get("/v1/trust/bits"));
  CHECK(newest(after).find("state")->string() == "ended");
  CHECK(newest(after).find("reason")->string() == "Over.");
  CHECK(code_of(library.post("/v1/trust/bits/withdraw", order)) == "feed.no_trust");
}

TEST_CASE("a plain endorsement takes none of the terms of trust") {
  TestRoutes library;
  CHECK(code_of(say(library, R"(,"plain":true,"amount":60)")) == "json.unknown_member");
  REQUIRE(say(library, R"(,"plain":true,"comment":"Partner since 2024")").status == 201);
  const auto listed = body_of(library.get("/v1/trust/bits"));
  CHECK(newest(listed).find("plain")->boolean() == true);
  CHECK_FALSE(newest(listed).find("any"));
  const auto done =
      library.post("/v1/trust/bits/withdraw", R"({"did":"did:web:town.example","reason":"Over."})");
  CHECK(done.status == 200);
}

TEST_CASE("it is said in the form that is asked for, and listed with that") {
  TestRoutes library;
  const auto said = say(library, R"(,"any":true,"form":"recognized-entity")");
  CAPTURE(said.body);
  REQUIRE(said.status == 201);
  CHECK(said.body.contains(R"("RecognizedEntityCredential")"));
  const auto listed = body_of(library.get("/v1/trust/bits"));
  CHECK(newest(listed).find("form")->string() == "recognized-entity");
  CHECK(newest(listed).find("amount")->integer() == 120);
  REQUIRE(say(library, R"(,"plain":true,"form":"endorsement")", "did:web:mill.example").status ==
          201);
  CHECK(code_of(say(library, R"(,"any":true,"form":"badge")")) == "trust.bad_bit");
}

TEST_CASE("the other side is called by its name, and by ours for it where we have one") {
  actions::TrustPolicy policy;
  const auto mill = did::Did::parse("did:web:mill.example").value();
  policy.parties[feed::feed_id_of(mill)] = {mill.text(), "Our mill"};
  TestRoutes library(tests::NodeMethod::web, policy);
  tests::TestNode town("town.example", 2);
  tests::vouch(town, tests::word_of(town, library.node.self.did));
  REQUIRE(tests::run_task(actions::accept_entries(library.node.ports, tests::entries_of(town))));
  REQUIRE(say(library, R"(,"any":true)").status == 201);
  REQUIRE(say(library, R"(,"any":true)", mill.text()).status == 201);
  REQUIRE(say(library, R"(,"any":true)", "did:web:lab.example").status == 201);
  const auto listed = body_of(library.get("/v1/trust/bits"));
  std::map<std::string, std::string> names;
  for (const auto* side : {"given", "received"}) {
    for (const json::Value bit : listed.root().find(side)->elements()) {
      const auto name = bit.find("called");
      const auto* other = side == std::string_view("given") ? "trustee" : "truster";
      names[side + (" " + std::string(*bit.find(other)->string()))] =
          name ? std::string(*name->string()) : "";
    }
  }
  CHECK(names ==
        std::map<std::string, std::string>{{"given did:web:town.example", town.self.name},
                                           {"given did:web:mill.example", "Our mill"},
                                           {"given did:web:lab.example", ""},
                                           {"received did:web:town.example", town.self.name}});
}

TEST_CASE("a relation is called the same on both sides of it") {
  TestRoutes library;
  tests::TestNode town("town.example", 2);
  tests::vouch(town, tests::word_of(town, library.node.self.did));
  REQUIRE(tests::run_task(actions::accept_entries(library.node.ports, tests::entries_of(town))));
  REQUIRE(say(library, R"(,"any":true)").status == 201);
  const auto listed = body_of(library.get("/v1/trust/bits"));
  std::set<std::string> names;
  for (const auto* side : {"given", "received"}) {
    for (const json::Value bit : listed.root().find(side)->elements()) {
      CHECK(bit.find("mutual")->boolean() == true);
      names.insert(std::string(*bit.find("relationName")->string()));
    }
  }
  REQUIRE(names.size() == 1);
  CHECK(names.begin()->contains(town.self.name));
  CHECK(names.begin()->contains(library.node.self.name));
  CHECK(names.begin()->ends_with(": anything"));
}

TEST_CASE("what no bit may say is refused, with the reason") {
  TestRoutes library;
  CHECK(code_of(say(library, "")) == "trust.no_scope");
  CHECK(code_of(say(library, R"(,"any":false)")) == "trust.no_scope");
  CHECK(code_of(say(library, R"(,"any":true,"skill":"sewing")")) == "trust.bad_scope");
  CHECK(code_of(say(library, R"(,"any":true,"amount":130)")) == "trust.bad_bit");
  CHECK(code_of(say(library, R"(,"any":true,"amount":4294967356)")) == "trust.bad_bit");
  CHECK(code_of(say(library, R"(,"any":true,"quota":-1)")) == "trust.bad_bit");
  CHECK(code_of(say(library, R"(,"any":true,"kind":"own")")) == "trust.bad_bit");
  CHECK(code_of(say(library, R"(,"any":true,"depht":1)")) == "json.unknown_member");
  CHECK(code_of(say(library, R"(,"any":true)", "library.example")) == "did.malformed");
  CHECK(code_of(say(library, R"(,"any":true)", "did:web:library.example")) == "trust.own_bit");
  CHECK(code_of(say(library, R"(,"any":true)", tests::someone)) == "trust.perhaps_a_person");
  CHECK(body_of(library.get("/v1/trust/bits")).root().find("given")->size() == 0);
}

TEST_CASE("it is one bit or all about one organisation that is withdrawn, with a reason") {
  TestRoutes library;
  const auto withdraw = [&](const std::string& body) {
    return library.post("/v1/trust/bits/withdraw", body);
  };
  CHECK(withdraw(R"({"did":"did:web:town.example"})").status == 400);
  CHECK(withdraw(R"({"reason":"x"})").status == 400);
  CHECK(withdraw(R"({"hash":"short","reason":"x"})").status == 400);
  const std::string hash(R"("hash":"u47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU")");
  CHECK(code_of(withdraw("{" + hash + R"(,"did":"did:web:a.example","reason":"x"})")) ==
        "json.unknown_member");
  CHECK(code_of(withdraw("{" + hash + R"(,"reason":"x"})")) == "feed.no_trust");
}

}  // namespace waarmerk::node::routes
