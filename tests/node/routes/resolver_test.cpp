// The resolver: what did:key's conformance suite and universal resolvers ask, and are answered.
#include <doctest/doctest.h>

#include <string>

#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::body_of;

const std::string key = "z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b";
const std::string encoded_did = "did%3Akey%3A" + key;

http::Response ask(tests::TestRoutes& node, const std::string& question) {
  return node.call(tests::request_of("GET", "/1.0/identifiers/" + question));
}

/// `400 didResolutionMetadata invalidDid`, or `200`.
std::string said(const std::string& question) {
  tests::TestRoutes node;
  const auto response = ask(node, question);
  const auto body = body_of(response);
  auto text = std::to_string(response.status);
  for (const auto* name : {"@context", "didDocument", "didDocumentMetadata"}) {
    CHECK_MESSAGE(body.root().find(name), name);
  }
  for (const auto* name : {"didResolutionMetadata", "didDereferencingMetadata"}) {
    const auto metadata = body.root().find(name);
    const auto error = metadata ? metadata->find("error") : std::nullopt;
    if (error) text += std::string(" ") + name + " " + std::string(*error->string());
  }
  return text;
}

}  // namespace

TEST_CASE("a DID is answered with its document, and a DID URL with the method that it names") {
  tests::TestRoutes node;
  const auto whole = body_of(ask(node, encoded_did));
  CHECK(whole.root().find("didDocument")->find("id")->string() == "did:key:" + key);
  CHECK(whole.root().find("didResolutionMetadata"));
  const auto part = body_of(ask(node, encoded_did + "%23" + key));
  const auto method = *part.root().find("didDocument");
  CHECK(method.find("controller")->string() == "did:key:" + key);
  CHECK(method.find("id")->string() == "did:key:" + key + "#" + key);
  CHECK(part.root().find("didDereferencingMetadata"));
}

TEST_CASE("the DID of this node is resolved without asking anybody") {
  tests::TestRoutes node;
  const auto own = body_of(ask(node, "did:web:library.example"));
  CHECK(own.root().find("didDocument")->find("id")->string() == "did:web:library.example");
  CHECK(node.node.fetcher.asked().empty());
}

TEST_CASE("what is no DID, or none that can be resolved, is told by its name") {
  CHECK(said("notDid%3Akey%3A" + key) == "400 didResolutionMetadata invalidDid");
  CHECK(said("did%3Akey%3A%40") == "400 didResolutionMetadata invalidDid");
  CHECK(said("did%3Akey%3A-4%3A" + key) == "400 didResolutionMetadata invalidDid");
  CHECK(said("did%3Akey%3A" + key.substr(1)) == "400 didResolutionMetadata invalidDid");
  CHECK(said("did%3Akey%3AzTjsVPtY") == "400 didResolutionMetadata invalidPublicKeyLength");
  CHECK(said("did%3Aexperimental%3A" + key) == "501 didResolutionMetadata methodNotSupported");
  CHECK(said("did%3Aweb%3Agone.example") == "502 didResolutionMetadata internalError");
}

TEST_CASE("what a DID URL does not name, and forms of key that are not told, are errors") {
  CHECK(said(encoded_did + "%2F%5Ebar%5E%2F%3Fquery%3D%60%23" + key) ==
        "400 didDereferencingMetadata invalidDidUrl");
  CHECK(said(encoded_did + "%23other") == "404 didDereferencingMetadata notFound");
  CHECK(said(encoded_did + "?publicKeyFormat=unknown") ==
        "400 didResolutionMetadata unsupportedPublicKeyType");
  CHECK(said(encoded_did + "%23" + key + "?publicKeyFormat=Ed25519VerificationKey2018") ==
        "400 didDereferencingMetadata invalidPublicKeyType");
  CHECK(said(encoded_did + "?publicKeyFormat=Multikey") == "200");
}

}  // namespace waarmerk::node::routes
