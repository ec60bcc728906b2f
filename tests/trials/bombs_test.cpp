// Status lists that would fill the memory once unpacked: named by a badge, and on a peer's feed.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "crypto/encoding/gzip.hpp"
#include "crypto/encoding/multibase.hpp"
#include "tests/support/besieged_node.hpp"
#include "tests/support/crafted_issuer.hpp"

namespace waarmerk::tests {
namespace {

using namespace node;

constexpr std::size_t bomb_bytes = std::size_t{64} << 20;

std::string encode(const Bytes& bytes) {
  return encoding::encode_multibase(encoding::Base::base64url, bytes);
}

std::string bomb() { return encode(encoding::deflate_gzip(Bytes(bomb_bytes, 0))); }

TEST_CASE("a list that unpacks to more than any list may is not unpacked") {
  CraftedIssuer issuer;
  const auto packed = bomb();
  const auto good = encoding::deflate_gzip(Bytes(16'384, 0));
  auto cut = good;
  cut.resize(cut.size() / 2);
  auto twice = good;
  append(twice, good);
  issuer.serve_list("good", encode(good));
  issuer.serve_list("bomb", packed);
  issuer.serve_list("cut", encode(cut));
  issuer.serve_list("twice", encode(twice));
  issuer.serve_list("short", encode(encoding::deflate_gzip(Bytes(16, 0))));
  issuer.serve_list("empty", "");
  issuer.serve_list("nested",
                    encode(encoding::deflate_gzip(encoding::deflate_gzip(Bytes(16'384, 0)))));

  BesiegedNode besieged;
  const auto say = [&](std::string_view name) {
    return besieged.node.verify(issuer.badge(issuer.list_url(name), 7));
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
  CraftedIssuer issuer;
  const auto at = issuer.list_url("list");
  const auto publish = [&](const std::string& encoded) {
    issuer.publish(at, issuer.list_holding(at, encoded));
  };
  issuer.introduce();
  publish(bomb());
  auto revoked = Bytes(16'384, 0);
  revoked[0] = 0x01;  // index 7
  publish(encode(encoding::deflate_gzip(revoked)));
  publish(bomb());

  BesiegedNode besieged(short_deadlines(), {issuer.url()});
  CHECK(besieged.node.comes_to_hold(issuer.feed_name(), issuer.head()));
  CHECK(besieged.serves());
  const auto verdict = besieged.node.verify(issuer.badge(at, 7));
  CHECK(verdict.text("verdict.code") == "badge.revoked");
  CHECK(verdict.text("verdict.status.source") == "gossip");
  CHECK(besieged.serves());
}

}  // namespace
}  // namespace waarmerk::tests
