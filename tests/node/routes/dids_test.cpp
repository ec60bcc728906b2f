// DID documents by way of the routes: our own, and the resolver.
#include <doctest/doctest.h>

#include <string>

#include "did/did_webvh.hpp"
#include "node/actions/known_did.hpp"
#include "node/records/did_logs.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::request_of;
using tests::TestRoutes;
using tests::text_in;

}  // namespace

TEST_CASE("our own document is where did:web looks for it, and nowhere else") {
  TestRoutes library;
  const auto own = library.call(request_of("GET", "/.well-known/did.json"));
  CHECK(own.status == 200);
  CHECK(own.headers.find("Content-Type") == "application/did+json");
  CHECK(text_in(own, "id") == "did:web:library.example");
  const auto elsewhere = library.call(request_of("GET", "/branches/did.json"));
  CHECK(elsewhere.status == 404);
  CHECK(text_in(elsewhere, "code") == "did.not_found");
  CHECK(library.call(request_of("GET", "/branches/north/did.json")).status == 404);
}

TEST_CASE("our history is where did:webvh looks for it, with the parallel did:web beside it") {
  TestRoutes library(tests::NodeMethod::webvh);
  const auto& self = library.node.self;
  const auto log = library.call(request_of("GET", "/.well-known/did.jsonl"));
  CHECK(log.status == 200);
  CHECK(log.headers.find("Content-Type") == "text/jsonl");
  const auto read = did::WebvhLog::read(log.body, did::scid_of(self.did), library.node.clock.now());
  CHECK_FALSE(read.fault());
  CHECK(read.entries().back().id == self.did.text());
  const auto web = library.call(request_of("GET", "/.well-known/did.json"));
  CHECK(text_in(web, "id") == "did:web:library.example");
  CHECK(web.body.contains(self.did.text()));
  const auto code_of = [&](const std::string& path) {
    return text_in(library.call(request_of("GET", path)), "code");
  };
  CHECK(code_of("/.well-known/did-witness.json") == "did.not_found");
  CHECK(code_of("/branches/did.jsonl") == "did.not_found");
  const auto known = actions::get_log(library.node.memory.store, self.did);
  storage::Batch rows;
  records::save_log(rows, did::scid_of(self.did),
                    {known->log, "[{\"versionId\":\"1-x\"}]", "own", known->as_of});
  library.node.memory.write(rows);
  const auto witnesses = library.call(request_of("GET", "/.well-known/did-witness.json"));
  CHECK(witnesses.status == 200);
  CHECK(witnesses.body == "[{\"versionId\":\"1-x\"}]");
  TestRoutes other;
  CHECK(text_in(other.call(request_of("GET", "/.well-known/did.jsonl")), "code") ==
        "did.not_found");
}

TEST_CASE("who moved shows its history at each place that it had, and its document at the last") {
  TestRoutes library(tests::NodeMethod::webvh);
  library.node.move_to("badges.example/dids");
  const auto status_of = [&](const std::string& path) {
    return library.call(request_of("GET", path)).status;
  };
  CHECK(status_of("/dids/did.jsonl") == 200);
  CHECK(status_of("/.well-known/did.jsonl") == 200);
  CHECK(status_of("/branches/did.jsonl") == 404);
  CHECK(text_in(library.call(request_of("GET", "/dids/did.json")), "id") ==
        "did:web:badges.example:dids");
  CHECK(status_of("/.well-known/did.json") == 404);
}

TEST_CASE("a DID is resolved from itself, from what we know, or from its host") {
  TestRoutes library;
  const auto resolve = [&](const std::string& did) {
    return library.call(request_of("GET", "/v1/dids/" + did));
  };
  CHECK(text_in(resolve(tests::someone), "id") == tests::someone);
  CHECK(text_in(resolve("did:web:library.example"), "id") == "did:web:library.example");
  CHECK(library.node.fetcher.asked().empty());
  const auto school = tests::TestParty::at_host("school.example", 3);
  library.node.fetcher.answer("https://school.example/.well-known/did.json", 200,
                              school.document());
  CHECK(text_in(resolve(school.did), "id") == school.did);
}

TEST_CASE("what is no DID, of no known method, or of a host that is silent, is each said so") {
  TestRoutes library;
  const auto code_of = [&](const std::string& did, int status) {
    const auto response = library.call(request_of("GET", "/v1/dids/" + did));
    CHECK(response.status == status);
    return text_in(response, "code");
  };
  CHECK(code_of("library.example", 400) == "did.malformed");
  CHECK(code_of("did:key:z6Mk%20", 400) == "did.malformed");
  CHECK(code_of("did:nobody:x", 400) == "did.unsupported_method");
  CHECK(code_of("did:nobody:x", 400) == "did.unsupported_method");
  CHECK(code_of("did:web:gone.example", 503) == "did.unavailable");
}

}  // namespace waarmerk::node::routes
