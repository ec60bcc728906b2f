#include "did/web_location.hpp"

#include <doctest/doctest.h>

#include "did/did.hpp"

using namespace waarmerk::did;

TEST_CASE("a place on the web is a host and what lies below it") {
  CHECK(locate_on_web("school.example", "did.jsonl", {})->url() ==
        "https://school.example/.well-known/did.jsonl");
  CHECK(locate_on_web("school.example%3A8443:dids:a", "x.json", {})->url() ==
        "https://school.example:8443/dids/a/x.json");
  CHECK(locate_on_web("school.example:%C3%A9", "x.json", {})->url() ==
        "https://school.example/%C3%A9/x.json");
}

TEST_CASE("a place that leaves its host, or is none on the web, is refused") {
  for (const auto* place : {"school.example:..", "school.example:%2e%2e", "school.example:a%2Fb",
                            "school.example::a", "school.example:", "127.0.0.1", "school", "",
                            "127%2E0%2E0%2E1", "school.example%3a99999", "localhost%3A80"}) {
    CAPTURE(place);
    CHECK(locate_on_web(place, "x.json", {}).error().code == malformed);
  }
  CHECK(locate_on_web("localhost%3A80", "x.json", {.plain_http_on_loopback = true})->url() ==
        "http://localhost:80/.well-known/x.json");
}
