#include "node/feed/statement.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <string>

#include "crypto/encoding/cbor.hpp"
#include "node/feed/payload.hpp"
#include "tests/support/issuer.hpp"

namespace waarmerk::node::feed {

namespace {

using encoding::Cbor;
using tests::Issuer;

Sha256 some_hash(std::uint8_t seed) { return sha256(Bytes{seed}); }

Bytes cbor(const Cbor& value) { return *encoding::encode_cbor(value); }

ErrorCode code_of(const auto& result) { return result ? ErrorCode{} : result.error().code; }

const Issuer school(1);
const Issuer town(2);
const Issuer province(3);

Succession appointment() { return {.to = town.feed(), .from = tests::start_time}; }

/// A header of this type, as the next of the school's epoch 0.
Header header_of(EntryType type, std::uint8_t flags = 0) {
  Header header{.type = type, .flags = flags, .feed = school.feed(), .ts = tests::start_time};
  header.seq = 7;
  return header;
}

}  // namespace

TEST_CASE("a close says why, and ends its feed") {
  const Close close{.reason = "The school closed."};
  const auto payload = *encode_close(close);
  CHECK(*decode_close(payload) == close);
  CHECK(code_of(encode_close({.reason = std::string(1000, 'x')})) == ErrorCode{});
  CHECK(code_of(encode_close({.reason = std::string(1001, 'x')})) == bad_payload);
  CHECK(code_of(decode_close({})) == bad_payload);
  CHECK(code_of(decode_close(cbor(Cbor::map({{Cbor::text("reason"), Cbor::uint(1)}})))) ==
        bad_payload);
  CHECK(code_of(check_payload(header_of(EntryType::close, flag_end_of_feed), payload)) ==
        ErrorCode{});
  CHECK(code_of(check_payload(header_of(EntryType::close), payload)) == bad_payload);
}

TEST_CASE("a succession names another feed, a time, and the one power that there is") {
  const auto payload = *encode_succession(appointment());
  CHECK(*decode_succession(payload) == appointment());
  const auto with = [](const Cbor& powers, std::uint64_t from) {
    return decode_succession(cbor(Cbor::map({{Cbor::text("to_feed"), Cbor::bytes(Bytes(32))},
                                             {Cbor::text("powers"), powers},
                                             {Cbor::text("from_ts"), Cbor::uint(from)},
                                             {Cbor::text("countersign"), Cbor::array({})}})));
  };
  const auto status = Cbor::array({Cbor::text("status")});
  CHECK(code_of(with(status, 1)) == ErrorCode{});
  CHECK(code_of(with(status, 253'402'300'800'000)) == bad_payload);
  CHECK(code_of(with(Cbor::array({}), 1)) == bad_payload);
  CHECK(code_of(with(Cbor::array({Cbor::text("issue")}), 1)) == bad_payload);
  CHECK(code_of(with(Cbor::array({Cbor::text("status"), Cbor::text("issue")}), 1)) == bad_payload);
  CHECK(code_of(with(Cbor::text("status"), 1)) == bad_payload);
}

TEST_CASE("a feed does not succeed itself, and does not countersign for itself") {
  const auto check = [](const Succession& succession) {
    return code_of(check_payload(header_of(EntryType::succession), *encode_succession(succession)));
  };
  CHECK(check(appointment()) == ErrorCode{});
  CHECK(check({.to = school.feed(), .from = tests::start_time}) == bad_payload);
  auto own = appointment();
  own.countersign = {{school.feed(), {}}};
  CHECK(check(own) == bad_payload);
}

TEST_CASE("a countersignature holds for this appointment, by this key") {
  const auto sig = countersign(school.feed(), appointment(), province.signer());
  REQUIRE(sig);
  const Countersignature given{province.feed(), *sig};
  const auto& key = province.signer().public_key();
  CHECK(holds(given, school.feed(), appointment(), key));
  CHECK_FALSE(holds(given, town.feed(), appointment(), key));
  CHECK_FALSE(holds(given, school.feed(), appointment(), town.signer().public_key()));
  auto later = appointment();
  later.from = later.from + 1;
  CHECK_FALSE(holds(given, school.feed(), later, key));
  auto to_another = appointment();
  to_another.to = province.feed();
  CHECK_FALSE(holds(given, school.feed(), to_another, key));
}

TEST_CASE("countersignatures stand in the order of their feeds, each once, and are not too many") {
  auto succession = appointment();
  const auto low = std::min(town.feed(), province.feed());
  const auto high = std::max(town.feed(), province.feed());
  succession.countersign = {{low, {}}, {high, {}}};
  CHECK(*decode_succession(*encode_succession(succession)) == succession);
  succession.countersign = {{high, {}}, {low, {}}};
  CHECK(code_of(encode_succession(succession)) == bad_payload);
  succession.countersign = {{low, {}}, {low, {}}};
  CHECK(code_of(encode_succession(succession)) == bad_payload);
  succession.countersign.clear();
  for (std::uint8_t i = 0; i < 17; ++i) {
    FeedId feed{};
    feed.value[0] = i;
    succession.countersign.push_back({feed, {}});
  }
  CHECK(code_of(encode_succession(succession)) == bad_payload);
  succession.countersign.pop_back();
  CHECK(encode_succession(succession));
}

TEST_CASE("a countersignature is handed on as text") {
  const Countersignature given{province.feed(),
                               *countersign(school.feed(), appointment(), province.signer())};
  const auto text = print_countersignature(given);
  CHECK(*parse_countersignature(text) == given);
  CHECK(code_of(parse_countersignature(text.substr(0, 44))) == malformed);
  CHECK(code_of(parse_countersignature(text + "A")) == malformed);
  CHECK(code_of(parse_countersignature("." + text)) == malformed);
  CHECK(code_of(parse_countersignature("")) == malformed);
}

TEST_CASE("an epoch names a branch, perhaps a fork, and a version of the DID") {
  const EpochStart healed{some_hash(1), some_hash(2), "3-QmX"};
  const EpochStart lost{some_hash(1), std::nullopt, "3-QmX"};
  CHECK(*decode_epoch_start(*encode_epoch_start(healed)) == healed);
  CHECK(*decode_epoch_start(*encode_epoch_start(lost)) == lost);
  CHECK(code_of(encode_epoch_start({some_hash(1), some_hash(2), ""})) == bad_payload);
  CHECK(code_of(encode_epoch_start({some_hash(1), some_hash(2), std::string(129, '1')})) ==
        bad_payload);
  const auto with_fork = [](const Cbor& fork) {
    return decode_epoch_start(cbor(Cbor::map({{Cbor::text("branch"), Cbor::bytes(Bytes(32))},
                                              {Cbor::text("fork"), fork},
                                              {Cbor::text("did_version"), Cbor::text("1-Q")}})));
  };
  CHECK(code_of(with_fork(Cbor())) == ErrorCode{});
  CHECK(code_of(with_fork(Cbor::bytes(Bytes(31)))) == bad_payload);
  CHECK(code_of(with_fork(Cbor::uint(0))) == bad_payload);
}

TEST_CASE("an epoch is the first entry of one above 0, behind the branch that it names") {
  const auto payload = *encode_epoch_start({some_hash(1), std::nullopt, "3-QmX"});
  auto header = header_of(EntryType::epoch);
  header.epoch = 1;
  header.seq = 1;
  header.prev = some_hash(1);
  const auto check = [&](const std::function<void(Header&)>& change) {
    auto changed = header;
    change(changed);
    return code_of(check_payload(changed, payload));
  };
  CHECK(check([](Header&) {}) == ErrorCode{});
  CHECK(check([](Header& h) { h.epoch = 0; }) == bad_payload);
  CHECK(check([](Header& h) { h.seq = 2; }) == bad_payload);
  CHECK(check([](Header& h) { h.prev = some_hash(2); }) == bad_payload);
}

TEST_CASE("a trust ends by the hash of what said it, and not ahead of its entry") {
  const TrustEnd end{some_hash(1), "They moved.", tests::start_time};
  const auto payload = *encode_trust_end(end);
  CHECK(*decode_trust_end(payload) == end);
  CHECK(code_of(encode_trust_end({some_hash(1), std::string(1001, 'x'), tests::start_time})) ==
        bad_payload);
  CHECK(code_of(check_payload(header_of(EntryType::trust_end), payload)) == ErrorCode{});
  auto ahead = end;
  ahead.at = end.at + 1;
  CHECK(code_of(check_payload(header_of(EntryType::trust_end), *encode_trust_end(ahead))) ==
        bad_payload);
}

TEST_CASE("a fork proof is named by the hash of its bytes") {
  const Issuer issuer(4);
  tests::MemoryFeeds feeds;
  const auto one = issuer.sign(feeds, issuer.introduction());
  const auto other = issuer.sign(feeds, issuer.introduction(tests::start_time + 1));
  const auto proof = make_fork_proof(one.header, other.header);
  REQUIRE(proof);
  CHECK(fork_proof_hash(*proof) == sha256(encode_fork_proof(*proof)));
}

}  // namespace waarmerk::node::feed
