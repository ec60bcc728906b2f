#include "did/resolution.hpp"

#include <doctest/doctest.h>

#include <string>

namespace waarmerk::did {
namespace {

Did school() { return Did::parse("did:web:school.example").value(); }

std::string document_of(const std::string& did) { return R"({"id":")" + did + "\"}"; }

/// The outcome for did:web:school.example when it is answered so.
Result<DidDocument> resolve_given(Result<Reply> reply) {
  Resolution resolution(school());
  REQUIRE(resolution.next());
  resolution.supply(std::move(reply));
  CHECK_FALSE(resolution.next());
  return resolution.outcome();
}

ErrorCode code_of(const Result<DidDocument>& result) {
  REQUIRE_FALSE(result);
  return result.error().code;
}

ErrorCode code_for_status(int status) {
  return code_of(resolve_given(Reply{.status = status, .body = document_of(school().text())}));
}

}  // namespace

TEST_CASE("did:web asks for one document and takes it") {
  Resolution resolution(school());
  const auto request = resolution.next();
  REQUIRE(request);
  CHECK(request->url == "https://school.example/.well-known/did.json");
  CHECK(code_of(resolution.outcome()) == unavailable);
  resolution.supply(Reply{.status = 200, .body = document_of(school().text())});
  CHECK_FALSE(resolution.next());
  REQUIRE(resolution.outcome());
  CHECK(resolution.outcome()->id() == school());
}

TEST_CASE("did:web on localhost is asked over plain HTTP where the options say so") {
  const auto did = Did::parse("did:web:localhost%3A8080").value();
  CHECK(Resolution(did, {.plain_http_on_loopback = true}).next()->url ==
        "http://localhost:8080/.well-known/did.json");
  const Resolution refused(did);
  CHECK_FALSE(refused.next());
  CHECK(code_of(refused.outcome()) == malformed);
}

TEST_CASE("did:web refuses a document about someone else") {
  for (const std::string other : {"did:web:mallory.example", "did:web:School.example",
                                  "did:web:school.example:user", "did:web:school.example%3A443"}) {
    CAPTURE(other);
    CHECK(code_of(resolve_given(Reply{.status = 200, .body = document_of(other)})) ==
          wrong_subject);
  }
}

TEST_CASE("did:web tells absent from unreachable") {
  CHECK(code_for_status(404) == not_found);
  CHECK(code_for_status(410) == not_found);
  for (const int status : {0, 201, 204, 206, 301, 302, 307, 400, 401, 403, 429, 500, 503}) {
    CAPTURE(status);
    CHECK(code_for_status(status) == unavailable);
  }
  CHECK(code_of(resolve_given(fail(unavailable, "no route"))) == unavailable);
  CHECK(code_of(resolve_given(fail({"fetch.refused", ErrorKind::denied}, "private"))) ==
        unavailable);
}

TEST_CASE("did:web refuses an answer that is no document, too large or too deep") {
  const std::string head = R"({"id":"did:web:school.example","x":)";
  CHECK(resolve_given(Reply{200, head + R"("")" + "}"}));
  CHECK(code_of(resolve_given(Reply{200, ""})) == bad_document);
  CHECK(code_of(resolve_given(Reply{200, "<html>"})) == bad_document);
  CHECK(code_of(resolve_given(Reply{200, head})) == bad_document);
  CHECK(code_of(resolve_given(Reply{200, "\xef\xbb\xbf" + head + "1}"})) == bad_document);
  CHECK(code_of(resolve_given(Reply{
            200, head + "\"" + std::string(document_bytes_max, 'x') + "\"}"})) == bad_document);
  CHECK(code_of(resolve_given(Reply{200, head + std::string(100'000, '[')})) == bad_document);
}

TEST_CASE("did:key and did:jwk stand at once") {
  for (const std::string text :
       {"did:key:z6MkmkEwA6eeJUiFAxcXLipNet6Fo7xzAoh8Zpc9Uf2ProYi",
        "did:jwk:"
        "eyJrdHkiOiJPS1AiLCJjcnYiOiJYMjU1MTkiLCJ1c2UiOiJlbmMiLCJ4IjoiM3A3YmZYdDl3YlRUVzJIQzdP"
        "UTFOei1EUThoYmVHZE5yZngtRkctSUswOCJ9"}) {
    CAPTURE(text);
    const Resolution resolution(Did::parse(text).value());
    CHECK_FALSE(resolution.next());
    REQUIRE(resolution.outcome());
    CHECK(resolution.outcome()->id().text() == text);
  }
}

TEST_CASE("what cannot be resolved asks for nothing") {
  for (const auto& [text, code] :
       {std::pair{"did:example:a", unsupported_method},
        std::pair{"did:keys:z6Mk", unsupported_method}, std::pair{"did:key:z6Mk", malformed},
        std::pair{"did:jwk:e30", malformed}, std::pair{"did:web:127.0.0.1", malformed}}) {
    CAPTURE(text);
    const Resolution resolution(Did::parse(text).value());
    CHECK_FALSE(resolution.next());
    CHECK(code_of(resolution.outcome()) == code);
  }
}

}  // namespace waarmerk::did
