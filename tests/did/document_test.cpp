#include "did/document.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/keys/multikey.hpp"

namespace waarmerk::did {
namespace {

constexpr std::string_view school = "did:web:school.example";

/// A document of did:web:school.example with `more` members.
Result<DidDocument> read(const std::string& more) {
  return read_document(R"({"id":"did:web:school.example")" + std::string(more.empty() ? "" : ",") +
                       more + "}");
}

std::string method(const std::string& id, const std::string& controller = std::string(school)) {
  return R"({"id":")" + id + R"(","type":"Multikey","controller":")" + controller +
         R"(","publicKeyMultibase":"z6MkmkEwA6eeJUiFAxcXLipNet6Fo7xzAoh8Zpc9Uf2ProYi"})";
}

/// `count` texts from `write(i)`, with commas.
template <class Write>
std::string list(int count, Write write) {
  std::string text;
  for (int i = 0; i < count; ++i) text += (i > 0 ? "," : "") + write(std::to_string(i));
  return text;
}

void check_refused(const std::string& more, const std::string& path) {
  CAPTURE(more);
  const auto document = read(more);
  REQUIRE_FALSE(document);
  CHECK(document.error().code == bad_document);
  CHECK(document.error().path == path);
}

}  // namespace

TEST_CASE("a document of nothing but an id is a document") {
  const auto document = read("");
  REQUIRE(document);
  CHECK(document->id().text() == school);
  CHECK(document->methods().empty());
  CHECK(document->services().empty());
  CHECK(document->also_known_as().empty());
  CHECK(document->source().text() == R"({"id":"did:web:school.example"})");
}

TEST_CASE("methods are found whether they are listed and referenced or stand under their purpose") {
  const auto document =
      read(R"("verificationMethod":[)" + method("#a") + "," + method("did:web:school.example#b") +
           R"(],"assertionMethod":["#a","did:web:school.example#b"],"authentication":["#b",)" +
           method("#c") + "]");
  REQUIRE(document);
  CHECK(document->methods().size() == 3);
  REQUIRE(document->find_method("did:web:school.example#c") != nullptr);
  CHECK(document->find_method("did:web:school.example#c")->key);
  CHECK(document->find_method("#c") == nullptr);
  CHECK(document->find_method("did:web:school.example#d") == nullptr);

  CHECK(document->allows("did:web:school.example#a", Purpose::assertion_method));
  CHECK_FALSE(document->allows("did:web:school.example#a", Purpose::authentication));
  CHECK(document->allows("did:web:school.example#b", Purpose::authentication));
  CHECK(document->allows("did:web:school.example#c", Purpose::authentication));
  CHECK_FALSE(document->allows("did:web:school.example#c", Purpose::assertion_method));
  CHECK_FALSE(document->allows("did:web:school.example#d", Purpose::assertion_method));
}

TEST_CASE("a method that is listed under no purpose may be used for nothing") {
  const auto document = read(R"("verificationMethod":[)" + method("#a") + "]");
  REQUIRE(document);
  for (const auto purpose : all_purposes) {
    CHECK_FALSE(document->allows("did:web:school.example#a", purpose));
  }
}

TEST_CASE("a purpose gives nothing to a method of someone else") {
  const auto document = read(R"("assertionMethod":["did:web:victim.example#a",)" +
                             method("did:web:victim.example#b") + "," +
                             method("#c", "did:web:mallory.example") + "," + method("#d") + "]");
  REQUIRE(document);
  CHECK(document->find_method("did:web:victim.example#a") == nullptr);
  CHECK_FALSE(document->allows("did:web:victim.example#a", Purpose::assertion_method));
  CHECK_FALSE(document->allows("did:web:victim.example#b", Purpose::assertion_method));
  CHECK_FALSE(document->allows("did:web:school.example#c", Purpose::assertion_method));
  CHECK(document->allows("did:web:school.example#d", Purpose::assertion_method));
}

