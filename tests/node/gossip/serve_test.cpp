#include "node/gossip/serve.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/gossip/frame.hpp"
#include "tests/support/issuer.hpp"

namespace waarmerk::node::gossip {

namespace {

using tests::Issuer;

struct Shelf {
  Shelf() {
    issuer.publish(feeds, issuer.introduction());
    for (std::uint64_t i = 1; i < 5; ++i) issuer.publish(feeds, Issuer::status(i));
  }
  Served get(const std::string& path, const std::string& query = "") const {
    return serve(feeds, path, query);
  }
  std::string at(const std::string& rest) const {
    return "/f/" + feed::print_feed_id(issuer.feed()) + rest;
  }
  feed::Header head() const { return *feeds.head(issuer.feed()); }

  Issuer issuer{1};
  tests::MemoryFeeds feeds;
};

}  // namespace

TEST_CASE("a head is served for a minute") {
  const Shelf shelf;
  const auto served = shelf.get(shelf.at("/head"));
  CHECK(served.status == 200);
  CHECK(*decode_head(served.bytes) == shelf.head());
  CHECK(served.cache_control == "public, max-age=60");
  CHECK(served.etag.size() == 46);
  CHECK(shelf.get("/f/" + feed::print_feed_id(Issuer(2).feed()) + "/head").status == 404);
  CHECK(shelf.get("/f/unknown/head").status == 400);
}

TEST_CASE("a full range is served for ever, one that is not full yet is not") {
  const Shelf shelf;
  const auto full = shelf.get(shelf.at("/e/0/2-5"));
  CHECK(decode_headers(full.bytes)->size() == 4);
  CHECK(full.cache_control.ends_with("immutable"));
  const auto partial = shelf.get(shelf.at("/e/0/2-6"));
  CHECK(decode_headers(partial.bytes)->size() == 4);
  CHECK(partial.cache_control == "no-cache");
  CHECK(shelf.get(shelf.at("/e/0/6-7")).status == 404);
  CHECK(shelf.get(shelf.at("/e/1/1-5")).status == 404);
}

TEST_CASE("a range has one name and at most a thousand entries") {
  const Shelf shelf;
  CHECK(shelf.get(shelf.at("/e/0/1-1000")).status == 200);
  for (const std::string range : {"1-1001", "0-1", "3-2", "01-2", "1-", "-1", "1", "1-2-3", "a-b",
                                  "1-99999999999999999999999"})
    CHECK(shelf.get(shelf.at("/e/0/" + range)).status == 400);
  CHECK(shelf.get(shelf.at("/e/00/1-2")).status == 400);
  CHECK(shelf.get(shelf.at("/e/4294967296/1-2")).status == 400);
}

TEST_CASE("a payload is served by its digest, for ever") {
  const Shelf shelf;
  const auto hash = shelf.head().payload_hash;
  const auto served = shelf.get("/p/" + print_hash(hash));
  CHECK(served.status == 200);
  CHECK(sha256(served.bytes) == hash);
  CHECK(served.cache_control.ends_with("immutable"));
  CHECK(shelf.get("/p/" + print_hash(Sha256{})).status == 404);
  CHECK(shelf.get("/p/u123").status == 400);
}

TEST_CASE("arrivals are served once a feed, with forks, after what was asked") {
  Shelf shelf;
  const auto page = [&](const std::string& query) {
    return std::get<Heads>(*decode_frame(shelf.get("/heads", query).bytes));
  };
  CHECK(page("").heads.size() == 1);
  CHECK(page("after=0").heads.front() == shelf.head());
  CHECK(page("after=0").next == 5);
  CHECK(page("after=4").heads.size() == 1);
  CHECK(page("after=5").heads.empty());
  CHECK(page("after=99").newest == 5);
  const auto other = shelf.issuer.sign(shelf.feeds, Issuer::status(80)).header;
  const auto held = shelf.issuer.publish(shelf.feeds, Issuer::status(81)).header;
  shelf.feeds.keep_fork(*feed::make_fork_proof(held, other));
  CHECK(page("after=5").forks.size() == 1);
  CHECK(shelf.get("/heads", "after=5").cache_control == "no-cache");
}

TEST_CASE("what is not a path of ours is refused") {
  const Shelf shelf;
  for (const std::string path : {"/", "", "/x", "/f", "/p", "/f/a/b/c/d/e/f/g/h/i/j", "heads"})
    CHECK(shelf.get(path).status >= 400);
  CHECK(shelf.get("/heads", "after=x").status == 400);
  CHECK(shelf.get("/heads", "after=").status == 400);
  CHECK(shelf.get("/heads", "before=1").status == 400);
  CHECK(shelf.get(shelf.at("/head"), "x=1").status == 404);
}

}  // namespace waarmerk::node::gossip
