#include "node/link/greeting.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "crypto/encoding/cbor.hpp"

namespace waarmerk::node::link {
namespace {

using encoding::Cbor;

constexpr std::uint64_t hello_type = 0;
constexpr std::uint64_t auth_type = 1;
constexpr std::size_t hello_members = 10;
constexpr std::size_t auth_members = 3;
constexpr std::uint64_t time_ms_max = 253'402'300'799'999;  // the last of the year 9999

std::unexpected<Error> bad(std::string detail) { return fail(malformed, std::move(detail)); }

Cbor text_or_null(const std::optional<std::string>& text) {
  return text ? Cbor::text(*text) : Cbor();
}

Cbor body_of(const Hello& hello) {
  Cbor::Array versions;
  for (const auto version : hello.versions) versions.push_back(Cbor::uint(version));
  return Cbor::map({{Cbor::uint(1), Cbor::array(std::move(versions))},
                    {Cbor::uint(2), Cbor::text(hello.network)},
                    {Cbor::uint(3), text_or_null(hello.did)},
                    {Cbor::uint(4), Cbor::bytes(hello.node_key)},
                    {Cbor::uint(5), Cbor::bytes(hello.nonce)},
                    {Cbor::uint(6), Cbor::uint(hello.capabilities)},
                    {Cbor::uint(7), Cbor::uint(static_cast<std::uint64_t>(hello.time.ms))},
                    {Cbor::uint(8), Cbor::text(hello.host)},
                    {Cbor::uint(9), Cbor::text(hello.agent)},
                    {Cbor::uint(10), text_or_null(hello.endpoint)}});
}

Cbor body_of(const Auth& auth) {
  return Cbor::map({{Cbor::uint(1), Cbor::bytes(auth.signature)},
                    {Cbor::uint(2), Cbor::uint(static_cast<std::uint64_t>(auth.binding))},
                    {Cbor::uint(3), text_or_null(auth.did_version)}});
}

Result<std::uint64_t> read_uint(const Cbor& body, std::uint64_t key) {
  const auto* item = body.find(key);
  const auto number = item ? item->as_uint() : std::nullopt;
  if (!number) return bad("a number is missing");
  return *number;
}

Result<std::string> read_text(const Cbor& body, std::uint64_t key, std::size_t bytes_max) {
  const auto* item = body.find(key);
  const auto* text = item ? item->as_text() : nullptr;
  if (text == nullptr) return bad("a text is missing");
  if (text->size() > bytes_max) return bad("a text is too long");
  return *text;
}

Result<std::optional<std::string>> find_text(const Cbor& body, std::uint64_t key,
                                             std::size_t bytes_max) {
  const auto* item = body.find(key);
  if (item != nullptr && item->is_null()) return std::nullopt;
  TRY(text, read_text(body, key, bytes_max));
  if (text.empty()) return bad("what is not known is null, not empty");
  return std::optional(std::move(text));
}

template <std::size_t N>
Result<ByteArray<N>> read_fixed(const Cbor& body, std::uint64_t key) {
  const auto* item = body.find(key);
  const auto* bytes = item ? item->as_bytes() : nullptr;
  if (bytes == nullptr || bytes->size() != N) return bad("a byte string of another size is wanted");
  ByteArray<N> fixed;
  std::ranges::copy(*bytes, fixed.begin());
  return fixed;
}

Result<std::vector<std::uint64_t>> read_versions(const Cbor& body) {
  const auto* item = body.find(std::uint64_t{1});
  const auto* items = item ? item->as_array() : nullptr;
  if (items == nullptr || items->empty() || items->size() > versions_max) {
    return bad("one to eight versions are named");
  }
  std::vector<std::uint64_t> versions;
  for (const auto& one : *items) {
    const auto version = one.as_uint();
    if (!version) return bad("a version is a number");
    versions.push_back(*version);
  }
  return versions;
}

Result<Greeting> read_hello(const Cbor& body) {
  Hello hello;
  TRY(versions, read_versions(body));
  TRY(network, read_text(body, 2, network_bytes_max));
  TRY(did, find_text(body, 3, did_bytes_max));
  TRY(node_key, read_fixed<32>(body, 4));
  TRY(nonce, read_fixed<32>(body, 5));
  TRY(capabilities, read_uint(body, 6));
  TRY(ms, read_uint(body, 7));
  TRY(host, read_text(body, 8, host_bytes_max));
  TRY(agent, read_text(body, 9, agent_bytes_max));
  TRY(endpoint, find_text(body, 10, endpoint_bytes_max));
  if (ms > time_ms_max) return bad("a time lies after the year 9999");
  return Hello{.versions = std::move(versions),
               .network = std::move(network),
               .did = std::move(did),
               .node_key = node_key,
               .nonce = nonce,
               .capabilities = capabilities,
               .time = {static_cast<std::int64_t>(ms)},
               .host = std::move(host),
               .agent = std::move(agent),
               .endpoint = std::move(endpoint)};
}

Result<Greeting> read_auth(const Cbor& body) {
  TRY(signature, read_fixed<64>(body, 1));
  TRY(binding, read_uint(body, 2));
  TRY(did_version, find_text(body, 3, did_bytes_max));
  if (binding > static_cast<std::uint64_t>(Binding::tls)) return bad("there is no such binding");
  return Auth{.signature = signature,
              .binding = static_cast<Binding>(binding),
              .did_version = std::move(did_version)};
}

}  // namespace

Bytes encode_greeting(const Greeting& greeting) {
  const auto type = greeting.index() == 0 ? hello_type : auth_type;
  auto body = std::visit([](const auto& any) { return body_of(any); }, greeting);
  auto encoded = encoding::encode_cbor(Cbor::array({Cbor::uint(type), std::move(body)}));
  return encoded ? std::move(*encoded) : Bytes{};  // within the limits it cannot fail
}

Result<Greeting> decode_greeting(ByteView frame) {
  if (frame.size() > greeting_bytes_max) return bad("a greeting has at most 4 KiB");
  const auto whole = encoding::decode_cbor(frame);
  if (!whole) return bad(whole.error().detail);
  const auto* pair = whole->as_array();
  if (pair == nullptr || pair->size() != 2 || (*pair)[1].as_map() == nullptr) {
    return bad("a frame is a type and a map");
  }
  const auto& body = (*pair)[1];
  const auto type = (*pair)[0].as_uint();
  if (type == hello_type && body.as_map()->size() == hello_members) return read_hello(body);
  if (type == auth_type && body.as_map()->size() == auth_members) return read_auth(body);
  return bad("a greeting is wanted, with each of its members");
}

}  // namespace waarmerk::node::link