TEST_CASE("services keep their endpoint as it was written") {
  const auto document = read(
      R"("service":[{"id":"#feed","type":"Feed","serviceEndpoint":"https://school.example/f"},)"
      R"({"type":["A","B"],"serviceEndpoint":[{"x":1.50},"https://b.example"]}])");
  REQUIRE(document);
  REQUIRE(document->services().size() == 2);
  CHECK(document->services()[0].id == "did:web:school.example#feed");
  CHECK(document->services()[0].types == std::vector<std::string>{"Feed"});
  CHECK(document->services()[0].endpoint.root().string() == "https://school.example/f");
  CHECK(document->services()[1].id.empty());
  CHECK(document->services()[1].types == std::vector<std::string>{"A", "B"});
  CHECK(document->services()[1].endpoint.root().size() == 2);
}

TEST_CASE("other names are read, and what is not known is left alone") {
  const auto document =
      read(R"("alsoKnownAs":["https://school.example/"],"nodeKeys":{"a":[1]},"@context":"x")");
  REQUIRE(document);
  CHECK(document->also_known_as() == std::vector<std::string>{"https://school.example/"});
}

TEST_CASE("one id for two methods is refused wherever they stand") {
  check_refused(R"("verificationMethod":[)" + method("#a") + "," + method("#a") + "]",
                "$.verificationMethod[1]");
  check_refused(R"("verificationMethod":[)" + method("#a") + R"(],"authentication":[)" +
                    method("did:web:school.example#a") + "]",
                "$.authentication[0]");
  check_refused(
      R"("assertionMethod":[)" + method("#a") + R"(],"authentication":[)" + method("#a") + "]",
      "$.assertionMethod[0]");
}

TEST_CASE("what has the wrong type is refused, with its place") {
  check_refused(R"("verificationMethod":["#a"])", "$.verificationMethod[0]");
  check_refused(R"("verificationMethod":[{"type":"Multikey","controller":"did:a:b"}])",
                "$.verificationMethod[0].id");
  check_refused(R"("assertionMethod":[7])", "$.assertionMethod[0]");
  check_refused(R"("assertionMethod":["key-1"])", "$.assertionMethod[0]");
  check_refused(R"("alsoKnownAs":[7])", "$.alsoKnownAs[0]");
  check_refused(R"("service":["x"])", "$.service[0]");
  check_refused(R"("service":[{"type":"A"}])", "$.service[0].serviceEndpoint");
  check_refused(R"("service":[{"serviceEndpoint":"x"}])", "$.service[0]");
  for (const std::string endpoint : {"7", "null", "\"\"", "[]", "[[\"x\"]]", "[7]", "true"}) {
    check_refused(R"("service":[{"type":"A","serviceEndpoint":)" + endpoint + "}]",
                  "$.service[0].serviceEndpoint");
  }
  check_refused(R"("service":[{"id":"#a","type":"A","serviceEndpoint":"x"},)"
                R"({"id":"did:web:school.example#a","type":"A","serviceEndpoint":"y"}])",
                "$.service[1]");
}

TEST_CASE("64 methods, services and references are accepted, and 65 are not") {
  const auto methods = [](int count) {
    return R"("verificationMethod":[)" + list(count, [](auto i) { return method("#" + i); }) + "]";
  };
  CHECK(read(methods(64)));
  CHECK_FALSE(read(methods(65)));
  CHECK_FALSE(read(methods(64) + R"(,"authentication":[)" + method("#x") + "]"));

  const auto services = [](int count) {
    return R"("service":[)" +
           list(count, [](auto) { return std::string(R"({"type":"A","serviceEndpoint":"x"})"); }) +
           "]";
  };
  CHECK(read(services(64)));
  CHECK_FALSE(read(services(65)));

  const auto references = [](int count) {
    return R"("authentication":[)" + list(count, [](auto i) { return "\"#" + i + "\""; }) + "]";
  };
  CHECK(read(references(64)));
  CHECK_FALSE(read(references(65)));
}

TEST_CASE("what is not a document about a DID is refused") {
  for (const std::string text :
       {"", "x", "[]", "{}", R"("did:web:x")", R"({"id":7})", R"({"id":"https://school.example"})",
        R"({"id":"did:web:x#k"})", R"({"id":"did:a:b","id":"did:a:c"})", R"({"id":"did:a:b"}{})"}) {
    CAPTURE(text);
    const auto document = read_document(text);
    REQUIRE_FALSE(document);
    CHECK(document.error().code == bad_document);
  }
}

TEST_CASE("a document has at most 1 MiB and 16 levels") {
  const std::string head = R"({"id":"did:a:b","x":")";
  CHECK(read_document(head + std::string(document_bytes_max - head.size() - 2, 'x') + "\"}"));
  CHECK_FALSE(read_document(head + std::string(document_bytes_max - head.size() - 1, 'x') + "\"}"));

  const auto nested = [](std::size_t levels) {
    return R"({"id":"did:a:b","x":)" + std::string(levels, '[') + std::string(levels, ']') + "}";
  };
  CHECK(read_document(nested(document_depth_max - 1)));
  CHECK_FALSE(read_document(nested(document_depth_max)));
}

}  // namespace waarmerk::did
