#include "node/link/transcript.hpp"

#include <string_view>

#include "node/link/greeting.hpp"

namespace waarmerk::node::link {
namespace {

constexpr std::string_view domain{"bot/auth/1\0", 11};

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

}  // namespace waarmerk::node::link
