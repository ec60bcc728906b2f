// Greetings: the two frames by which nodes become acquainted, before all others
// (spec/wire/link.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "node/link/error_codes.hpp"

namespace waarmerk::node::link {

inline constexpr std::size_t greeting_bytes_max = 4096;
inline constexpr std::size_t versions_max = 8;
inline constexpr std::size_t network_bytes_max = 64;
inline constexpr std::size_t did_bytes_max = 1024;
inline constexpr std::size_t host_bytes_max = 261;  // a name of 255 bytes, and a port
inline constexpr std::size_t agent_bytes_max = 64;
inline constexpr std::size_t endpoint_bytes_max = 1024;

/// Who somebody says to be: nothing of it is proven yet.
/// `[0, {1: versions, 2: network, 3: did, 4: node key, 5: nonce, 6: capabilities, 7: ms, 8: host,
/// 9: agent, 10: endpoint}]`
struct Hello {
  std::vector<std::uint64_t> versions;  ///< of the protocol, that are spoken
  std::string network;
  std::optional<std::string> did = {};  ///< nothing for who only reads
  ByteArray<32> node_key{};             ///< Ed25519
  ByteArray<32> nonce{};
  std::uint64_t capabilities = 0;
  UnixTime time = {};
  std::string host = {};   ///< whom the dialler means to reach; whom the listener says to be
  std::string agent = {};  ///< the program
  std::optional<std::string> endpoint = {};  ///< where it can be reached

  friend bool operator==(const Hello&, const Hello&) = default;
};

/// What the signature is bound to beside the greetings.
enum class Binding : std::uint8_t {
  none = 0,  ///< TLS ended elsewhere, or there was none
  tls = 1,   ///< what both ends of one TLS connection alone know (RFC 5705)
};

/// `[1, {1: signature, 2: binding, 3: version of the DID}]`
struct Auth {
  ByteArray<64> signature{};
  Binding binding = Binding::none;
  std::optional<std::string> did_version = {};

  friend bool operator==(const Auth&, const Auth&) = default;
};

using Greeting = std::variant<Hello, Auth>;

/// Within the limits above, which is the caller's promise.
Bytes encode_greeting(const Greeting& greeting);

/// Fails with link.malformed.
Result<Greeting> decode_greeting(ByteView frame);

}  // namespace waarmerk::node::link
