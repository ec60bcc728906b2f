#include "node/recon/message.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "node/recon/error_codes.hpp"
#include "node/recon/limits.hpp"
#include "node/recon/varint.hpp"

namespace waarmerk::node::recon {

namespace {

constexpr std::uint64_t skip_mode = 0;
constexpr std::uint64_t fingerprint_mode = 1;
constexpr std::uint64_t id_list_mode = 2;
constexpr std::uint8_t version_family = 0x60;  // 0x61 to 0x6f are versions of negentropy
constexpr std::size_t id_bytes = 32;

template <class... Visitors>
struct Visit : Visitors... {
  using Visitors::operator()...;
};

// Reads one message from left to right.
class MessageReader {
 public:
  explicit MessageReader(ByteView rest) : rest_(rest) {}

  bool done() const { return rest_.empty(); }

  Result<Range> next() {
    TRY(upper, take_bound());
    TRY(mode, take_varint(rest_));
    if (mode == skip_mode) return Range{upper, Skip{}};
    if (mode == fingerprint_mode) {
      TRY(fingerprint, take<sizeof(Fingerprint)>());
      return Range{upper, fingerprint};
    }
    if (mode != id_list_mode) return fail(malformed, "a range has a mode that there is not");
    TRY(ids, take_ids());
    return Range{upper, IdList{std::move(ids)}};
  }

 private:
  Result<ByteView> take(std::uint64_t count) {
    if (count > rest_.size()) return fail(malformed, "a message is cut off");
    const auto taken = rest_.first(static_cast<std::size_t>(count));
    rest_ = rest_.subspan(taken.size());
    return taken;
  }
  template <std::size_t N>
  Result<ByteArray<N>> take() {
    TRY(bytes, take(N));
    ByteArray<N> taken;
    std::ranges::copy(bytes, taken.begin());
    return taken;
  }

  Result<Bound> take_bound() {
    TRY(encoded, take_varint(rest_));
    if (encoded > infinite_key - last_.key()) return fail(malformed, "a bound is out of range");
    const auto key = encoded == 0 ? infinite_key : last_.key() + (encoded - 1);
    TRY(size, take_varint(rest_));
    if (size > id_bytes) return fail(malformed, "a bound has at most 32 bytes of an id");
    TRY(prefix, take(size));
    if (key == infinite_key && size > 0) return fail(malformed, "an infinite bound has no id");
    const Bound bound(key, prefix);
    if (bound.floor() < last_.floor()) return fail(malformed, "bounds go back");
    return last_ = bound;
  }

  Result<std::vector<ItemId>> take_ids() {
    TRY(count, take_varint(rest_));
    if (count > rest_.size() / id_bytes) return fail(malformed, "a list of ids is cut off");
    std::vector<ItemId> ids;
    ids.reserve(static_cast<std::size_t>(count));
    while (ids.size() < count) {
      TRY(id, take<id_bytes>());
      ids.emplace_back(id);
    }
    return ids;
  }

  ByteView rest_;
  Bound last_;
};

}  // namespace

void MessageWriter::add(const Bound& upper, const Claim& claim) {
  assert(upper.key() >= last_key_);
  append_varint(bytes_, upper.key() == infinite_key ? 0 : upper.key() - last_key_ + 1);
  last_key_ = upper.key();
  append_varint(bytes_, upper.prefix().size());
  append(bytes_, upper.prefix());
  std::visit(Visit{[&](const Skip&) { append_varint(bytes_, skip_mode); },
                   [&](const Fingerprint& fingerprint) {
                     append_varint(bytes_, fingerprint_mode);
                     append(bytes_, fingerprint);
                   },
                   [&](const IdList& list) {
                     append_varint(bytes_, id_list_mode);
                     append_varint(bytes_, list.ids.size());
                     for (const auto& id : list.ids) append(bytes_, id.value);
                   }},
             claim);
}

Bytes encode_message(const std::vector<Range>& ranges) {
  MessageWriter writer;
  for (const auto& range : ranges) writer.add(range.upper, range.claim);
  return writer.bytes();
}

Result<std::vector<Range>> decode_message(ByteView bytes) {
  if (bytes.size() > message_bytes_limit) return fail(too_large, "a message has at most 256 KiB");
  if (bytes.empty()) return fail(malformed, "a message begins with a version");
  if (bytes.front() != protocol_version) {
    if (bytes.front() >> 4 == version_family >> 4 && bytes.front() != version_family)
      return fail(unknown_version, "only version 1 of negentropy is known");
    return fail(malformed, "a message begins with a version");
  }
  std::vector<Range> ranges;
  MessageReader reader(bytes.subspan(1));
  while (!reader.done()) {
    if (ranges.size() == message_ranges_max)
      return fail(too_large, "a message has at most 8192 ranges");
    TRY(range, reader.next());
    ranges.push_back(std::move(range));
  }
  return ranges;
}

}  // namespace waarmerk::node::recon
