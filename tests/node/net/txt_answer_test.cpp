#include "node/net/txt_answer.hpp"

#include <doctest/doctest.h>

#include "node/net/lookup.hpp"
#include "tests/support/dns_message.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::net {
namespace {

using tests::DnsMessage;
using tests::txt_data;
using Texts = std::vector<std::string>;

DnsMessage two_records() {
  return {.records = {{txt_data({"v=bot1; ", "uri=https://a.example/bot/1"})},
                      {txt_data({"something else"})}}};
}

/// The bytes with two of them replaced.
Bytes patched(Bytes bytes, std::size_t at, std::uint16_t with) {
  bytes.at(at) = static_cast<std::uint8_t>(with >> 8);
  bytes.at(at + 1) = static_cast<std::uint8_t>(with);
  return bytes;
}

ErrorCode code_of(const Bytes& bytes) {
  const auto read = read_txt_answer(bytes);
  return read ? ErrorCode{} : read.error().code;
}

}  // namespace

TEST_CASE("the strings of each TXT record are put together") {
  const auto read = read_txt_answer(two_records().bytes());
  REQUIRE(read);
  CHECK(*read == Texts{"v=bot1; uri=https://a.example/bot/1", "something else"});
}

TEST_CASE("a name without text, and one that does not exist, has none") {
  CHECK(read_txt_answer(DnsMessage{}.bytes())->empty());
  CHECK(read_txt_answer(DnsMessage{.flags = 0x8183}.bytes())->empty());
}

TEST_CASE("records of other types and classes are passed over") {
  auto message = two_records();
  message.records.insert(message.records.begin(), {tests::dns_name("b.example"), 5});  // CNAME
  message.records.push_back({txt_data({"chaos"}), 16, 3});
  CHECK(read_txt_answer(message.bytes())->size() == 2);
}

TEST_CASE(
    "a record that is too long or does not add up is passed over, and so is what is too many") {
  DnsMessage message{.records = {{Bytes{5, 'a', 'b'}},
                                 {txt_data(Texts(5, std::string(255, 'a')))},
                                 {txt_data({"fits"})}}};
  CHECK(*read_txt_answer(message.bytes()) == Texts{"fits"});
  message.records.assign(txt_records_max + 4, {txt_data({"x"})});
  CHECK(read_txt_answer(message.bytes())->size() == txt_records_max);
}

TEST_CASE("what is no whole answer is refused") {
  const auto good = two_records().bytes();
  CHECK(code_of(Bytes{}) == host_not_found);
  CHECK(code_of(patched(good, 2, 0x0100)) == host_not_found);  // a question
  CHECK(code_of(patched(good, 2, 0x8380)) == host_not_found);  // cut short
  CHECK(code_of(patched(good, 2, 0x8182)) == host_not_found);  // the server failed
  CHECK(code_of(patched(good, 6, 9)) == host_not_found);       // more records than there are
  Bytes large = good;
  large.resize(txt_answer_bytes_max + 1);
  CHECK(code_of(large) == host_not_found);
  for (std::size_t size = 0; size < good.size(); ++size) {
    CHECK(code_of(Bytes(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size))) ==
          host_not_found);
  }
}

TEST_CASE("a name that points to itself ends") {
  auto message = two_records();
  const auto at = message.bytes().size() - message.records[1].data.size() - 12;
  const auto loop = patched(message.bytes(), at, static_cast<std::uint16_t>(0xc000 | at));
  CHECK(code_of(loop) == host_not_found);
}

TEST_CASE("changed bytes never give more, or longer, than there may be") {
  tests::SeededRandom random(5);
  const auto good = two_records().bytes();
  for (int i = 0; i < 20'000; ++i) {
    auto bytes = good;
    for (int flips = 0; flips < 3; ++flips) {
      bytes[draw_below(random, bytes.size())] = static_cast<std::uint8_t>(draw_below(random, 256));
    }
    const auto read = read_txt_answer(bytes);
    if (!read) continue;
    CHECK(read->size() <= 2);
    for (const auto& text : *read) CHECK(text.size() < good.size());
  }
}

}  // namespace waarmerk::node::net
