#include "node/gossip/frame.hpp"

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>
#include <variant>

#include "crypto/encoding/cbor.hpp"
#include "node/gossip/frame_items.hpp"

namespace waarmerk::node::gossip {

namespace {

using encoding::Cbor;

static_assert(frame_bytes_max <= encoding::cbor_bytes_max);

Cbor header_item(const feed::Header& header) { return Cbor::bytes(feed::encode_header(header)); }

Result<feed::Header> read_header(const Cbor* item) {
  if (item == nullptr || item->as_bytes() == nullptr) return bad_frame("a header is a byte string");
  auto header = feed::decode_header(*item->as_bytes());
  if (!header) return bad_frame(header.error().detail);
  return header;
}

Result<PushedEntry> read_entry(const Cbor& item) {
  const auto* pair = item.as_array();
  if (pair == nullptr || pair->size() != 2) return bad_frame("an entry is a pair");
  TRY(header, read_header(pair->data()));
  if ((*pair)[1].is_null()) return PushedEntry{header, std::nullopt};
  const auto* payload = (*pair)[1].as_bytes();
  if (payload == nullptr) return bad_frame("a payload is a byte string or null");
  if (payload->size() > inline_payload_bytes_max)
    return fail(too_large, "the payload is too large to travel along");
  return PushedEntry{header, *payload};
}

Result<Frame> read_entries(const Cbor& body) {
  TRY(items, read_array(body, 1, push_entries_max));
  if (items.empty()) return bad_frame("a push holds at least one entry");
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
  if (!proof || proof->first != first) return bad_frame("the two headers are no fork proof");
  return Fork{*proof};
}

Result<Frame> read_heads(const Cbor& body) {
  TRY(next, read_uint(body.find(1)));
  TRY(newest, read_uint(body.find(2)));
  Heads frame{.next = next, .newest = newest, .heads = {}, .forks = {}};
  TRY(heads, read_array(body, 3, heads_per_page_max));
  for (const auto& item : heads) {
    TRY(header, read_header(&item));
    frame.heads.push_back(header);
  }
  TRY(forks, read_array(body, 4, heads_per_page_max));
  for (const auto& item : forks) {
    if (item.as_bytes() == nullptr) return bad_frame("a fork proof is a byte string");
    auto proof = feed::decode_fork_proof(*item.as_bytes());
    if (!proof) return bad_frame(proof.error().detail);
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

template <class T>
concept Empty = std::is_empty_v<T>;

Cbor body_of(const Empty auto&) { return Cbor::map({}); }

template <Empty T>
Result<Frame> read_empty(const Cbor&) {
  return T{};
}

// What a frame of a type looks like.
struct Form {
  std::uint64_t type;
  std::size_t members;
  Result<Frame> (*read)(const Cbor& body);
};

// In the order of the alternatives of a Frame.
constexpr std::array<Form, std::variant_size_v<Frame>> forms{{{4, 1, read_entries},
                                                              {9, 2, read_fork},
                                                              {19, 4, read_heads},
                                                              {8, 4, read_recon},
                                                              {10, 6, read_snapshot},
                                                              {12, 4, read_proof},
                                                              {2, 1, read_ihave},
                                                              {3, 2, read_iwant},
                                                              {5, 2, read_payloads},
                                                              {5, 2, read_payloads},
                                                              {6, 0, read_empty<Prune>},
                                                              {7, 0, read_empty<Graft>},
                                                              {13, 1, read_peers},
                                                              {14, 0, read_empty<Ping>},
                                                              {15, 0, read_empty<Pong>},
                                                              {16, 3, read_bye},
                                                              {17, 2, read_subscribe},
                                                              {18, 2, read_heads_request}}};

}  // namespace

Bytes encode_frame(const Frame& frame) {
  auto body = std::visit([](const auto& any) { return body_of(any); }, frame);
  auto encoded = encoding::encode_cbor(
      Cbor::array({Cbor::uint(forms.at(frame.index()).type), std::move(body)}));
  return encoded ? std::move(*encoded) : Bytes{};  // within the limits it cannot fail
}

Result<Frame> decode_frame(ByteView bytes) {
  if (bytes.size() > frame_bytes_max) return fail(too_large, "a frame has at most 1 MiB");
  const auto whole = encoding::decode_cbor(bytes);
  if (!whole) return bad_frame(whole.error().detail);
  const auto* pair = whole->as_array();
  if (pair == nullptr || pair->size() != 2 || !(*pair)[0].as_uint() ||
      (*pair)[1].as_map() == nullptr)
    return bad_frame("a frame is a type and a map");
  const auto form = std::ranges::find(forms, *(*pair)[0].as_uint(), &Form::type);
  if (form == forms.end()) return fail(unknown_frame, "this type of frame is not known");
  const auto& body = (*pair)[1];
  if (body.as_map()->size() != form->members)
    return bad_frame("a frame has a member too many or too few");
  return form->read(body);
}

Result<std::vector<feed::Header>> decode_headers(ByteView bytes) {
  if (bytes.size() > headers_per_range_max * feed::header_bytes)
    return fail(too_large, "a range has at most 1000 headers");
  if (bytes.size() % feed::header_bytes != 0) return bad_frame("headers have 229 bytes each");
  std::vector<feed::Header> headers;
  headers.reserve(bytes.size() / feed::header_bytes);
  for (; !bytes.empty(); bytes = bytes.subspan(feed::header_bytes)) {
    auto header = feed::decode_header(bytes.first(feed::header_bytes));
    if (!header) return bad_frame(header.error().detail);
    headers.push_back(*header);
  }
  return headers;
}

Result<feed::Header> decode_head(ByteView bytes) {
  if (bytes.size() < feed::header_bytes) return bad_frame("a head has at least 229 bytes");
  auto header = feed::decode_header(bytes.first(feed::header_bytes));
  if (!header) return bad_frame(header.error().detail);
  return header;
}

}  // namespace waarmerk::node::gossip
