#include "node/web/party.hpp"

#include <doctest/doctest.h>

#include <string>

namespace waarmerk::node::web {

TEST_CASE("the place of a party is its domain, and the path on it") {
  CHECK(place_of("did:web:badges.example") == "badges.example");
  CHECK(place_of("did:web:localhost%3A8443") == "localhost:8443");
  CHECK(place_of("did:web:pages.example:rotterdam:badges") == "pages.example/rotterdam/badges");
  CHECK(place_of("did:webvh:QmScid:badges.example") == "badges.example");
  CHECK(place_of("https://badges.example/issuers/1") == "badges.example/issuers/1");
  CHECK(place_of("https://badges.example/") == "badges.example");
  CHECK(place_of("https://rotterdam.nl@badges.example") == "badges.example");
  CHECK(place_of("did:key:z6MkpTHR8VNsBxYAAWHut2Geadd9jSwuBV8xRoAnwWsdvktH") ==
        "did:key:z6MkpTHR8VNs…");
  CHECK(place_of("did:web:" + std::string(300, 'a')).size() == 120 + std::string("…").size());
  CHECK(place_of("").empty());
}

TEST_CASE("a name never stands without the place that it is said from") {
  CHECK(party_text("Gemeente Rotterdam", "did:web:badges.example") ==
        "Gemeente Rotterdam (badges.example)");
  CHECK(party_text("", "did:web:badges.example") == "did:web:badges.example");
  CHECK(party_text("Alone", "") == "Alone");
  CHECK(party_html("<b>", "did:web:a.example") == "<bdi>&lt;b&gt;</bdi> (<bdi>a.example</bdi>)");
  CHECK(party_html("", "did:web:a.example") == "<bdi>did:web:a.example</bdi>");
  CHECK(party_html("", "").empty());
}

TEST_CASE("in a sentence a name and its place stand each by itself") {
  const auto html = "by " + std::string("<bdi>\x01</bdi>") + " now";
  CHECK(with_party(html, "\u202eA", "did:web:a.example") ==
        "by <bdi>A</bdi> (<bdi>a.example</bdi>) now");
  CHECK(with_party("nobody", "A", "did:web:a.example") == "nobody");
}

TEST_CASE("a name does not turn its place around") {
  CHECK(party_text("\u202eelpmaxe\u2069", "did:web:badges.example") == "elpmaxe (badges.example)");
  CHECK(party_html("\u202eA", "did:web:a.example") == "<bdi>A</bdi> (<bdi>a.example</bdi>)");
}

}  // namespace waarmerk::node::web
