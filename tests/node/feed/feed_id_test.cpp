#include "node/feed/feed_id.hpp"

#include <doctest/doctest.h>

#include "crypto/base/sha2.hpp"
#include "node/feed/error_codes.hpp"

namespace waarmerk::node::feed {

namespace {
FeedId feed_of(std::string_view did) { return feed_id_of(*did::Did::parse(did)); }
FeedId feed_of_subject(std::string subject) {
  return FeedId{sha256(bytes_of(std::string("bot/feed/1") + '\0' + subject)).value};
}
}  // namespace

TEST_CASE("a feed is named by the digest of its DID") {
  CHECK(feed_of("did:key:z6Mkabc") == feed_of_subject("did:key:z6Mkabc"));
  CHECK(feed_of("did:key:z6Mkabc") != feed_of("did:key:z6Mkabd"));
}

TEST_CASE("did:web is known by its host in lower case, without a last dot") {
  CHECK(feed_of("did:web:School.Example") == feed_of_subject("did:web:school.example"));
  CHECK(feed_of("did:web:school.example.") == feed_of_subject("did:web:school.example"));
  CHECK(feed_of("did:web:LOCALHOST%3a8080:Orgs") ==
        feed_of_subject("did:web:localhost%3A8080:Orgs"));
}

TEST_CASE("the path of a did:web keeps its case") {
  CHECK(feed_of("did:web:school.example:A") != feed_of("did:web:school.example:a"));
}

TEST_CASE("did:webvh keeps its feed when it moves to another host") {
  CHECK(feed_of("did:webvh:QmScid:one.example") == feed_of("did:webvh:QmScid:two.example:p"));
  CHECK(feed_of("did:webvh:QmScid:one.example") == feed_of_subject("webvh:QmScid"));
  CHECK(feed_of("did:webvh:QmScid:one.example") != feed_of("did:webvh:QmOther:one.example"));
}

TEST_CASE("the text of a feed id is read back, and nothing else is") {
  const auto feed = feed_of("did:key:z6Mkabc");
  const auto text = print_feed_id(feed);
  CHECK(text.size() == 44);
  CHECK(*parse_feed_id(text) == feed);
  CHECK(parse_feed_id(text.substr(0, 43)).error().code == malformed);
  CHECK(parse_feed_id(text + "A").error().code == malformed);
  CHECK(parse_feed_id("z" + text.substr(1)).error().code == malformed);
  CHECK(parse_feed_id("").error().code == malformed);
}

}  // namespace waarmerk::node::feed
