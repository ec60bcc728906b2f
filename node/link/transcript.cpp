#include "node/link/transcript.hpp"

#include <algorithm>
#include <string_view>

#include "node/link/greeting.hpp"

namespace waarmerk::node::link {
namespace {

constexpr std::string_view domain{"bot/auth/1\0", 11};
constexpr std::string_view key_domain{"bot/link/1\0", 11};

void append(Bytes& bytes, ByteView more) { bytes.insert(bytes.end(), more.begin(), more.end()); }

}  // namespace

Bytes signed_bytes(const Transcript& transcript, Role role) {
  const auto binding = transcript.exporter ? Binding::tls : Binding::none;
  Bytes bytes;
  append(bytes, bytes_of(domain));
  bytes.push_back(static_cast<std::uint8_t>(role));
  bytes.push_back(static_cast<std::uint8_t>(binding));
  append(bytes, transcript.dialler.value);
  append(bytes, transcript.listener.value);
  append(bytes, transcript.exporter.value_or(Exporter{}));
  return bytes;
}

ByteArray<16> link_key(const Transcript& transcript) {
  const auto exporter = transcript.exporter.value_or(Exporter{});
  const auto whole =
      sha256({bytes_of(key_domain), transcript.dialler.value, transcript.listener.value, exporter});
  ByteArray<16> key;
  std::copy_n(whole.value.begin(), key.size(), key.begin());
  return key;
}

}  // namespace waarmerk::node::link
