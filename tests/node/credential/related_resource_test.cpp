#include "node/credential/related_resource.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/parse.hpp"
#include "node/credential/credential.hpp"

namespace waarmerk::node::credential {
namespace {

/// The code of what is wrong with this `relatedResource`, or nothing.
std::string code_of(const std::string& resources) {
  const auto document = json::parse("{\"relatedResource\":" + resources + "}");
  REQUIRE(document);
  const auto checked = check_related_resources(Place(document->root(), "$"));
  return checked ? "" : std::string(checked.error().code.name);
}

std::string of_v2(const std::string& digest) {
  return R"({"id":"https://www.w3.org/ns/credentials/v2",)" + digest + "}";
}

}  // namespace

TEST_CASE("the digest of a published context is known, in each of its forms") {
  for (
      const auto* digest :
      {R"("digestSRI":"sha256-WZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ=")",
       R"("digestMultibase":"uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ")",
       R"("digestMultibase":"uEiBZlVztZpfWHgPyslVv6-UwirFoQoRvW1htfx963sknNA")",
       R"("digestMultibase":"uJKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k")",
       R"("digestSRI":"sha384-NSOcNpmdIVUxIJGvGUoe22FjTWrXiaXlsZ8q6912LdnR3KraQO2n75Ica4wK4Qeg")"}) {
    CHECK_MESSAGE(code_of(of_v2(digest)) == "", digest);
  }
  for (
      const auto* digest :
      {R"("digestSRI":"sha256-XZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ=")",
       R"("digestMultibase":"uXZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ")",
       R"("digestMultibase":"uEiBYlVztZpfWHgPyslVv6-UwirFoQoRvW1htfx963sknNA")",
       R"("digestSRI":"sha384-_rCVIV7fSXXTNIvpiq26jRDyj8JG8TDjij-tD0ewLk4JpnXEz6a5AeeY_1qQ0d0P")"}) {
    CHECK_MESSAGE(code_of(of_v2(digest)) == "credential.wrong_resource", digest);
  }
}

TEST_CASE("what nobody here can compare is left alone") {
  CHECK(code_of(R"({"id":"https://x.example/a","digestMultibase":"zQmQ"})") == "");
  CHECK(code_of(of_v2(R"("digestSRI":"sha512-AAAA")")) == "");
  CHECK(code_of("[]") == "");
}

TEST_CASE("a resource without an id, without a digest or named twice is malformed") {
  const auto good = of_v2(R"("digestSRI":"sha384-AAAA")");
  CHECK(code_of(good) == "");
  CHECK(code_of("[" + good + "]") == "");
  for (const auto& resources :
       {std::string(R"(["https://www.w3.org/ns/credentials/v2"])"),
        std::string(R"({"digestSRI":"sha384-AAAA"})"), of_v2(R"("mediaType":"x")"),
        of_v2(R"("digestSRI":7)"), "[" + good + "," + good + "]"}) {
    CHECK_MESSAGE(code_of(resources) == "credential.malformed", resources);
  }
}

}  // namespace waarmerk::node::credential
