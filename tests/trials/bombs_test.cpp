// Status lists that would fill the memory once unpacked: named by a badge, and on a peer's feed.
#include <doctest/doctest.h>

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "crypto/encoding/gzip.hpp"
#include "crypto/encoding/multibase.hpp"
#include "crypto/json/parse.hpp"
#include "node/gossip/serve.hpp"
#include "node/http/json_body.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/besieged_node.hpp"
#include "tests/support/issuer.hpp"
#include "tests/support/live_server.hpp"

namespace waarmerk::tests {
namespace {

using namespace node;

constexpr std::size_t bomb_bytes = std::size_t{64} << 20;
constexpr std::uint8_t issuer_seed = 77;

UnixTime system_now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

/// What an issuer with bad intentions serves: documents by their path, and a feed.
struct Site {
  std::map<std::string, std::string, std::less<>> documents;
  MemoryFeeds feeds;

  Task<http::Response> answer(http::Request request) const {
    const auto path = std::string(request.path());
    if (const auto found = documents.find(path); found != documents.end()) {
      co_return http::json_response(200, found->second);
    }
    constexpr std::string_view protocol = "/bot/1";
    if (!path.starts_with(protocol)) co_return http::text_response(404, "");
    const auto served = gossip::serve(feeds, path.substr(protocol.size()), request.query());
    co_return http::json_response(served.status, std::string(text_of(served.bytes)),
                                  "application/octet-stream");
  }
};

/// An issuer that is its own key, with its site on a port of this machine.
struct HostileIssuer {
  HostileIssuer() : party(TestParty::with_key(issuer_seed)), feed(issuer_seed) {
    REQUIRE(party.did == feed.did().text());
  }

  std::string url() const { return "http://localhost:" + std::to_string(server.port()); }
  std::string list_url(std::string_view name) const { return url() + "/" + std::string(name); }

  /// A signed list that is right in all but what it unpacks to.
  std::string list(const std::string& at, const std::string& encoded) const {
    const auto now = system_now();
    const auto honest =
        credential::write_status_credential({.id = at,
                                             .issuer = party.did,
                                             .purposes = {"revocation"},
                                             .list = credential::StatusList::make().value(),
                                             .valid_from = UnixTime{now.ms - hour_ms},
                                             .valid_until = UnixTime{now.ms + day_ms}});
    REQUIRE(honest);
    std::string text(honest->text());
    const std::string mark = "\"encodedList\":\"";
    const auto from = text.find(mark) + mark.size();
    text.replace(from, text.find('"', from) - from, encoded);
    return std::string(sign(parse_json(text), party).text());
  }

  std::string badge(const std::string& at) const {
    auto badge = sample_badge(party);
    badge.statuses.push_back({.purpose = "revocation", .index = 7, .list_url = at});
    return std::string(issue(badge, party).text());
  }

  void serve(const std::string& name, const std::string& encoded) {
    site.documents["/" + name] = list(list_url(name), encoded);
  }

  TestParty party;
  Issuer feed;
  Site site;
  LiveServer server{[this](http::Request request) { return site.answer(std::move(request)); }};
};

std::string encode(const Bytes& bytes) {
  return encoding::encode_multibase(encoding::Base::base64url, bytes);
}

std::string bomb() { return encode(encoding::deflate_gzip(Bytes(bomb_bytes, 0))); }

TEST_CASE("a list that unpacks to more than any list may is not unpacked") {
  HostileIssuer issuer;
  const auto packed = bomb();
  const auto good = encoding::deflate_gzip(Bytes(16'384, 0));
  auto cut = good;
  cut.resize(cut.size() / 2);
  auto twice = good;
  append(twice, good);
  issuer.serve("good", encode(good));
  issuer.serve("bomb", packed);
  issuer.serve("cut", encode(cut));
  issuer.serve("twice", encode(twice));
  issuer.serve("short", encode(encoding::deflate_gzip(Bytes(16, 0))));
  issuer.serve("empty", "");
  issuer.serve("nested", encode(encoding::deflate_gzip(encoding::deflate_gzip(Bytes(16'384, 0)))));

  BesiegedNode besieged;
  const auto say = [&](std::string_view name) {
    return besieged.node.verify(issuer.badge(issuer.list_url(name)));
  };
  const auto genuine = say("good");
  CHECK(genuine.text("verdict.code") == "badge.genuine");
  CHECK(genuine.flag("verdict.phonedHome") == true);
  const auto before = besieged.node.process.resident_kib();
  for (const auto* name : {"bomb", "cut", "twice", "short", "empty", "nested"}) {
    CAPTURE(name);
    const auto refused = say(name);
    CHECK(refused.status == 400);
    CHECK(refused.text("verdict.outcome") == "cannot_be_checked");
    CHECK(refused.text("verdict.code") == "badge.status_list_unusable");
    CHECK(besieged.serves());
  }
  CHECK(say("nobody").text("verdict.code") == "badge.status_unknown");
  MESSAGE("resident memory went from " << before / 1024 << " to "
                                       << besieged.node.process.resident_kib() / 1024 << " MiB");
}

TEST_CASE("a bomb on a peer's feed has no effect, and what follows it has") {
  HostileIssuer issuer;
  const auto& feed = issuer.feed;
  const auto at = issuer.list_url("list");
  const auto now = system_now();
  const auto publish = [&](std::uint64_t version, const std::string& encoded) {
    const auto payload = feed::encode_status(
        {.url = at, .version = version, .list = to_bytes(bytes_of(issuer.list(at, encoded)))});
    REQUIRE(payload);
    feed.publish(issuer.site.feeds, {feed::EntryType::status, *payload, 0}, now);
  };
  feed.publish(issuer.site.feeds, feed.introduction(now), now);
  publish(1, bomb());
  auto revoked = Bytes(16'384, 0);
  revoked[0] = 0x01;  // index 7
  publish(2, encode(encoding::deflate_gzip(revoked)));
  publish(3, bomb());

  BesiegedNode besieged(short_deadlines(), {issuer.url()});
  const auto name = feed::print_feed_id(feed.feed());
  const auto head = issuer.site.feeds.head(feed.feed());
  const auto wanted = std::string(text_of(feed::encode_header(*head)));
  bool followed = false;
  for (int i = 0; i < 400 && !followed; ++i) {
    besieged.node.sync();
    followed = besieged.node.head_of(name) == wanted;
    if (!followed) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  CHECK(followed);
  CHECK(besieged.serves());
  const auto verdict = besieged.node.verify(issuer.badge(at));
  CHECK(verdict.text("verdict.code") == "badge.revoked");
  CHECK(verdict.text("verdict.status.source") == "gossip");
  CHECK(besieged.serves());
}

}  // namespace
}  // namespace waarmerk::tests
