#include "node/link/greeting.hpp"

#include <doctest/doctest.h>

#include "crypto/encoding/cbor.hpp"

namespace waarmerk::node::link {
namespace {

using encoding::Cbor;

Hello sample() {
  return {.versions = {1},
          .network = "main",
          .did = "did:web:library.example",
          .time = {1'800'000'000'000},
          .host = "library.example",
          .agent = "waarmerk",
          .endpoint = "https://library.example/bot/1"};
}

bool reads(const Greeting& greeting) {
  return decode_greeting(encode_greeting(greeting)) == greeting;
}

bool is_refused(ByteView frame) {
  const auto read = decode_greeting(frame);
  return !read && read.error().code == malformed;
}

}  // namespace

TEST_CASE("greetings come back as they were") {
  CHECK(reads(sample()));
  CHECK(reads(Hello{.versions = {1, 2}, .network = ""}));
  CHECK(reads(Auth{.binding = Binding::tls, .did_version = "1-Qm"}));
  CHECK(reads(Auth{}));
}

TEST_CASE("a greeting that is longer than it may be is refused, and one that is just not, is not") {
  const auto with = [](auto member, const std::string& text) {
    auto hello = sample();
    hello.*member = text;
    return Greeting(hello);
  };
  CHECK(reads(with(&Hello::network, std::string(network_bytes_max, 'n'))));
  CHECK(
      is_refused(encode_greeting(with(&Hello::network, std::string(network_bytes_max + 1, 'n')))));
  CHECK(reads(with(&Hello::host, std::string(host_bytes_max, 'h'))));
  CHECK(is_refused(encode_greeting(with(&Hello::host, std::string(host_bytes_max + 1, 'h')))));
  CHECK(reads(with(&Hello::agent, std::string(agent_bytes_max, 'a'))));
  CHECK(is_refused(encode_greeting(with(&Hello::agent, std::string(agent_bytes_max + 1, 'a')))));
  CHECK(reads(with(&Hello::did, std::string(did_bytes_max, 'd'))));
  CHECK(is_refused(encode_greeting(with(&Hello::did, std::string(did_bytes_max + 1, 'd')))));
  CHECK(is_refused(encode_greeting(with(&Hello::did, ""))));
  CHECK(is_refused(
      encode_greeting(with(&Hello::endpoint, std::string(endpoint_bytes_max + 1, 'e')))));
  auto hello = sample();
  hello.versions.assign(versions_max, 1);
  CHECK(reads(hello));
  hello.versions.push_back(1);
  CHECK(is_refused(encode_greeting(hello)));
  hello.versions.clear();
  CHECK(is_refused(encode_greeting(hello)));
  hello = sample();
  hello.time.ms = 253'402'300'800'000;
  CHECK(is_refused(encode_greeting(hello)));
}

TEST_CASE("what is no greeting is refused") {
  CHECK(is_refused({}));
  CHECK(is_refused(Bytes(greeting_bytes_max + 1, 0)));
  const auto frame = [](std::uint64_t type, Cbor body) {
    return encoding::encode_cbor(Cbor::array({Cbor::uint(type), std::move(body)})).value();
  };
  const auto auth = [&](Cbor signature, Cbor binding) {
    return frame(1, Cbor::map({{Cbor::uint(1), std::move(signature)},
                               {Cbor::uint(2), std::move(binding)},
                               {Cbor::uint(3), Cbor()}}));
  };
  CHECK_FALSE(is_refused(auth(Cbor::bytes(Bytes(64)), Cbor::uint(1))));
  CHECK(is_refused(auth(Cbor::bytes(Bytes(63)), Cbor::uint(1))));
  CHECK(is_refused(auth(Cbor::bytes(Bytes(64)), Cbor::uint(2))));
  CHECK(is_refused(auth(Cbor::bytes(Bytes(64)), Cbor::text("1"))));
  CHECK(is_refused(frame(1, Cbor::map({}))));
  CHECK(is_refused(frame(2, Cbor::map({}))));
  CHECK(is_refused(frame(0, Cbor::text("hello"))));
  auto whole = encode_greeting(sample());
  whole.push_back(0);
  CHECK(is_refused(whole));
}

}  // namespace waarmerk::node::link
