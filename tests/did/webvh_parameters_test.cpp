#include "did/webvh_parameters.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/parse.hpp"
#include "tests/support/webvh_history.hpp"

using namespace waarmerk;
using namespace waarmerk::did;
using tests::hash_list;
using tests::key_list;

namespace {

const std::string start = R"({"method":"did:webvh:1.0","scid":"Q","updateKeys":["z6Mk"])";

Result<WebvhParameters> begin(const std::string& text) {
  return begin_parameters(json::parse(text).value().root());
}

Result<WebvhParameters> begin_with(const std::string& more) { return begin(start + more + "}"); }

Result<WebvhParameters> go_on(const WebvhParameters& before, const std::string& text) {
  return continue_parameters(before, json::parse(text).value().root());
}

std::string witness(std::uint8_t seed) {
  return R"({"id":"did:key:)" + tests::multikey(seed) + "\"}";
}

std::string path_of(const Result<WebvhParameters>& refused) {
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == bad_log);
  return refused.error().path;
}

}  // namespace

TEST_CASE("the first parameters are read, and what is not said or null has its default") {
  const auto first = begin_with(R"(,"portable":true,"nextKeyHashes":null,"ttl":60)");
  REQUIRE(first);
  CHECK(first->scid == "Q");
  CHECK(first->update_keys == std::vector<std::string>{"z6Mk"});
  CHECK(first->portable);
  CHECK_FALSE(first->is_pre_rotated());
  CHECK(first->ttl_seconds == 60);
  CHECK(begin_with("")->ttl_seconds == 3600);
}

TEST_CASE("parameters that are unknown, of a wrong type or absent are refused by their path") {
  CHECK(path_of(begin(R"({"scid":"Q","updateKeys":[]})")) == "$.parameters.method");
  CHECK(path_of(begin(R"({"method":"did:webvh:1.0","updateKeys":[]})")) == "$.parameters.scid");
  CHECK(path_of(begin(R"({"method":"did:webvh:1.0","scid":"Q"})")) == "$.parameters.updateKeys");
  CHECK(path_of(begin(R"({"method":"did:webvh:1.1","scid":"Q","updateKeys":[]})")) ==
        "$.parameters.method");
  CHECK(path_of(begin_with(R"(,"colour":"red")")) == "$.parameters.colour");
  CHECK(path_of(begin_with(R"(,"portable":"true")")) == "$.parameters.portable");
  CHECK(path_of(begin_with(R"(,"ttl":-1)")) == "$.parameters.ttl");
  CHECK(path_of(begin_with(R"(,"watchers":"a")")) == "$.parameters.watchers");
  CHECK(path_of(begin_with(R"(,"nextKeyHashes":[1])")) == "$.parameters.nextKeyHashes");
  CHECK(path_of(begin("[]")) == "$.parameters");
}

TEST_CASE(
    "witnesses are did:keys of Ed25519, each once, and the threshold is within their number") {
  const auto with = [](const std::string& threshold, const std::string& list) {
    return begin_with(R"(,"witness":{"threshold":)" + threshold + R"(,"witnesses":[)" + list +
                      "]}");
  };
  const auto two = with("2", witness(1) + "," + witness(2));
  REQUIRE(two);
  CHECK(two->witness.threshold == 2);
  CHECK(two->witness.ids.size() == 2);
  CHECK_FALSE(begin_with(R"(,"witness":{})")->witness.are_used());
  for (const auto& refused :
       {with("0", witness(1)), with("2", witness(1)), with("1.5", witness(1)),
        with("1", witness(1) + "," + witness(1)), with("1", ""),
        with("1", R"({"id":"did:web:a.example"})"),
        with("1", R"({"id":"did:key:zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP"})"),
        begin_with(R"(,"witness":{"threshold":1})"), begin_with(R"(,"witness":[])")}) {
    CHECK(path_of(refused) == "$.parameters.witness");
  }
}

TEST_CASE("what a later entry does not say stays, and some it may not say") {
  const auto first = begin_with(R"(,"portable":true,"watchers":["https://a.example"])").value();
  CHECK(go_on(first, "{}")->portable);
  CHECK(go_on(first, "{}")->watchers.size() == 1);
  CHECK(go_on(first, R"({"watchers":[]})")->watchers.empty());
  CHECK(path_of(go_on(first, R"({"scid":"Q"})")) == "$.parameters.scid");
  CHECK(path_of(go_on(first, R"({"portable":true})")) == "$.parameters.portable");
  CHECK_FALSE(go_on(first, R"({"portable":false})")->portable);
  CHECK(path_of(go_on(first, R"({"method":"did:webvh:99.0"})")) == "$.parameters.method");
  const auto ended = go_on(first, R"({"deactivated":true})").value();
  CHECK(path_of(go_on(ended, "{}")) == "$.parameters");
}

TEST_CASE("keys that were committed to are the only ones, and are said with the next ones") {
  const auto first = begin_with(R"(,"nextKeyHashes":)" + hash_list(2)).value();
  const auto both = [](std::uint8_t key, const std::string& next) {
    return R"({"updateKeys":)" + key_list(key) + R"(,"nextKeyHashes":)" + next + "}";
  };
  CHECK(go_on(first, both(2, hash_list(3))));
  CHECK_FALSE(go_on(first, both(2, "[]"))->is_pre_rotated());
  CHECK(path_of(go_on(first, both(3, hash_list(3)))) == "$.parameters.updateKeys");
  CHECK(path_of(go_on(first, R"({"updateKeys":)" + key_list(2) + "}")) ==
        "$.parameters.nextKeyHashes");
  CHECK(path_of(go_on(first, R"({"nextKeyHashes":[]})")) == "$.parameters.updateKeys");
}
