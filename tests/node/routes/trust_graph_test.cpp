#include <doctest/doctest.h>

#include "tests/support/test_routes.hpp"
#include "tests/support/vouching.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::TestRoutes;

const auto lab = *did::Did::parse("did:web:lab.example");

}  // namespace

TEST_CASE("the network around us, around another, and as it was before") {
  TestRoutes library;
  tests::vouch(library.node, tests::word_of(library.node, lab));
  const auto ours = library.get("/v1/trust/graph");
  REQUIRE_MESSAGE(ours.status == 200, ours.body);
  CHECK(ours.body.contains(R"("organisations":[{"did":"did:web:library.example","name":")"));
  CHECK(ours.body.contains(R"({"did":"did:web:lab.example","hops":1}])"));
  CHECK(ours.body.contains(
      R"("bits":[{"from":0,"to":1,"kind":"issue","amount":120,"depth":0,"any":true,"since":")"));
  CHECK(ours.body.contains(R"("cutShort":false)"));
  const auto of_lab = library.get("/v1/trust/graph?about=did%3Aweb%3Alab.example&hops=1");
  CHECK(of_lab.body.contains(R"("organisations":[{"did":"did:web:lab.example","hops":0},)"));
  CHECK(library.get("/v1/trust/graph?hops=0").body.contains(R"("bits":[])"));
  CHECK(library.get("/v1/trust/graph?at=2020-01-01T00:00:00Z").body.contains(R"("bits":[])"));
}

TEST_CASE("a picture of nobody, of too much, or for somebody without a token is refused") {
  TestRoutes library;
  CHECK(library.get("/v1/trust/graph?about=lab").status == 400);
  CHECK(library.get("/v1/trust/graph?hops=5").status == 400);
  CHECK(library.get("/v1/trust/graph?at=yesterday").status == 400);
  CHECK(library.call(tests::request_of("GET", "/v1/trust/graph")).status == 401);
}

}  // namespace waarmerk::node::routes
