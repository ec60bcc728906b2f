#include "node/feed/bot_service.hpp"

#include <doctest/doctest.h>

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

}  // namespace waarmerk::node::feed
