#include "node/credential/badge_file.hpp"

#include <doctest/doctest.h>

#include "node/credential/securing.hpp"
#include "node/image/baking.hpp"
#include "tests/support/pictures.hpp"

using namespace waarmerk;
using namespace waarmerk::node;
using namespace waarmerk::node::credential;

namespace {

constexpr std::string_view jws = "eyJhbGciOiJFZERTQSIsInR5cCI6InZjK2p3dCJ9.e30.AA";

}  // namespace

TEST_CASE("a badge comes out of what it is wrapped in, to the byte") {
  const auto plain = unwrap_badge("\n{ \"a\": 1 }\n");
  REQUIRE(plain);
  CHECK(plain->form == FileForm::json);
  CHECK(plain->text == "{ \"a\": 1 }");
  CHECK(unwrap_badge(image::bake(tests::tiny_svg, "{\"a\":\r\n1}").value())->text ==
        "{\"a\":\r\n1}");
  for (const auto& file :
       {std::string(jws) + "\n", envelop(jws), image::bake(tests::tiny_svg, jws).value(),
        image::bake(text_of(tests::tiny_png()), envelop(jws)).value()}) {
    const auto unwrapped = unwrap_badge(file);
    REQUIRE(unwrapped);
    CHECK(unwrapped->form == FileForm::jws);
    CHECK(unwrapped->text == jws);
  }
}

TEST_CASE("what is no badge file is refused") {
  CHECK(unwrap_badge("hello world").error().code == not_a_credential);
  CHECK(unwrap_badge("").error().code == not_a_credential);
  CHECK(unwrap_badge(tests::tiny_svg).error().code == image::no_badge);
  CHECK(
      unwrap_badge(R"({"type":"EnvelopedVerifiableCredential","id":"data:application/vc+cose,x"})")
          .error()
          .code == unsupported_format);
}
