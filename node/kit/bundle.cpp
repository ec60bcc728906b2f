#include "node/kit/bundle.hpp"

#include <algorithm>
#include <utility>

#include "crypto/encoding/error_codes.hpp"
#include "crypto/encoding/gzip.hpp"
#include "node/kit/kit.hpp"

namespace waarmerk::node::kit {
namespace {

constexpr std::string_view magic{"bot/bundle/1\0", 13};
constexpr std::size_t size_bytes = 4;
constexpr std::size_t end_bytes = size_bytes + 8 + 32;

template <std::size_t Count>
void append_number(Bytes& bytes, std::uint64_t number) {
  for (std::size_t at = Count; at-- > 0;) {
    bytes.push_back(static_cast<std::uint8_t>(number >> (8 * at)));
  }
}

std::uint64_t number_in(ByteView bytes) {
  std::uint64_t number = 0;
  for (const auto byte : bytes) number = number << 8 | byte;
  return number;
}

}  // namespace

Result<Bytes> BundleWriter::add(std::string_view kit) {
  if (kit.size() > kit_bytes_max) return fail(bundle_too_large, "A kit has at most 1 MiB.");
  if (count_ >= bundle_kits_max) return fail(bundle_too_large, "A bundle has 100,000 kits.");
  auto out = begin();
  if (chunk_.size() + size_bytes + kit.size() > bundle_chunk_bytes_max) pack(out);
  append_number<size_bytes>(chunk_, kit.size());
  append(chunk_, bytes_of(kit));
  ++count_;
  if (chunk_.size() >= bundle_chunk_bytes_enough) pack(out);
  return out;
}

Bytes BundleWriter::end() {
  auto out = begin();
  if (!chunk_.empty()) pack(out);
  Bytes last;
  append_number<size_bytes>(last, 0);
  append_number<8>(last, count_);
  append(last, hasher_.finish().view());
  append(out, last);
  return out;
}

Bytes BundleWriter::begin() {
  Bytes out;
  if (!std::exchange(begun_, true)) say(out, bytes_of(magic));
  return out;
}

void BundleWriter::pack(Bytes& out) {
  const auto packed = encoding::deflate_gzip(chunk_);
  Bytes size;
  append_number<size_bytes>(size, packed.size());
  say(out, size);
  say(out, packed);
  chunk_.clear();
}

void BundleWriter::say(Bytes& out, ByteView bytes) {
  hasher_.add(bytes);
  append(out, bytes);
}

Result<std::vector<std::string>> BundleReader::take(ByteView bytes) {
  std::vector<std::string> kits;
  bytes_ += bytes.size();
  if (bytes_ > bundle_bytes_max) return fail(bundle_too_large, "A bundle has at most 1 GiB.");
  append(rest_, bytes);
  TRY(begun, take_begin());
  for (bool more = begun; more && !ended_;) {
    TRY(taken, take_chunk(kits));
    more = taken;
  }
  if (ended_ && !rest_.empty()) return fail(bundle_malformed, "Something stands behind the end.");
  return kits;
}

Result<std::uint64_t> BundleReader::end() const {
  if (ended_) return count_;
  return fail(bundle_truncated, "The bundle has lost its end.");
}

void BundleReader::drop(std::size_t count) {
  rest_.erase(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(count));
}

Result<bool> BundleReader::take_begin() {
  if (begun_) return true;
  const auto known = std::min(rest_.size(), magic.size());
  if (!std::ranges::equal(ByteView(rest_).first(known), bytes_of(magic.substr(0, known)))) {
    return fail(bundle_malformed, "This is no bundle.");
  }
  if (rest_.size() < magic.size()) return false;
  hasher_.add(bytes_of(magic));
  drop(magic.size());
  begun_ = true;
  return true;
}

/// False where the next chunk is not whole yet.
Result<bool> BundleReader::take_chunk(std::vector<std::string>& kits) {
  if (rest_.size() < size_bytes) return false;
  const auto size = number_in(ByteView(rest_).first(size_bytes));
  if (size > bundle_chunk_bytes_max) return fail(bundle_too_large, "A chunk has at most 2 MiB.");
  if (size == 0) {
    if (rest_.size() < end_bytes) return false;
    TRY_OK(take_end());
    return true;
  }
  if (rest_.size() < size_bytes + size) return false;
  const auto whole = ByteView(rest_).first(size_bytes + size);
  hasher_.add(whole);
  TRY_OK(unpack(whole.subspan(size_bytes), kits));
  drop(whole.size());
  return true;
}

Result<void> BundleReader::take_end() {
  const auto end = ByteView(rest_).first(end_bytes).subspan(size_bytes);
  const auto is_same = std::ranges::equal(hasher_.finish().view(), end.subspan(8));
  if (!is_same || number_in(end.first(8)) != count_) {
    return fail(bundle_changed, "The bundle is not what was written.");
  }
  drop(end_bytes);
  ended_ = true;
  return {};
}

Result<void> BundleReader::unpack(ByteView packed, std::vector<std::string>& kits) {
  auto chunk = encoding::inflate_gzip(packed, bundle_chunk_bytes_max);
  if (!chunk && chunk.error().code == encoding::too_large) {
    return fail(bundle_too_large, "A chunk unpacks to at most 2 MiB.");
  }
  if (!chunk || chunk->empty()) return fail(bundle_malformed, "A chunk cannot be unpacked.");
  for (ByteView rest = *chunk; !rest.empty();) {
    if (rest.size() < size_bytes) return fail(bundle_malformed, "A chunk ends within a kit.");
    const auto size = number_in(rest.first(size_bytes));
    rest = rest.subspan(size_bytes);
    if (size > kit_bytes_max) return fail(bundle_too_large, "A kit has at most 1 MiB.");
    if (size > rest.size()) return fail(bundle_malformed, "A chunk ends within a kit.");
    if (++count_ > bundle_kits_max) return fail(bundle_too_large, "A bundle has 100,000 kits.");
    kits.emplace_back(text_of(rest.first(size)));
    rest = rest.subspan(size);
  }
  return {};
}

}  // namespace waarmerk::node::kit
