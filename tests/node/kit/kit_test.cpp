#include "node/kit/kit.hpp"

#include <doctest/doctest.h>

#include "tests/support/witnessed.hpp"

namespace waarmerk::node::kit {
namespace {

Kit sample() {
  tests::WitnessDesk desk;
  const auto header = tests::header_at(7, 5);
  REQUIRE(desk.witness.see(header, tests::witness_time));
  const auto snapshot = desk.publish(tests::witness_time);
  return {.issuer = *did::Did::parse("did:web:library.example"),
          .badge = R"({"id":"urn:uuid:1"})",
          .log = "{}\n",
          .log_witness = "[]",
          .lists = {{"https://library.example/status/1", 3, R"({"a":"b"})"}},
          .headers = {header},
          .proofs = {*desk.witness.prove(header.feed, snapshot)},
          .profile = R"({"name":"Library"})",
          .achievement = R"({"name":"Taalmaatje"})",
          .contexts = {{"https://www.w3.org/ns/credentials/v2", std::string(64, 'a')}}};
}

bool is_refused(std::string text) {
  const auto read = read_kit(text);
  return !read && read.error().code == malformed;
}

std::string changed(std::string_view what, std::string_view with) {
  auto text = write_kit(sample());
  const auto at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}

}  // namespace

TEST_CASE("a kit is read back as it was written, to the byte") {
  const auto text = write_kit(sample());
  const auto read = read_kit(text);
  REQUIRE(read);
  CHECK(write_kit(*read) == text);
  CHECK(read->lists == sample().lists);
  CHECK(read->headers == sample().headers);
  CHECK(read->proofs == sample().proofs);
  CHECK(read->contexts == sample().contexts);
  CHECK(read->badge == sample().badge);
  CHECK(is_kit(text));
  CHECK_FALSE(read->is_staple());
}

TEST_CASE("a badge in compact text stays what it is, and a staple has none") {
  auto kit = sample();
  kit.badge = "eyJ.eyJ.sig";
  CHECK(read_kit(write_kit(kit))->badge == "eyJ.eyJ.sig");
  kit.badge.clear();
  CHECK(read_kit(write_kit(kit))->is_staple());
}

TEST_CASE("a list that is no text is in a kit to the byte, and one that is stays text") {
  auto kit = sample();
  kit.lists.front().list = std::string("\xd2\x84\x00\xff", 4);
  CHECK(read_kit(write_kit(kit))->lists == kit.lists);
  kit.lists.front().list = "u.is.jwt";
  CHECK(read_kit(write_kit(kit))->lists == kit.lists);
  CHECK(is_refused(changed(R"("list":"{\"a\":\"b\"}")", R"("list":"u!")")));
}

TEST_CASE("what is no kit is refused") {
  CHECK_FALSE(is_kit("{}"));
  CHECK_FALSE(is_kit("SurvivalKit"));
  CHECK_FALSE(is_kit(R"({"type":"Badge","name":"SurvivalKit"})"));
  CHECK(is_refused("{}"));
  CHECK(is_refused("[]"));
  CHECK(is_refused(""));
  CHECK(is_refused(R"({"type":"SurvivalKit","version":1})"));
}

TEST_CASE("a kit that breaks a rule is refused, with the place") {
  CHECK(is_refused(changed("\"version\":1", "\"version\":2")));
  CHECK(is_refused(changed("did:web:library.example", "library")));
  CHECK(is_refused(changed("\"version\":3", "\"version\":-1")));
  CHECK(is_refused(changed("\"headers\":[\"u", "\"headers\":[\"z")));
  CHECK(is_refused(changed("\"witnesses\":[\"u", "\"witnesses\":[\"uA")));
  CHECK(is_refused(changed("\"profile\":{", "\"profile\":[{\"x\":{")));
  CHECK(is_refused(changed(std::string(64, 'a'), "A" + std::string(63, 'a'))));
  CHECK(is_refused(changed("\"log\":\"{}\\n\"", "\"log\":1")));
  const auto told = read_kit(changed("\"headers\":[\"u", "\"headers\":[\"z"));
  CHECK(told.error().path.contains("headers"));
}

TEST_CASE("a kit holds a bounded number of each thing, and a list once") {
  auto twice = sample();
  twice.lists.push_back(twice.lists.front());
  CHECK(is_refused(write_kit(twice)));
  auto long_chain = sample();
  long_chain.headers.assign(kit_headers_max, long_chain.headers.front());
  CHECK_FALSE(is_refused(write_kit(long_chain)));
  long_chain.headers.push_back(long_chain.headers.front());
  CHECK(is_refused(write_kit(long_chain)));
  auto large = sample();
  large.profile = "{\"x\":\"" + std::string(kit_bytes_max, 'x') + "\"}";
  CHECK(is_refused(write_kit(large)));
}

}  // namespace waarmerk::node::kit
