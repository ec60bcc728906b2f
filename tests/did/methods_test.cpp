#include "did/methods.hpp"

#include <doctest/doctest.h>

#include <string>

namespace waarmerk::did {

TEST_CASE("a method is found by its whole name") {
  const auto begin = [](const std::string& text) {
    return begin_resolution(Did::parse(text).value(), {});
  };
  const auto web = begin("did:web:school.example:user");
  REQUIRE(web);
  REQUIRE(std::holds_alternative<Request>(*web));
  CHECK(std::get<Request>(*web).url == "https://school.example/user/did.json");

  const auto key = begin("did:key:z6MkmkEwA6eeJUiFAxcXLipNet6Fo7xzAoh8Zpc9Uf2ProYi");
  REQUIRE(key);
  CHECK(std::holds_alternative<DidDocument>(*key));

  for (const std::string text :
       {"did:we:school.example", "did:webvh:school.example", "did:k:z6Mk"}) {
    CAPTURE(text);
    const auto none = begin(text);
    REQUIRE_FALSE(none);
    CHECK(none.error().code == unsupported_method);
  }
}

}  // namespace waarmerk::did
