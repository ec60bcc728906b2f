#include "node/link/handshake.hpp"

#include <algorithm>
#include <utility>

#include "crypto/keys/verify.hpp"

namespace waarmerk::node::link {
namespace {

Role other(Role role) { return role == Role::dialler ? Role::listener : Role::dialler; }

Hello hello_of(const HandshakeOptions& options) {
  Hello hello{.versions = {protocol_version},
              .network = options.network,
              .did = options.did,
              .nonce = options.nonce,
              .capabilities = options.capabilities,
              .time = options.now,
              .host = options.host,
              .agent = options.agent,
              .endpoint = options.endpoint};
  std::ranges::copy(options.node_key.public_key().point(), hello.node_key.begin());
  return hello;
}

/// Whether this is somebody whom we want to know, whoever it may be.
Result<void> check_hello(const Hello& theirs, const HandshakeOptions& options) {
  if (theirs.network != options.network) {
    return fail(wrong_network, "The other node is of the network " + theirs.network + ".");
  }
  if (std::ranges::count(theirs.versions, protocol_version) == 0) {
    return fail(no_shared_version, "The other node speaks no version that we speak.");
  }
  const bool is_our_key =
      std::ranges::equal(theirs.node_key, options.node_key.public_key().point());
  if (is_our_key || theirs.nonce == options.nonce) {
    return fail(met_itself, "The other node has our own key.");
  }
  // Somebody in between could send on to us what was meant for another, and the other way round.
  const bool is_known = !theirs.host.empty() && !options.host.empty();
  const bool must_be_named = options.role == Role::listener && !options.host.empty();
  if ((is_known && theirs.host != options.host) || (must_be_named && theirs.host.empty())) {
    return fail(wrong_host, "One of us is not whom the other means to talk to.");
  }
  return {};
}

}  // namespace

Handshake::Handshake(HandshakeOptions options) : options_(std::move(options)) {
  if (options_.role == Role::dialler) {
    outbox_.push_back(encode_greeting(hello_of(options_)));
    transcript_.dialler = sha256(outbox_.back());
  }
}

std::optional<Bytes> Handshake::poll() {
  if (outbox_.empty()) return std::nullopt;
  auto frame = std::move(outbox_.front());
  outbox_.pop_front();
  return frame;
}

Result<void> Handshake::take(ByteView frame) {
  if (is_proven_) return fail(out_of_turn, "Nothing more is said while keys are looked up.");
  TRY(greeting, decode_greeting(frame));
  if (const auto* hello = std::get_if<Hello>(&greeting)) {
    if (theirs_) return fail(out_of_turn, "One hello is enough.");
    return take_hello(*hello, frame);
  }
  if (!theirs_) return fail(out_of_turn, "A hello comes first.");
  return take_auth(std::get<Auth>(greeting));
}

Result<void> Handshake::take_hello(const Hello& hello, ByteView frame) {
  TRY_OK(check_hello(hello, options_));
  if (hello.did) {
    auto did = did::Did::parse(*hello.did);
    if (!did) return fail(malformed, "What the other node says to be is no DID.");
    did_ = std::move(*did);
  }
  theirs_ = hello;
  if (options_.role == Role::dialler) {
    transcript_.listener = sha256(frame);
    return {};
  }
  transcript_.dialler = sha256(frame);
  return greet_back();
}

/// The listener shows first who it is: it alone knows whether TLS ends in its process.
Result<void> Handshake::greet_back() {
  outbox_.push_back(encode_greeting(hello_of(options_)));
  transcript_.listener = sha256(outbox_.back());
  return send_auth(options_.exporter);
}

Result<void> Handshake::send_auth(std::optional<Exporter> exporter) {
  transcript_.exporter = exporter;
  TRY(signature, options_.node_key.sign(signed_bytes(transcript_, options_.role)));
  Auth auth{.binding = exporter ? Binding::tls : Binding::none};
  std::ranges::copy(signature, auth.signature.begin());
  outbox_.push_back(encode_greeting(auth));
  return {};
}

Result<void> Handshake::take_auth(const Auth& auth) {
  const bool wants_tls = auth.binding == Binding::tls;
  if (options_.role == Role::listener ? wants_tls != options_.exporter.has_value()
                                      : wants_tls && !options_.exporter) {
    return fail(wrong_binding, "The other node means another connection of TLS.");
  }
  transcript_.exporter = wants_tls ? options_.exporter : std::nullopt;
  TRY(key, keys::PublicKey::make(keys::Algorithm::ed25519, theirs_->node_key));
  if (!keys::verify(key, signed_bytes(transcript_, other(options_.role)), auth.signature)) {
    return fail(bad_signature, "The other node does not have the key that it names.");
  }
  if (options_.role == Role::dialler) TRY_OK(send_auth(transcript_.exporter));
  is_bound_ = wants_tls;
  is_proven_ = true;
  if (!did_) finish();
  return {};
}

Result<void> Handshake::supply(const Result<std::vector<keys::PublicKey>>& keys) {
  if (!keys) return std::unexpected(keys.error());
  const bool is_named = std::ranges::any_of(*keys, [this](const keys::PublicKey& key) {
    return key.algorithm() == keys::Algorithm::ed25519 &&
           std::ranges::equal(key.point(), theirs_->node_key);
  });
  if (!is_named) return fail(unauthorised_key, "The DID does not name the key of that node.");
  finish();
  return {};
}

void Handshake::finish() {
  peer_ = Peer{.did = did_,
               .node_key = theirs_->node_key,
               .capabilities = theirs_->capabilities,
               .agent = theirs_->agent,
               .endpoint = theirs_->endpoint,
               .is_bound = is_bound_,
               .clock_ahead_ms = theirs_->time.ms - options_.now.ms,
               .link_key = link_key(transcript_)};
}

}  // namespace waarmerk::node::link
