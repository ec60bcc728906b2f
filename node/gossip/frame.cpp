#include "node/gossip/frame.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

#include "crypto/encoding/cbor.hpp"
#include "node/gossip/frame_items.hpp"

namespace waarmerk::node::gossip {

namespace {

using encoding::Cbor;
using encoding::CborWriter;

static_assert(frame_bytes_max <= encoding::cbor_bytes_max);

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

void write(CborWriter& out, const Entries& frame) {
  out.map(1).uint(1).array(frame.entries.size());
  for (const auto& entry : frame.entries) {
    out.array(2).bytes(feed::encode_header(entry.header));
    entry.payload ? out.bytes(*entry.payload) : out.null();
  }
}

void write(CborWriter& out, const Fork& frame) {
  out.map(2).uint(1).bytes(feed::encode_header(frame.proof.first));
  out.uint(2).bytes(feed::encode_header(frame.proof.second));
}

void write(CborWriter& out, const Heads& frame) {
  out.map(4).uint(1).uint(frame.next).uint(2).uint(frame.newest);
  out.uint(3).array(frame.heads.size());
  for (const auto& header : frame.heads) out.bytes(feed::encode_header(header));
  out.uint(4).array(frame.forks.size());
  for (const auto& proof : frame.forks) out.bytes(feed::encode_fork_proof(proof));
}

template <class T>
concept Empty = std::is_empty_v<T>;

void write(CborWriter& out, const Empty auto&) { out.map(0); }

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
constexpr std::array<Form, std::variant_size_v<Frame>> forms{
    {{4, 1, read_entries},        {9, 2, read_fork},           {19, 4, read_heads},
     {8, 4, read_recon},          {10, 6, read_snapshot},      {12, 4, read_proof},
     {2, 1, read_ihave},          {3, 2, read_iwant},          {5, 2, read_payloads},
     {5, 2, read_payloads},       {6, 0, read_empty<Prune>},   {7, 0, read_empty<Graft>},
     {13, 1, read_peers},         {14, 0, read_empty<Ping>},   {15, 0, read_empty<Pong>},
     {16, 3, read_bye},           {17, 2, read_subscribe},     {18, 2, read_heads_request},
     {11, 3, read_proof_request}, {20, 1, read_payload_absent}}};

constexpr std::size_t bytes_expected = 512;  // more than most frames have

// What most frames of a link are has a way of its own: it makes and takes the same bytes as the
// general one, which it leaves all others to.
constexpr std::uint8_t pair_mark = 0x82;
constexpr std::uint8_t no_members = 0xa0;
constexpr std::array<std::uint8_t, 4> ihave_mark{pair_mark, 2, 0xa1, 1};
constexpr std::uint8_t few_items = 0x80;      // and how many, below 24
constexpr std::uint8_t sixteen_bytes = 0x50;  // of a byte string

Bytes encode_few(const Ihave& frame) {
  Bytes bytes;
  bytes.reserve(ihave_mark.size() + 1 + frame.ids.size() * (1 + sizeof(ShortId)));
  bytes.assign(ihave_mark.begin(), ihave_mark.end());
  bytes.push_back(static_cast<std::uint8_t>(few_items + frame.ids.size()));
  for (const auto& id : frame.ids) {
    bytes.push_back(sixteen_bytes);
    bytes.insert(bytes.end(), id.value.begin(), id.value.end());
  }
  return bytes;
}

std::optional<Frame> decode_few(ByteView bytes) {
  constexpr std::size_t item_bytes = 1 + sizeof(ShortId);
  constexpr std::size_t head_bytes = ihave_mark.size() + 1;
  if (bytes.size() < head_bytes || !std::ranges::equal(bytes.first(ihave_mark.size()), ihave_mark))
    return std::nullopt;
  const std::size_t count = bytes[ihave_mark.size()] - std::size_t{few_items};
  if (count == 0 || count >= 24 || bytes.size() != head_bytes + count * item_bytes)
    return std::nullopt;
  Ihave frame;
  frame.ids.reserve(count);
  for (auto item = bytes.subspan(head_bytes); !item.empty(); item = item.subspan(item_bytes)) {
    if (item[0] != sixteen_bytes) return std::nullopt;
    std::ranges::copy(item.subspan(1, sizeof(ShortId)), frame.ids.emplace_back().value.begin());
  }
  return frame;
}

std::optional<Frame> decode_empty(ByteView bytes) {
  if (bytes.size() != 3 || bytes[0] != pair_mark || bytes[2] != no_members) return std::nullopt;
  const auto form = std::ranges::find(forms, bytes[1], &Form::type);
  if (form == forms.end() || form->members != 0) return std::nullopt;
  auto frame = form->read({});
  return frame ? std::optional(*std::move(frame)) : std::nullopt;
}

}  // namespace

Bytes encode_frame(const Frame& frame) {
  const auto form_of_it = forms.at(frame.index());
  if (form_of_it.members == 0)
    return {pair_mark, static_cast<std::uint8_t>(form_of_it.type), no_members};
  if (const auto* ihave = std::get_if<Ihave>(&frame); ihave != nullptr && ihave->ids.size() < 24)
    return encode_few(*ihave);
  CborWriter out(bytes_expected);
  out.array(2).uint(form_of_it.type);
  std::visit([&](const auto& any) { write(out, any); }, frame);
  return std::move(out).take();
}

Result<Frame> decode_frame(ByteView bytes) {
  if (bytes.size() > frame_bytes_max) return fail(too_large, "a frame has at most 1 MiB");
  if (auto empty = decode_empty(bytes)) return *std::move(empty);
  if (auto few = decode_few(bytes)) return *std::move(few);
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
