// Handshake: how two nodes become acquainted, sans-IO (spec/wire/link.md).
//
//   Handshake handshake(options);
//   for (;;) {
//     while (auto frame = handshake.poll()) send(*frame);
//     if (const auto* did = handshake.need()) handshake.supply(keys_of(*did));
//     else if (handshake.peer()) break;
//     else if (auto taken = handshake.take(receive()); !taken) hang_up(taken.error());
//   }
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/keys/signer.hpp"
#include "did/did.hpp"
#include "node/link/greeting.hpp"
#include "node/link/transcript.hpp"

namespace waarmerk::node::link {

inline constexpr std::uint64_t protocol_version = 1;

struct HandshakeOptions {
  Role role;
  const keys::Signer& node_key;  ///< Ed25519; outlives the handshake
  ByteArray<32> nonce;           ///< drawn for this handshake alone
  UnixTime now;
  std::string network = "main";
  std::optional<std::string> did = {};  ///< nothing: we only read
  /// Whom we dial; or who we are, and then it may be empty, where we do not know our own name.
  std::string host = {};
  std::string agent = {};
  std::optional<std::string> endpoint = {};
  std::uint64_t capabilities = 0;
  /// Where TLS ends in our process.
  std::optional<Exporter> exporter = {};
};

/// Who it is, as far as that is shown.
struct Peer {
  std::optional<did::Did> did = {};  ///< nothing: who it is was not said, it only reads
  ByteArray<32> node_key{};
  std::uint64_t version = protocol_version;
  std::uint64_t capabilities = 0;
  std::string agent = {};
  std::optional<std::string> endpoint = {};  ///< where it says that it can be reached
  bool is_bound = false;                     ///< nobody stands between the two ends of TLS
  std::int64_t clock_ahead_ms = 0;           ///< of ours
  ByteArray<16> link_key{};                  ///< that the two share (link_key)

  friend bool operator==(const Peer&, const Peer&) = default;
};

class Handshake {
 public:
  explicit Handshake(HandshakeOptions options);

  /// A frame to be sent, in the order in which they come.
  std::optional<Bytes> poll();
  /// A frame that came. Fails with link.* codes; then there will be no acquaintance.
  Result<void> take(ByteView frame);

  /// Whose keys have to be known now, if anybody's.
  const did::Did* need() const { return is_proven_ && !peer_ ? &*did_ : nullptr; }
  /// Those that may speak for the node of that DID, or why they are not known. Fails with
  /// link.unauthorised_key where the peer's is none of them, and as was supplied.
  Result<void> supply(const Result<std::vector<keys::PublicKey>>& keys);

  /// Once it is known, and nothing is left to be taken.
  const std::optional<Peer>& peer() const { return peer_; }

 private:
  Result<void> take_hello(const Hello& hello, ByteView frame);
  Result<void> take_auth(const Auth& auth);
  Result<void> greet_back();
  Result<void> send_auth(std::optional<Exporter> exporter);
  void finish();

  HandshakeOptions options_;
  std::deque<Bytes> outbox_;
  std::optional<Sha256> own_hello_;
  std::optional<Hello> theirs_;
  std::optional<did::Did> did_;
  Transcript transcript_;
  bool is_bound_ = false;
  bool is_proven_ = false;
  std::optional<Peer> peer_;
};

}  // namespace waarmerk::node::link
