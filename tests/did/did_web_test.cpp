#include "did/did_web.hpp"

#include <doctest/doctest.h>

#include <string>

#include "did/address_rules.hpp"

namespace waarmerk::did {
namespace {

constexpr ResolutionOptions with_loopback{.plain_http_on_loopback = true};

std::string url_of(const std::string& did, const ResolutionOptions& options = {}) {
  const auto location = locate_did_web(Did::parse(did).value(), options);
  return location ? location->url() : std::string(location.error().code.name);
}

std::string did_of(const std::string& url, const ResolutionOptions& options = {}) {
  const auto did = did_web_at(url, options);
  return did ? did->text() : std::string(did.error().code.name);
}

}  // namespace

TEST_CASE("did:web names a URL by host, port and path") {
  CHECK(url_of("did:web:school.example") == "https://school.example/.well-known/did.json");
  CHECK(url_of("did:web:school.example:user:alice") ==
        "https://school.example/user/alice/did.json");
  CHECK(url_of("did:web:school.example%3A8443") ==
        "https://school.example:8443/.well-known/did.json");
  CHECK(url_of("did:web:school.example%3a8443:u") == "https://school.example:8443/u/did.json");
  CHECK(url_of("did:web:School.EXAMPLE:User") == "https://school.example/User/did.json");
  CHECK(url_of("did:web:school.example:caf%C3%A9") == "https://school.example/caf%C3%A9/did.json");
}

TEST_CASE("did:web refuses, before any request, what could lead elsewhere") {
  for (const std::string did : {"did:web::user",
                                "did:web:intranet",
                                "did:web:localhost",
                                "did:web:127.0.0.1",
                                "did:web:127.1",
                                "did:web:2130706433",
                                "did:web:0x7f000001",
                                "did:web:0177.0.0.1",
                                "did:web:10.0.0.8%3A8080",
                                "did:web:%31%32%37.0.0.1",
                                "did:web:127%2e0%2e0%2e1",
                                "did:web:%5B%3A%3A1%5D",
                                "did:web:%5b::1%5d",
                                "did:web:school.example.",
                                "did:web:school.example%2Fuser",
                                "did:web:school.example%5Cuser",
                                "did:web:user%40school.example",
                                "did:web:school.example%23",
                                "did:web:school.example%3F",
                                "did:web:school.example%00",
                                "did:web:school.example%20",
                                "did:web:school.example%253A80",
                                "did:web:school%2Eexample",
                                "did:web:school.example%3A",
                                "did:web:school.example%3A0",
                                "did:web:school.example%3A65536",
                                "did:web:school.example%3A80%3A90",
                                "did:web:school.example%3A080",
                                "did:web:%3A80",
                                "did:web:school.example%3A%38%30",
                                "did:web:school.example%3A80a",
                                "did:web:-a.example",
                                "did:web:a_b.example",
                                "did:web:a..example"}) {
    CAPTURE(did);
    CHECK(url_of(did) == "did.malformed");
  }
}

TEST_CASE("did:web refuses a path segment that would leave its place once decoded") {
  for (const std::string segment :
       {"..",    ".",    "%2e%2e",     "%2E%2E", ".%2e", "%2e",  "a%2Fb", "a%5cb", "%2e%2e%2fadmin",
        "%00",   "a%00", "%252e%252e", "a%25",   "%20a", "a%20", "%09",   "%7f",   "a%3Fb",
        "a%23b", "a%FF", "..%3B"}) {
    CAPTURE(segment);
    CHECK(url_of("did:web:school.example:" + segment + ":x") == "did.malformed");
  }
  CHECK(url_of("did:web:school.example::x") == "did.malformed");
  CHECK(url_of("did:web:school.example:...:x") == "https://school.example/.../x/did.json");
}

TEST_CASE("did:web on loopback is asked over plain HTTP, and only where that is allowed") {
  CHECK(url_of("did:web:localhost%3A8080", with_loopback) ==
        "http://localhost:8080/.well-known/did.json");
  CHECK(url_of("did:web:127.0.0.1%3A8080:u", with_loopback) == "http://127.0.0.1:8080/u/did.json");
  CHECK(url_of("did:web:school.example", with_loopback) ==
        "https://school.example/.well-known/did.json");
  CHECK(url_of("did:web:localhost%3A8080") == "did.malformed");
  CHECK(url_of("did:web:127.0.0.2%3A8080", with_loopback) == "did.malformed");
  CHECK(url_of("did:web:a.localhost", with_loopback) == "did.malformed");
}

TEST_CASE("a DID of another method has no place on the web") {
  CHECK(url_of("did:key:z6Mk") == "did.unsupported_method");
  CHECK(url_of("did:webvh:school.example") == "did.unsupported_method");
}

TEST_CASE("the did:web of a base URL is found, and leads back to it") {
  CHECK(did_of("https://school.example") == "did:web:school.example");
  CHECK(did_of("https://School.example:8443/") == "did:web:school.example%3A8443");
  CHECK(did_of("https://school.example/user/alice/") == "did:web:school.example:user:alice");
  CHECK(did_of("http://localhost:8080", with_loopback) == "did:web:localhost%3A8080");
  CHECK(url_of(did_of("https://school.example:8443/a")) ==
        "https://school.example:8443/a/did.json");
}

TEST_CASE("a base URL that no did:web can stand for is refused") {
  for (const std::string url :
       {"", "school.example", "http://school.example", "https://10.0.0.1",
        "https://school.example/../a", "https://school.example/a//b", "https://school.example/?q",
        "https://school.example/~alice", "http://localhost:8080", "https://user@school.example"}) {
    CAPTURE(url);
    CHECK(did_of(url) == "did.malformed");
  }
  CHECK(did_of("https://localhost", with_loopback) == "did.malformed");
  CHECK(did_of("http://[::1]:8080", with_loopback) == "did.malformed");
}

}  // namespace waarmerk::did
