// The bytes that two nodes exchange: spec/wire/vectors, made from fixed keys, compared to the byte.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include "crypto/encoding/hex.hpp"
#include "node/feed/statement.hpp"
#include "node/gossip/blocks.hpp"
#include "node/gossip/frame.hpp"
#include "node/gossip/serve.hpp"
#include "tests/support/issuer.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::node {

namespace {

using tests::Issuer;

// Lines of a name, a space, and bytes in hexadecimal or text.
class Lines {
 public:
  void bytes(const std::string& name, ByteView value) { text(name, encoding::encode_hex(value)); }
  void text(const std::string& name, const std::string& value) {
    all_ += name + " " + value + "\n";
  }
  const std::string& all() const { return all_; }

 private:
  std::string all_;
};

// The issuer's secret key is 32 bytes of 01; four entries, and a second truth for the fourth.
struct Story {
  Story() {
    const auto document = *json::parse("{\"id\":\"" + issuer.did().text() + "\"}");
    snapshot =
        issuer.publish(feeds, {feed::EntryType::did_log,
                               *feed::encode_did_snapshot(document.root(), tests::start_time), 0});
    status = issuer.publish(feeds, Issuer::status(41));
    beat = issuer.publish(feeds, {});
    lie = issuer.sign(feeds, Issuer::status(43));
    alive = issuer.publish(feeds,
                           {feed::EntryType::heartbeat,
                            *feed::encode_heartbeat({.software = "waarmerk/0.1", .peers = 2}), 0},
                           tests::start_time + hour_ms);
  }
  Issuer issuer{1};
  tests::MemoryFeeds feeds;
  feed::Entry snapshot, status, beat, alive, lie;
};

std::string feed_lines(const Story& story) {
  Lines lines;
  lines.text("did", story.issuer.did().text());
  lines.text("feed", feed::print_feed_id(story.issuer.feed()));
  lines.bytes("kid8", feed::kid8_of(story.issuer.signer().public_key()));
  const auto entry = [&](const std::string& name, const feed::Entry& of) {
    lines.bytes(name + ".payload", of.payload);
    lines.bytes(name + ".header", feed::encode_header(of.header));
    lines.bytes(name + ".hash", feed::entry_hash(of.header).value);
  };
  entry("1", story.snapshot);
  entry("2", story.status);
  entry("3", story.beat);
  entry("4", story.alive);
  entry("4b", story.lie);
  lines.bytes("fork", feed::encode_fork_proof(
                          *feed::make_fork_proof(story.alive.header, story.lie.header)));
  return lines.all();
}

// The issuer of 01 says that it ends, and that the one of 02 goes on; the one of 03 countersigns.
std::string statement_lines() {
  const Issuer issuer(1);
  const Issuer custodian(2);
  const Issuer other(3);
  feed::Succession succession{.to = custodian.feed(), .from = tests::start_time + hour_ms};
  succession.countersign = {
      {other.feed(), *feed::countersign(issuer.feed(), succession, other.signer())}};
  const Sha256 one = sha256(bytes_of("one"));
  const Sha256 two = sha256(bytes_of("two"));
  Lines lines;
  lines.text("from.feed", feed::print_feed_id(issuer.feed()));
  lines.text("to.feed", feed::print_feed_id(custodian.feed()));
  lines.bytes("succession", *feed::encode_succession(succession));
  lines.text("countersignature", feed::print_countersignature(succession.countersign.front()));
  lines.bytes("close", *feed::encode_close({.reason = "The school closed."}));
  lines.bytes("trust-end", *feed::encode_trust_end({one, "They moved.", tests::start_time}));
  lines.bytes("epoch.healed", *feed::encode_epoch_start({one, two, "2-QmX"}));
  lines.bytes("epoch.lost", *feed::encode_epoch_start({one, std::nullopt, "2-QmX"}));
  return lines.all();
}

std::string gossip_lines(Story story) {
  Lines lines;
  const auto proof = *feed::make_fork_proof(story.alive.header, story.lie.header);
  lines.bytes("entries",
              gossip::encode_frame(gossip::Entries{{{story.status.header, story.status.payload},
                                                    {story.beat.header, std::nullopt}}}));
  lines.bytes("fork", gossip::encode_frame(gossip::Fork{proof}));
  const auto heads = [&] { return gossip::serve(story.feeds, "/heads", "after=0").bytes; };
  lines.bytes("heads", heads());
  story.feeds.keep_fork(proof);
  lines.bytes("heads.forked", heads());
  lines.text("head.path", gossip::head_path(story.issuer.feed()));
  lines.text("range.path", gossip::range_path(story.issuer.feed(), 0, {.from = 2, .to = 4}));
  lines.text("arrivals.path",
             gossip::arrivals_path(gossip::block_of(600, gossip::arrivals_per_block)));
  lines.text("entries.block", gossip::range_path(story.issuer.feed(), 0,
                                                 gossip::block_of(65, gossip::entries_per_block)));
  lines.text("payload.path", gossip::payload_path(story.status.header.payload_hash));
  return lines.all();
}

// With WAARMERK_WRITE_VECTORS set the file is made anew, for a person to look at the difference.
void check_file(const std::string& name, const std::string& made) {
  const auto path = tests::spec("wire/vectors/" + name);
  if (std::getenv("WAARMERK_WRITE_VECTORS") != nullptr) std::ofstream(path) << made;
  CHECK(tests::read_file(path) == made);
}

}  // namespace

TEST_CASE("entries and fork proofs have the bytes of spec/wire/vectors/feed.txt") {
  check_file("feed.txt", feed_lines(Story()));
}

TEST_CASE("statements have the bytes of spec/wire/vectors/statement.txt") {
  check_file("statement.txt", statement_lines());
}

TEST_CASE("frames and paths have the bytes of spec/wire/vectors/gossip.txt") {
  check_file("gossip.txt", gossip_lines(Story()));
}

TEST_CASE("the entries of the vectors are accepted one after the other") {
  const Story story;
  const tests::MemoryFeeds empty;
  feed::ChainState state(story.issuer.feed(), empty);
  for (const auto* entry : {&story.snapshot, &story.status, &story.beat, &story.alive}) {
    const auto admission = feed::admit(state, entry->header, entry->payload, story.issuer.keys(),
                                       tests::start_time + hour_ms);
    const auto* accepted = std::get_if<feed::Accepted>(&admission);
    REQUIRE(accepted != nullptr);
    CHECK(accepted->state == feed::EntryState::ok);
    state.apply(entry->header);
  }
  CHECK(story.alive.header.skip == feed::entry_hash(story.snapshot.header));
}

}  // namespace waarmerk::node
