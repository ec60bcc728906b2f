#include "node/feed/bot_service.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace waarmerk::node::feed {
namespace {

Result<did::DidDocument> document_with(std::string_view services) {
  return did::read_document(R"({"id":"did:web:library.example","service":[)" +
                            std::string(services) + "]}");
}

}  // namespace

TEST_CASE("the first service of a feed is found, whatever stands before it") {
  constexpr auto other = R"({"id":"#a","type":"Other","serviceEndpoint":"https://a.example"})";
  constexpr auto ours = R"({"id":"#b","type":["X","BitOfTrustNode"],"serviceEndpoint":{}})";
  const auto document = document_with(std::string(other) + "," + ours);
  REQUIRE(document);
  const auto* found = find_bot_service(*document);
  REQUIRE(found != nullptr);
  CHECK(found == &document->services().back());
  CHECK(find_bot_service(*document_with(other)) == nullptr);
}

TEST_CASE("of mirrors those are taken that can be asked, and whatever else stands there is left") {
  const auto named = [](const std::string& mirrors) {
    const auto document = document_with(
        R"({"id":"#b","type":"BitOfTrustNode","serviceEndpoint":{"mirrors":)" + mirrors + "}}");
    return mirrors_of(document.value());
  };
  using Names = std::vector<std::string>;
  CHECK(named(R"(["https://a.example/bot/1","https://b.example/bot/1/"])") ==
        Names{"https://a.example/bot/1", "https://b.example/bot/1"});
  CHECK(named(R"([1,"http://a.example/bot/1","https://10.0.0.1/bot/1","https://a.example/?b",
                 "https://localhost","ftp://a.example",{"uri":"https://a.example"},
                 "https://c.example","https://c.example"])") ==
        Names{"https://localhost", "https://c.example"});
  for (const std::string other : {"null", "{}", R"("https://a.example/bot/1")", "[]", "7"}) {
    CHECK(named(other).empty());
  }
  std::string many = "[";
  for (int i = 0; i < 20; ++i) many += "\"https://m" + std::to_string(i) + ".example\",";
  many.back() = ']';
  CHECK(named(many).size() == mirrors_max);
  CHECK(named("[\"https://a.example/" + std::string(mirror_bytes_max, 'a') + "\"]").empty());
  CHECK(mirrors_of(document_with("").value()).empty());
}

}  // namespace waarmerk::node::feed
