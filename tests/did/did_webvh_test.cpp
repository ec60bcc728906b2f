#include "did/did_webvh.hpp"

#include <doctest/doctest.h>

using namespace waarmerk;
using namespace waarmerk::did;

namespace {

const std::string scid(46, 'Q');

Result<WebvhLocation> locate(const std::string& text) {
  TRY(did, Did::parse(text));
  return locate_did_webvh(did);
}

}  // namespace

TEST_CASE("a did:webvh has its log and its witnesses side by side") {
  const auto location = locate("did:webvh:" + scid + ":school.example:dids:a");
  REQUIRE(location);
  CHECK(location->scid == scid);
  CHECK(location->log.url() == "https://school.example/dids/a/did.jsonl");
  CHECK(location->witnesses.url() == "https://school.example/dids/a/did-witness.json");
}

TEST_CASE("what belongs to a did:webvh stands beside its log, or beside the folder of that") {
  CHECK(folder_of(*locate("did:webvh:" + scid + ":school.example:dids:a")) ==
        "https://school.example/dids/a/");
  CHECK(folder_of(*locate("did:webvh:" + scid + ":school.example")) == "https://school.example/");
}

TEST_CASE("a did:webvh without a hash or a host is refused, and another method is not ours") {
  CHECK_FALSE(locate("did:webvh:" + scid));
  CHECK_FALSE(locate("did:webvh:" + scid.substr(1) + ":school.example"));
  CHECK_FALSE(locate("did:webvh:" + scid.substr(1) + "0:school.example"));
  CHECK_FALSE(locate("did:webvh:" + scid + ":school.example:..:a"));
  CHECK_FALSE(locate("did:webvh:" + scid + ":10.0.0.1"));
  CHECK(locate("did:web:school.example").error().code == unsupported_method);
}

TEST_CASE("a did:webvh that moved is the same, and another SCID or another method is not") {
  const auto here = "did:webvh:" + scid + ":school.example";
  CHECK(lasting_part(here) == "did:webvh:" + scid);
  CHECK(is_same_did(here, "did:webvh:" + scid + ":club.example:dids:a"));
  CHECK_FALSE(is_same_did(here, "did:webvh:" + std::string(46, 'R') + ":school.example"));
  CHECK_FALSE(is_same_did(here, "did:webvh:" + scid.substr(1) + ":school.example"));
  CHECK_FALSE(is_same_did("did:web:school.example", "did:web:club.example"));
  CHECK(is_same_did("https://school.example/issuer", "https://school.example/issuer"));
  CHECK_FALSE(is_same_did("", here));
}
