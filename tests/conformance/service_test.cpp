// The service of a DID document, as spec/wire/feed.md 3 and link.md 4 have it:
// spec/wire/vectors/service.json, which was written from the text of these.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "crypto/json/writer.hpp"
#include "crypto/keys/multikey.hpp"
#include "node/feed/bot_service.hpp"
#include "node/feed/feed_keys.hpp"
#include "node/link/node_keys.hpp"
#include "tests/support/json_vectors.hpp"

namespace waarmerk::node {
namespace {

using namespace tests::json_vectors;

std::vector<std::string> texts(json::Value value, std::string_view name) {
  std::vector<std::string> all;
  for (const json::Value one : list(value, name)) all.emplace_back(one.string().value());
  return all;
}

did::DidDocument document_of(json::Value vector) {
  json::Writer writer;
  const auto id = text(vector, "id");
  writer.begin_object().member("id", id).name("service").begin_array().begin_object();
  writer.member("id", id + "#bot").member("type", feed::bot_service_type);
  writer.name("serviceEndpoint").value(vector.find("endpoint").value());
  writer.end_object().end_array().end_object();
  auto document = did::read_document(writer.take());
  REQUIRE(document);
  return *document;
}

}  // namespace

TEST_CASE("services are read as spec/wire/vectors/service.json says") {
  const auto vectors = load("service.json");
  CHECK(vectors.root().size() == 5);
  for (const json::Value vector : vectors.root().elements()) {
    CAPTURE(text(vector, "name"));
    const auto document = document_of(vector);
    CHECK(feed::feed_keys_of(document));
    CHECK(feed::read_feed_service(document)->mirrors == texts(vector, "mirrors"));
    const auto keys = link::node_keys_of(document);
    REQUIRE(keys);
    std::vector<std::string> printed;
    for (const auto& key : *keys) printed.push_back(keys::print_multikey(key));
    CHECK(printed == texts(vector, "node_keys"));
  }
}

}  // namespace waarmerk::node
