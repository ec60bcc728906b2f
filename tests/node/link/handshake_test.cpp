#include "node/link/handshake.hpp"

#include <functional>
#include <vector>

#include "node/link/node_keys.hpp"
#include "tests/support/acquaintance.hpp"

namespace waarmerk::node::link {
namespace {

using tests::converse;
using tests::Stranger;

const Stranger& town() {
  static const Stranger one(1);
  return one;
}

const Stranger& library() {
  static const Stranger one(2);
  return one;
}

Exporter exporter_of(std::uint8_t with) {
  Exporter exporter;
  exporter.fill(with);
  return exporter;
}

struct Meeting {
  HandshakeOptions dialler = town().options(Role::dialler);
  HandshakeOptions listener = library().options(Role::listener);

  /// How the conversation ends, the empty text where both are content so far.
  std::string code() const {
    Handshake one(dialler), other(listener);
    const auto done = converse(one, other);
    return done ? std::string() : std::string(done.error().code.name);
  }
};

Result<std::vector<keys::PublicKey>> keys_of(const did::Did& did) {
  TRY(document, did::resolve_did_key(did));
  return node_keys_of(document);
}

}  // namespace

TEST_CASE("two nodes become acquainted, each with the other's DID") {
  Meeting meeting;
  Handshake dialler(meeting.dialler), listener(meeting.listener);
  REQUIRE(converse(dialler, listener));
  for (auto* side : {&dialler, &listener}) {
    REQUIRE(side->need() != nullptr);
    CHECK_FALSE(side->peer());
    REQUIRE(side->supply(keys_of(*side->need())));
    REQUIRE(side->peer());
    CHECK(side->need() == nullptr);
    CHECK_FALSE(side->peer()->is_bound);
  }
  CHECK(dialler.peer()->did->text() == library().did);
  CHECK(listener.peer()->did->text() == town().did);
}

TEST_CASE("who says no DID is nobody, and needs none looked up") {
  Meeting meeting;
  meeting.dialler.did.reset();
  Handshake dialler(meeting.dialler), listener(meeting.listener);
  REQUIRE(converse(dialler, listener));
  CHECK(listener.need() == nullptr);
  REQUIRE(listener.peer());
  CHECK_FALSE(listener.peer()->did);
}

TEST_CASE("a key that the DID does not name is turned away, and so is a DID that nobody knows") {
  Meeting meeting;
  const Stranger thief(3);
  meeting.dialler.did = thief.did;  // the DID of another, with a key of its own
  const auto listener_that_heard = [&] {
    Handshake dialler(meeting.dialler);
    auto listener = std::make_unique<Handshake>(meeting.listener);
    REQUIRE(converse(dialler, *listener));
    REQUIRE(listener->need() != nullptr);
    return listener;
  };
  auto listener = listener_that_heard();
  const auto refused = listener->supply(keys_of(*listener->need()));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == unauthorised_key);
  CHECK_FALSE(listener->peer());
  listener = listener_that_heard();
  CHECK_FALSE(listener->supply(fail(unauthorised_key, "not found")));
  CHECK_FALSE(listener->peer());
}

TEST_CASE("the wrong network, version, host, or our own self ends the conversation") {
  CHECK(Meeting().code().empty());
  Meeting other_network;
  other_network.dialler.network = "trial";
  CHECK(other_network.code() == "link.wrong_network");
  Meeting other_host;
  other_host.dialler.host = "mirror.example";
  CHECK(other_host.code() == "link.wrong_host");
  Meeting unnamed;
  unnamed.dialler.host = "";
  CHECK(unnamed.code() == "link.wrong_host");
  Meeting listener_without_name;
  listener_without_name.listener.host = "";
  CHECK(listener_without_name.code().empty());
  const Meeting itself{.dialler = library().options(Role::dialler)};
  CHECK(itself.code() == "link.met_itself");
}

TEST_CASE("nobody can stand between the two ends of TLS") {
  Meeting bound;
  bound.dialler.exporter = bound.listener.exporter = exporter_of(1);
  CHECK(bound.code().empty());
  Meeting between = bound;
  between.dialler.exporter = exporter_of(2);
  CHECK(between.code() == "link.bad_signature");
  Meeting without = bound;
  without.dialler.exporter.reset();
  CHECK(without.code() == "link.wrong_binding");
  Meeting behind_proxy = bound;
  behind_proxy.listener.exporter.reset();
  CHECK(behind_proxy.code().empty());
}

TEST_CASE("what is changed on the way is not believed") {
  const Meeting meeting;
  const auto with_change = [&](std::size_t which, const std::function<void(Greeting&)>& change) {
    Handshake dialler(meeting.dialler), listener(meeting.listener);
    std::size_t count = 0;
    const auto pass = [&](Handshake& from, Handshake& to) -> Result<void> {
      while (const auto frame = from.poll()) {
        auto greeting = decode_greeting(*frame).value();
        if (count++ == which) change(greeting);
        TRY_OK(to.take(encode_greeting(greeting)));
      }
      return {};
    };
    for (int round = 0; round < 2; ++round) {
      if (const auto done = pass(dialler, listener); !done) return done.error().code;
      if (const auto done = pass(listener, dialler); !done) return done.error().code;
    }
    return ErrorCode{};
  };
  const auto rename = [](Greeting& greeting) { std::get<Hello>(greeting).agent = "another"; };
  const auto forge = [](Greeting& greeting) { std::get<Auth>(greeting).signature[0] ^= 1; };
  const auto bind = [](Greeting& greeting) { std::get<Auth>(greeting).binding = Binding::tls; };
  CHECK(with_change(0, rename) == bad_signature);  // the dialler's hello
  CHECK(with_change(1, rename) == bad_signature);  // the listener's
  CHECK(with_change(2, forge) == bad_signature);   // the listener's auth
  CHECK(with_change(3, forge) == bad_signature);   // the dialler's
  CHECK(with_change(3, bind) == wrong_binding);
  CHECK(with_change(9, rename) == ErrorCode{});
}

TEST_CASE("each frame has its turn") {
  const Meeting meeting;
  Handshake dialler(meeting.dialler), listener(meeting.listener);
  const auto hello = dialler.poll().value();
  CHECK(listener.take(encode_greeting(Auth{})).error().code == out_of_turn);
  REQUIRE(listener.take(hello));
  CHECK(listener.take(hello).error().code == out_of_turn);
  REQUIRE(dialler.take(listener.poll().value()));
  REQUIRE(dialler.take(listener.poll().value()));
  CHECK(dialler.take(hello).error().code == out_of_turn);
}

}  // namespace waarmerk::node::link
