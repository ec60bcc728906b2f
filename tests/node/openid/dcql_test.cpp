#include "node/openid/dcql.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/openid/metadata.hpp"
#include "node/openid/presentation_request.hpp"
#include "tests/support/badge_builder.hpp"

namespace waarmerk::node::openid {
namespace {

Result<Dcql> read(const std::string& query) {
  const auto document = tests::parse_json(query);
  return read_dcql(json::Reader(document));
}

/// A query for one credential, with these members beside the needed ones.
std::string one(const std::string& more) {
  return R"({"credentials":[{"id":"a","format":"ldp_vc","meta":{"type_values":[["T","U"],["V"]]})" +
         more + "}]}";
}

/// The claims that are shown, `-` where the credential is not what was asked for.
std::string shown(const std::string& query, const std::string& credential,
                  std::vector<std::string> kinds = {"V"}, std::string_view format = ldp_vc) {
  const auto document = tests::parse_json(credential);
  const auto dcql = read(query);
  REQUIRE(dcql);
  const auto claims =
      claims_shown(dcql->credentials.front(), {format, document.root(), std::move(kinds)});
  if (!claims) return "-";
  std::string all;
  for (const auto& claim : *claims) {
    for (const auto& value : claim.values) all += json::print(value);
  }
  return all;
}

}  // namespace

TEST_CASE("a query that nobody here could judge is refused") {
  CHECK(read(one("")));
  for (const std::string bad :
       {R"({})", R"({"credentials":[]})", R"({"credentials":[{"id":"a"}]})", R"([])",
        R"({"credentials":[{"id":"a","format":"mso_mdoc","meta":{"doctype_value":"x"}}]})",
        R"({"credentials":[{"id":"a","format":"ldp_vc","meta":{}}]})",
        R"({"credentials":[{"id":"a b","format":"ldp_vc","meta":{"type_values":[["T"]]}}]})",
        R"({"credentials":[{"id":"a","format":"dc+sd-jwt","meta":{"type_values":[["T"]]}}]})"}) {
    CAPTURE(bad);
    CHECK_FALSE(read(bad));
  }
  const auto code = [](const std::string& query) { return read(query).error().code; };
  CHECK(code(one(R"(,"trusted_authorities":[{"type":"aki","values":["x"]}])")) == bad_request);
  CHECK(code(one(R"(,"more":1)")) == json::unknown_member);
  CHECK(code(one(R"(,"claims":[])")) == bad_request);
  CHECK(code(one(R"(,"claims":[{"path":["a"],"values":[1.5]}])")) == bad_request);
  CHECK(code(one(R"(,"claims":[{"id":"x","path":["a"]},{"id":"x","path":["b"]}])")) == bad_request);
  CHECK(code(one(R"(,"claims":[{"path":["a"]}],"claim_sets":[["x"]])")) == bad_request);
  CHECK(code(one(R"(,"claims":[{"path":["a"]}],"claim_sets":[[""]])")) == bad_request);
  CHECK(code(one(R"(,"claim_sets":[["x"]])")) == bad_request);
  const auto sets = [](const std::string& text) {
    auto query = one("");
    query.pop_back();
    return query + R"(,"credential_sets":)" + text + "}";
  };
  CHECK(read(sets(R"([{"options":[["a"]]}])")));
  CHECK(code(sets(R"([{"options":[["b"]]}])")) == bad_request);
  CHECK(code(sets("[]")) == bad_request);
}

TEST_CASE("there is a limit to how much may be asked for") {
  std::string many = R"({"credentials":[)";
  for (std::size_t i = 0; i <= credential_queries_max; ++i) {
    many += (i == 0 ? "" : ",") + std::string(R"({"id":"a)") + std::to_string(i) +
            R"(","format":"ldp_vc","meta":{"type_values":[["T"]]}})";
  }
  CHECK(read(many + "]}").error().code == bad_request);
}

TEST_CASE("format and types decide first: one alternative with all of its types") {
  const auto query = one("");
  CHECK(shown(query, "{}", {"V"}).empty());
  CHECK(shown(query, "{}", {"U", "X", "T"}).empty());
  CHECK(shown(query, "{}", {"T"}) == "-");
  CHECK(shown(query, "{}", {"V"}, jwt_vc_json) == "-");
  CHECK(shown(query, "{}", {"V"}, "") == "-");
}

TEST_CASE("each claim must be there, with one of its values and of the same type") {
  const auto query = one(R"(,"claims":[{"path":["a"]},{"path":["b",null],"values":[1,"2",true]}])");
  CHECK(shown(query, R"({"a":{},"b":[3,1]})") == "{}1");
  CHECK(shown(query, R"({"a":null,"b":["2"]})") == R"(null"2")");
  CHECK(shown(query, R"({"a":0,"b":[false,true]})") == "0true");
  CHECK(shown(query, R"({"a":0,"b":["1",2]})") == "-");
  CHECK(shown(query, R"({"b":[1]})") == "-");
}

TEST_CASE("of claim sets the first that is whole is taken") {
  const auto query =
      one(R"(,"claims":[{"id":"x","path":["a"]},{"id":"y","path":["b"]},{"id":"z","path":["c"]}],)"
          R"("claim_sets":[["x","y"],["z"]])");
  CHECK(shown(query, R"({"a":1,"b":2,"c":3})") == "12");
  CHECK(shown(query, R"({"a":1,"c":3})") == "3");
  CHECK(shown(query, R"({"a":1})") == "-");
}

TEST_CASE("all credentials are needed, or one option of each set that is required") {
  const std::string two =
      R"({"credentials":[{"id":"a","format":"ldp_vc","meta":{"type_values":[["T"]]}},)"
      R"({"id":"b","format":"dc+sd-jwt","meta":{"vct_values":["urn:t"]}}])";
  const auto all = read(two + "}");
  REQUIRE(all);
  CHECK(is_enough(*all, {"a", "b"}));
  CHECK_FALSE(is_enough(*all, {"a"}));
  CHECK_FALSE(is_enough(*all, {}));
  const auto either = read(two + R"(,"credential_sets":[{"options":[["a"],["b"]]},)"
                                 R"({"options":[["b"]],"required":false}]})");
  REQUIRE(either);
  CHECK(is_enough(*either, {"a"}));
  CHECK(is_enough(*either, {"b"}));
  CHECK_FALSE(is_enough(*either, {}));
}

TEST_CASE("the plain form asks for one badge, whichever way it is secured") {
  const auto query = read(write_plain_query({.achievement = "urn:a",
                                             .skill = "https://s.example/1",
                                             .type = "Badge",
                                             .issuer = "did:x:1"}));
  REQUIRE(query);
  REQUIRE(query->credentials.size() == 3);
  for (const auto& one : query->credentials) CHECK(one.claims.size() == 4);
  CHECK(query->credentials.back().format == dc_sd_jwt);
  CHECK(query->credentials.back().kinds ==
        std::vector<std::vector<std::string>>{{std::string(open_badge_type)}});
  CHECK(is_enough(*query, {"badge_ldp_vc"}));
  CHECK(is_enough(*query, {"badge_jwt_vc_json"}));
  CHECK(is_enough(*query, {"badge_dc_sd_jwt"}));
  CHECK_FALSE(is_enough(*query, {}));
}

}  // namespace waarmerk::node::openid
