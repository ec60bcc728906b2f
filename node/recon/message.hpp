// Messages: a version byte and ranges, each with what the sender claims of it (negentropy protocol
// v1, Message and Range; spec/wire/recon.md 2).
#pragma once

#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "node/recon/fingerprint.hpp"
#include "node/recon/item.hpp"

namespace waarmerk::node::recon {

inline constexpr std::uint8_t protocol_version = 0x61;  ///< version 1

/// Nothing more to say about the range.
struct Skip {
  friend bool operator==(const Skip&, const Skip&) = default;
};
/// All that the sender holds there, listed.
struct IdList {
  std::vector<ItemId> ids;

  friend bool operator==(const IdList&, const IdList&) = default;
};
using Claim = std::variant<Skip, Fingerprint, IdList>;

/// From the upper bound of the range before it, or from the very first place, to before `upper`.
struct Range {
  Bound upper;
  Claim claim;

  friend bool operator==(const Range&, const Range&) = default;
};

/// Writes one message from left to right.
class MessageWriter {
 public:
  MessageWriter() : bytes_{protocol_version} {}

  /// `upper` is at least the one before it.
  void add(const Bound& upper, const Claim& claim);

  std::size_t size() const { return bytes_.size(); }
  const Bytes& bytes() const { return bytes_; }

 private:
  Bytes bytes_;
  std::uint64_t last_key_ = 0;
};

Bytes encode_message(const std::vector<Range>& ranges);

/// Ranges that cover less than everything end with an implied Skip. Fails with
/// recon.unknown_version for a version of negentropy that is not ours; with recon.too_large; and
/// with recon.malformed for a varint in a longer form, bounds that go back, an infinite bound with
/// a prefix, a mode that there is not, and what is cut off.
Result<std::vector<Range>> decode_message(ByteView bytes);

}  // namespace waarmerk::node::recon
