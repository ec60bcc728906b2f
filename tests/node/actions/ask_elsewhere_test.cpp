#include "node/actions/ask_elsewhere.hpp"

#include <doctest/doctest.h>

#include "crypto/base/sha2.hpp"
#include "node/gossip/serve.hpp"
#include "tests/support/canned_fetcher.hpp"
#include "tests/support/run_task.hpp"

namespace waarmerk::node::actions {
namespace {

const std::string payload = "a list of the library";
const std::string other = "https://other.example";
const std::string path = gossip::payload_path(sha256(bytes_of(payload)));

fetch::Fetched busy_naming(const std::string& endpoints) {
  return {.status = 503,
          .content_type = {},
          .body = R"({"try":)" + endpoints + "}",
          .retry_after_s = 9};
}

struct Scene {
  Scene() { fetcher.answer(other + "/bot/1" + path, 200, payload); }

  fetch::Fetched ask(fetch::Fetched answer, const std::string& at = path) {
    return tests::run_task(or_elsewhere(fetcher, std::move(answer), {at, 1 << 10, known}));
  }

  tests::CannedFetcher fetcher;
  std::vector<std::string> known{other + "/bot/1"};
};

const std::string named = R"(["https://x.example/bot/1","https://other.example/bot/1"])";

}  // namespace

TEST_CASE("a payload comes from one who is named and known, and the peer's wish stands") {
  Scene scene;
  const auto answer = scene.ask(busy_naming(named));
  CHECK(answer.status == 200);
  CHECK(answer.body == payload);
  CHECK(answer.retry_after_s == 9);
  CHECK(scene.fetcher.asked().size() == 1);  // who is not known is not asked
}

TEST_CASE("nobody is asked whom we do not know by ourselves") {
  Scene scene;
  scene.known.clear();
  CHECK(scene.ask(busy_naming(named)).status == 503);
  CHECK(scene.fetcher.asked().empty());
}

TEST_CASE("only what its path proves is taken from others") {
  Scene scene;
  CHECK(scene.ask(busy_naming(named), "/heads?after=0").status == 503);
  CHECK(scene.ask({.status = 404, .content_type = {}, .body = busy_naming(named).body}).status ==
        404);
  CHECK(scene.fetcher.asked().empty());
  scene.fetcher.answer(other + "/bot/1" + path, 200, "another list");
  CHECK(scene.ask(busy_naming(named)).status == 503);
}

TEST_CASE("what names nobody, or too many, is read as far as it goes") {
  for (const auto* body : {"", "no JSON", "[]", R"({"try":"https://other.example/bot/1"})",
                           R"({"try":[1,{}]})", R"({"title":"busy"})"}) {
    CHECK(read_alternatives(body).empty());
  }
  std::string many = R"({"try":[)";
  for (int i = 0; i < 20; ++i) many += R"("https://a)" + std::to_string(i) + R"(.example/bot/1",)";
  many.back() = ']';
  CHECK(read_alternatives(many + "}").size() == 8);
  CHECK(read_alternatives(R"({"try":[")" + std::string(300, 'a') + R"("]})").empty());
  CHECK(read_alternatives(R"({"try":["a"],"x":")" + std::string(9000, 'a') + "\"}").empty());
}

}  // namespace waarmerk::node::actions
