#include "did/did.hpp"

#include <doctest/doctest.h>

#include <string>

namespace waarmerk::did {

TEST_CASE("a DID is taken apart into its method and what the method names") {
  const auto did = Did::parse("did:web:school.example%3A8443:user:alice");
  REQUIRE(did);
  CHECK(did->method() == "web");
  CHECK(did->specific_id() == "school.example%3A8443:user:alice");
  CHECK(did->text() == "did:web:school.example%3A8443:user:alice");
  CHECK(*did == *Did::parse("did:web:school.example%3A8443:user:alice"));
  CHECK(*did != *Did::parse("did:web:school.example%3a8443:user:alice"));
}

TEST_CASE("what the grammar of a DID allows is accepted, even where no method would") {
  for (const std::string text : {"did:a:b", "did:3:-", "did:example::b", "did:example:a..b_c%00"}) {
    CAPTURE(text);
    CHECK(Did::parse(text));
  }
}

TEST_CASE("what is no DID is refused") {
  for (const std::string text : {"",
                                 "did",
                                 "did:",
                                 "did:web",
                                 "did:web:",
                                 "did::x",
                                 "did:Web:x",
                                 "DID:web:x",
                                 " did:web:x",
                                 "did:web:x ",
                                 "did:web:x:",
                                 "did:web:exa mple",
                                 "did:web:x/y",
                                 "did:web:x#y",
                                 "did:web:x?y",
                                 "did:web:x%",
                                 "did:web:x%4",
                                 "did:web:x%4g",
                                 "did:web:\xc3\xa9",
                                 "did:web:x\n",
                                 "did:we-b:x",
                                 "urn:web:x",
                                 "did:web:user@x",
                                 "did:web:[::1]"}) {
    CAPTURE(text);
    const auto did = Did::parse(text);
    REQUIRE_FALSE(did);
    CHECK(did.error().code == malformed);
  }
}

TEST_CASE("a DID with a NUL byte inside is refused") {
  CHECK_FALSE(Did::parse(std::string_view("did:web:x\0y", 11)));
}

TEST_CASE("a DID of 2048 bytes is accepted and one of 2049 is not") {
  const std::string head = "did:web:";
  CHECK(Did::parse(head + std::string(did_bytes_max - head.size(), 'a')));
  CHECK_FALSE(Did::parse(head + std::string(did_bytes_max - head.size() + 1, 'a')));
}

TEST_CASE("a DID URL is taken apart into DID, path, query and fragment") {
  const auto url = DidUrl::parse("did:web:school.example/a/b?versionId=1&x=/?#key-1?/");
  REQUIRE(url);
  CHECK(url->did().text() == "did:web:school.example");
  CHECK(url->path() == "/a/b");
  CHECK(url->query() == "versionId=1&x=/?");
  CHECK(url->fragment() == "key-1?/");
}

TEST_CASE("each part of a DID URL may be absent") {
  const auto bare = DidUrl::parse("did:web:x");
  REQUIRE(bare);
  CHECK(bare->path().empty());
  CHECK(bare->query().empty());
  CHECK(bare->fragment().empty());

  const auto fragment = DidUrl::parse("did:web:x#0");
  REQUIRE(fragment);
  CHECK(fragment->path().empty());
  CHECK(fragment->query().empty());
  CHECK(fragment->fragment() == "0");

  const auto query = DidUrl::parse("did:web:x?a");
  REQUIRE(query);
  CHECK(query->query() == "a");
  CHECK(query->fragment().empty());
}

TEST_CASE("what is no DID URL is refused") {
  for (const std::string text : {"", "#key-1", "did:web:#key", "did:web:x#a#b", "did:web:x# ",
                                 "did:web:x/%zz", "did:web:x/\\", "did:web:x#\xe2\x82\xac",
                                 "https://school.example/#key", "did:web:x?\"", "did:web:x#<a>"}) {
    CAPTURE(text);
    const auto url = DidUrl::parse(text);
    REQUIRE_FALSE(url);
    CHECK(url.error().code == malformed);
  }
  CHECK(DidUrl::parse("did:web:x#" + std::string(did_url_bytes_max - 10, 'a')));
  CHECK_FALSE(DidUrl::parse("did:web:x#" + std::string(did_url_bytes_max - 9, 'a')));
}

}  // namespace waarmerk::did
