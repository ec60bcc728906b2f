#include "node/gossip/frame.hpp"

#include <algorithm>
#include <utility>

#include "crypto/encoding/cbor.hpp"

namespace waarmerk::node::gossip {

namespace {

using encoding::Cbor;

constexpr std::uint64_t entries_type = 4;
constexpr std::uint64_t fork_type = 9;
constexpr std::uint64_t heads_type = 19;

static_assert(frame_bytes_max <= encoding::cbor_bytes_max);

std::unexpected<Error> bad(std::string detail) { return fail(malformed, std::move(detail)); }

Cbor header_item(const feed::Header& header) { return Cbor::bytes(feed::encode_header(header)); }

Result<feed::Header> read_header(const Cbor* item) {
  if (item == nullptr || item->as_bytes() == nullptr) return bad("a header is a byte string");
  auto header = feed::decode_header(*item->as_bytes());
  if (!header) return bad(header.error().detail);
  return header;
}

// The array at `key`, of at most `count_max` elements.
Result<Cbor::Array> read_array(const Cbor& body, std::uint64_t key, std::size_t count_max) {
  const auto* item = body.find(key);
  if (item == nullptr || item->as_array() == nullptr) return bad("an array is missing");
  if (item->as_array()->size() > count_max)
    return fail(too_large, "the frame holds more than it may");
  return *item->as_array();
}

Result<PushedEntry> read_entry(const Cbor& item) {
  const auto* pair = item.as_array();
  if (pair == nullptr || pair->size() != 2) return bad("an entry is a pair");
  TRY(header, read_header(pair->data()));
  if ((*pair)[1].is_null()) return PushedEntry{header, std::nullopt};
  const auto* payload = (*pair)[1].as_bytes();
  if (payload == nullptr) return bad("a payload is a byte string or null");
  if (payload->size() > inline_payload_bytes_max)
    return fail(too_large, "the payload is too large to travel along");
  return PushedEntry{header, *payload};
}

Result<Frame> read_entries(const Cbor& body) {
  TRY(items, read_array(body, 1, push_entries_max));
  if (items.empty()) return bad("a push holds at least one entry");
  Entries frame;
  for (const auto& item : items) {
    TRY(entry, read_entry(item));
    frame.entries.push_back(std::move(entry));
  }
  return frame;
}

Result<Frame> read_fork(const Cbor& body) {
  TRY(first, read_header(body.find(1)));
  TRY(second, read_header(body.find(2)));
  const auto proof = feed::make_fork_proof(first, second);
  if (!proof || proof->first != first) return bad("the two headers are no fork proof");
  return Fork{*proof};
}

Result<Frame> read_heads(const Cbor& body) {
  const auto* next = body.find(1);
  const auto* newest = body.find(2);
  if (next == nullptr || !next->as_uint() || newest == nullptr || !newest->as_uint())
    return bad("a page of heads says where it ends");
  Heads frame{.next = *next->as_uint(), .newest = *newest->as_uint(), .heads = {}, .forks = {}};
  TRY(heads, read_array(body, 3, heads_per_page_max));
  for (const auto& item : heads) {
    TRY(header, read_header(&item));
    frame.heads.push_back(header);
  }
  TRY(forks, read_array(body, 4, heads_per_page_max));
  for (const auto& item : forks) {
    if (item.as_bytes() == nullptr) return bad("a fork proof is a byte string");
    auto proof = feed::decode_fork_proof(*item.as_bytes());
    if (!proof) return bad(proof.error().detail);
    frame.forks.push_back(*proof);
  }
  return frame;
}

Cbor body_of(const Entries& frame) {
  Cbor::Array items;
  for (const auto& entry : frame.entries)
    items.push_back(Cbor::array(
        {header_item(entry.header), entry.payload ? Cbor::bytes(*entry.payload) : Cbor()}));
  return Cbor::map({{Cbor::uint(1), Cbor::array(std::move(items))}});
}

Cbor body_of(const Fork& frame) {
  return Cbor::map({{Cbor::uint(1), header_item(frame.proof.first)},
                    {Cbor::uint(2), header_item(frame.proof.second)}});
}

Cbor body_of(const Heads& frame) {
  Cbor::Array heads;
  Cbor::Array forks;
  for (const auto& header : frame.heads) heads.push_back(header_item(header));
  for (const auto& proof : frame.forks)
    forks.push_back(Cbor::bytes(feed::encode_fork_proof(proof)));
  return Cbor::map({{Cbor::uint(1), Cbor::uint(frame.next)},
                    {Cbor::uint(2), Cbor::uint(frame.newest)},
                    {Cbor::uint(3), Cbor::array(std::move(heads))},
                    {Cbor::uint(4), Cbor::array(std::move(forks))}});
}

std::uint64_t type_of(const Frame& frame) {
  if (std::holds_alternative<Entries>(frame)) return entries_type;
  return std::holds_alternative<Fork>(frame) ? fork_type : heads_type;
}

}  // namespace

Bytes encode_frame(const Frame& frame) {
  auto body = std::visit([](const auto& any) { return body_of(any); }, frame);
  auto encoded = encoding::encode_cbor(Cbor::array({Cbor::uint(type_of(frame)), std::move(body)}));
  return encoded ? std::move(*encoded) : Bytes{};  // within the limits it cannot fail
}

Result<Frame> decode_frame(ByteView bytes) {
  if (bytes.size() > frame_bytes_max) return fail(too_large, "a frame has at most 1 MiB");
  const auto whole = encoding::decode_cbor(bytes);
  if (!whole) return bad(whole.error().detail);
  const auto* pair = whole->as_array();
  if (pair == nullptr || pair->size() != 2 || !(*pair)[0].as_uint() ||
      (*pair)[1].as_map() == nullptr)
    return bad("a frame is a type and a map");
  const auto type = *(*pair)[0].as_uint();
  const auto& body = (*pair)[1];
  const std::size_t members = type == entries_type ? 1 : type == fork_type ? 2 : 4;
  if (type != entries_type && type != fork_type && type != heads_type)
    return fail(unknown_frame, "this type of frame is not known");
  if (body.as_map()->size() != members) return bad("a frame has a member too many or too few");
  if (type == entries_type) return read_entries(body);
  return type == fork_type ? read_fork(body) : read_heads(body);
}

Result<std::vector<feed::Header>> decode_headers(ByteView bytes) {
  if (bytes.size() > headers_per_range_max * feed::header_bytes)
    return fail(too_large, "a range has at most 1000 headers");
  if (bytes.size() % feed::header_bytes != 0) return bad("headers have 229 bytes each");
  std::vector<feed::Header> headers;
  headers.reserve(bytes.size() / feed::header_bytes);
  for (; !bytes.empty(); bytes = bytes.subspan(feed::header_bytes)) {
    auto header = feed::decode_header(bytes.first(feed::header_bytes));
    if (!header) return bad(header.error().detail);
    headers.push_back(*header);
  }
  return headers;
}

Result<feed::Header> decode_head(ByteView bytes) {
  if (bytes.size() < feed::header_bytes) return bad("a head has at least 229 bytes");
  auto header = feed::decode_header(bytes.first(feed::header_bytes));
  if (!header) return bad(header.error().detail);
  return header;
}

}  // namespace waarmerk::node::gossip
