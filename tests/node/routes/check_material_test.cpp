// What a browser is given to check a badge by itself.
#include <doctest/doctest.h>

#include <string>

#include "crypto/json/reader.hpp"
#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::body_of;
using tests::request_of;
using tests::TestRoutes;

http::Response ask(TestRoutes& library, const std::string& order) {
  return library.call(request_of("POST", "/check/material", order));
}

std::string code_of(const http::Response& response) {
  const auto type = tests::text_in(response, "type");
  return type.substr(type.rfind(':') + 1);
}

}  // namespace

TEST_CASE("the documents of an issuer and its list are given to anybody, as they are held") {
  TestRoutes library(tests::NodeMethod::webvh);
  const auto badge = library.node.award(library.node.define("Taalmaatje"));
  const auto did = library.node.self.did.text();
  const auto status = json::Reader(badge).one_or_many("credentialStatus").front();
  const auto url = status.get_string("statusListCredential").value_or("");
  const auto given = ask(library, R"({"dids":[")" + did + R"("],"statusLists":[{"url":")" + url +
                                      R"(","issuer":")" + did + R"("}]})");
  REQUIRE(given.status == 200);
  CHECK(given.headers.find("Cache-Control") == "no-store");
  const auto document = body_of(given);
  const auto dids = json::Reader(document).get_object("dids");
  REQUIRE(dids);
  const auto issuer = dids->get_object(did);
  REQUIRE(issuer);
  CHECK(issuer->find_boolean("isDated")->value_or(false));
  CHECK(issuer->one_or_many("versions").front().get_time("from"));
  const auto lists = json::Reader(document).get_object("lists");
  REQUIRE(lists);
  const auto held = lists->get_object(url);
  REQUIRE(held);
  CHECK(held->get_string("credential")->contains("encodedList"));
  CHECK(held->get_time("asOf"));
}

TEST_CASE("what is not held is left out, and no host is asked for it") {
  TestRoutes library;
  const auto given =
      ask(library, R"({"dids":["did:web:stranger.example"],"statusLists":[)"
                   R"({"url":"https://stranger.example/s","issuer":"did:web:stranger.example"}]})");
  CHECK(given.status == 200);
  CHECK(given.body == R"({"dids":{},"lists":{}})");
}

TEST_CASE("too many names at once, and what is no order, are refused") {
  TestRoutes library;
  std::string many = R"("did:web:a.example")";
  for (int i = 0; i < 8; ++i) many += R"(,"did:web:a.example")";
  const auto refused = ask(library, R"({"dids":[)" + many + R"(],"statusLists":[]})");
  CHECK(refused.status == 400);
  CHECK(code_of(refused) == "check.too_many_names");
  CHECK(ask(library, R"({"dids":["no DID"],"statusLists":[]})").status == 400);
  CHECK(ask(library, R"({"dids":[]})").status == 400);
  CHECK(ask(library, R"({"dids":[],"statusLists":[{"url":"https://a.example/1"}]})").status == 400);
  CHECK(ask(library, "{").status == 400);
}

TEST_CASE("an answer brings it along for the badge itself, where a script asks for it") {
  TestRoutes library(tests::NodeMethod::webvh);
  const auto badge = library.node.award(library.node.define("Taalmaatje"));
  const auto send = [&](const std::string& query) {
    auto request = request_of("POST", "/check?lang=en" + query);
    request.headers.set("Content-Type", "multipart/form-data; boundary=xYz");
    request.body = "--xYz\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n" +
                   std::string(badge.text()) + "\r\n--xYz--\r\n";
    return library.call(request).body;
  };
  CHECK_FALSE(send("").contains("id=\"material\""));
  const auto page = send("&material=1");
  const auto from = page.find("<template id=\"material\">");
  REQUIRE(from != std::string::npos);
  const auto material = page.substr(from, page.find("</template>", from) - from);
  CHECK(material.contains("&quot;" + library.node.self.did.text() + "&quot;:{&quot;isDated&quot;"));
  CHECK(material.contains("encodedList"));
  CHECK_FALSE(material.contains("Taalmaatje"));
}

TEST_CASE("it is limited together with the check itself") {
  TestRoutes library;
  auto last = ask(library, "{");
  for (int i = 0; i < 101 && last.status == 400; ++i) last = ask(library, "{");
  CHECK(last.status == 429);
  CHECK(library.call(request_of("POST", "/credentials/verify", "{}")).status == 429);
}

}  // namespace waarmerk::node::routes
