// The watcher by way of the routes.
#include <doctest/doctest.h>

#include <string>

#include "did/did_webvh.hpp"
#include "node/actions/watch_did.hpp"
#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::request_of;
using tests::TestRoutes;
using tests::text_in;

}  // namespace

TEST_CASE("a watcher gives the history, its witnesses and what the host published") {
  TestRoutes library(tests::NodeMethod::webvh);
  const std::string scid(did::scid_of(library.node.self.did));
  const auto get = [&](const std::string& target) {
    return library.call(request_of("GET", target));
  };
  const auto log = get("/log?scid=" + scid);
  CHECK(log.status == 200);
  CHECK(log.headers.find("Content-Type") == "text/jsonl");
  CHECK(log.body == actions::find_watched(library.node.memory.store, scid)->log);
  CHECK(get("/witness?scid=" + scid).status == 404);
  const auto list = get("/resource?scid=" + scid + "&path=status%2F1");
  CHECK(list.status == 200);
  CHECK(list.headers.find("Content-Type") == "application/vc");
  const auto rows = [&] {
    const auto known = actions::find_watched(library.node.memory.store, scid);
    storage::Batch batch;
    records::save_log(batch, scid, {known->log, "[{\"versionId\":\"1-x\"}]", "own", known->as_of});
    return batch;
  };
  library.node.memory.write(rows());
  CHECK(get("/witness?scid=" + scid).body == "[{\"versionId\":\"1-x\"}]");
}

TEST_CASE("a watcher that is asked for nothing, or for what it has not, says which") {
  TestRoutes library;
  const auto code_of = [&](const std::string& target, int status) {
    const auto response = library.call(request_of("GET", target));
    CHECK_MESSAGE(response.status == status, target);
    return text_in(response, "code");
  };
  const std::string unknown(46, 'Q');
  CHECK(code_of("/log?scid=" + unknown, 404) == "did.not_found");
  CHECK(code_of("/witness?scid=" + unknown, 404) == "did.not_found");
  CHECK(code_of("/resource?scid=" + unknown + "&path=a", 404) == "did.not_found");
  CHECK(code_of("/log?scid=Qm1", 400) == "did.malformed");
  CHECK(code_of("/log", 400) == "http.bad_query");
  CHECK(code_of("/resource?scid=" + unknown, 400) == "http.bad_query");
}

TEST_CASE("what owners tell a watcher is heard, or refused with the reason") {
  TestRoutes library(tests::NodeMethod::webvh);
  const std::string scid(did::scid_of(library.node.self.did));
  const auto post = [&](const std::string& target, const std::string& json = {}) {
    return library.call(request_of("POST", target, json));
  };
  const auto log = actions::find_watched(library.node.memory.store, scid)->log;
  library.node.fetcher.answer("https://library.example/.well-known/did.jsonl", 200, log);
  const auto heard = post("/log?did=" + library.node.self.did.text());
  CHECK(heard.status == 202);
  CHECK(heard.body == "{}");
  CHECK(post("/log").status == 400);
  CHECK(post("/log?did=library").status == 400);
  CHECK(post("/log?did=did:webvh:" + std::string(46, 'Q') + ":library.example").status == 404);
  CHECK(post("/resource?scid=" + scid + "&path=status%2F1").status == 202);
  CHECK(post("/resource?scid=" + scid + "&path=..%2Fx").status == 400);
  CHECK(post("/resource?scid=" + std::string(46, 'Q') + "&path=a").status == 404);
  const auto refused = post("/log/delete?scid=" + scid, "{}");
  CHECK(refused.status == 403);
  CHECK(text_in(refused, "code") == "watch.not_owner");
  CHECK(text_in(post("/resource/delete?scid=" + scid + "&path=status%2F1", "{}"), "code") ==
        "watch.not_owner");
  CHECK(post("/resource/delete?scid=" + scid + "&path=status%2F9", "{}").status == 404);
  CHECK(post("/log/delete?scid=Qm1", "{}").status == 400);
  CHECK(library.call(request_of("GET", "/log?scid=" + scid)).status == 200);
}

}  // namespace waarmerk::node::routes
