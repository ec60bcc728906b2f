#include "node/openid/nonces.hpp"

#include <algorithm>
#include <utility>

#include "crypto/base/big_endian.hpp"
#include "crypto/base/constant_time.hpp"
#include "crypto/base/hmac.hpp"
#include "crypto/encoding/base64url.hpp"
#include "node/openid/error_codes.hpp"

namespace waarmerk::node::openid {
namespace {

// u64 until (ms), 16 bytes of chance, the first 16 bytes of the HMAC over both.
constexpr std::size_t chance_bytes = 16;
constexpr std::size_t said_bytes = 8 + chance_bytes;
constexpr std::size_t mark_bytes = 16;

ByteArray<mark_bytes> mark_of(ByteView key, ByteView said) {
  const auto whole = hmac_sha256(key, said);
  ByteArray<mark_bytes> mark;
  std::copy_n(whole.value.begin(), mark_bytes, mark.begin());
  return mark;
}

std::unexpected<Error> refuse(std::string detail) { return fail(invalid_nonce, std::move(detail)); }

}  // namespace

std::string Nonces::make(Random& random, UnixTime now) {
  if (!key_) key_.emplace(draw<key_bytes>(random));
  Bytes nonce;
  append_big_endian(nonce, static_cast<std::uint64_t>((now + nonce_ms).ms));
  append(nonce, draw<chance_bytes>(random));
  append(nonce, mark_of(key_->view(), nonce));
  return encoding::encode_base64url(nonce);
}

Result<void> Nonces::use(std::string_view nonce, UnixTime now) {
  const auto bytes = encoding::decode_base64url(nonce);
  if (!key_ || !bytes || bytes->size() != said_bytes + mark_bytes) {
    return refuse("This nonce was not given here.");
  }
  const auto said = ByteView(*bytes).first(said_bytes);
  if (!equal_in_constant_time(mark_of(key_->view(), said), ByteView(*bytes).subspan(said_bytes))) {
    return refuse("This nonce was not given here.");
  }
  const UnixTime until{static_cast<std::int64_t>(read_big_endian<std::uint64_t>(said))};
  if (now >= until) return refuse("This nonce is over; ask for another.");
  while (!used_.empty() && used_.begin()->first <= now) used_.erase(used_.begin());
  if (used_.size() >= used_max_) return fail(busy, "Too many proofs came just now.");
  if (!used_.emplace(until, nonce).second) return refuse("This nonce was used; ask for another.");
  return {};
}

}  // namespace waarmerk::node::openid
