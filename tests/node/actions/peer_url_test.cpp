#include "node/actions/peer_url.hpp"

#include <doctest/doctest.h>

namespace waarmerk::node::actions {

TEST_CASE("a peer is an address, with or without what a node serves below it") {
  for (const auto* url : {"https://a.example", "https://a.example/", "https://a.example/bot/1",
                          "https://a.example/bot/1/"}) {
    CHECK(read_peer_url(url) == "https://a.example");
  }
  CHECK(read_peer_url("https://a.example:8443/w/bot/1") == "https://a.example:8443/w");
}

TEST_CASE("what is no plain address is refused") {
  for (const std::string& url :
       {std::string(), std::string("a.example"), std::string("https://"),
        std::string("https:///path"), std::string("https://a.example?x=1"),
        std::string("https://a.example#x"), std::string("https://me@a.example"),
        std::string("https://a.example/ "), "https://a.example/" + std::string(2048, 'a')}) {
    CHECK(read_peer_url(url).error().code == bad_peer);
  }
}

}  // namespace waarmerk::node::actions
