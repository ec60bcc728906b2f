// Any bytes as a COSE_Sign1: taken apart or refused, what was taken apart is what was signed, and
// no signature that we did not make verifies.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "crypto/cose/sign1.hpp"
#include "crypto/keys/multikey.hpp"

namespace waarmerk::cose {
namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

// Keys whose secrets nobody wrote down.
const keys::PublicKey& stranger(bool is_curve) {
  static const keys::PublicKey all[] = {
      keys::parse_multikey("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK").value(),
      keys::parse_multikey("zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP").value()};
  return all[is_curve ? 1 : 0];
}

void try_sign1(ByteView bytes) {
  const auto opened = open_sign1(bytes);
  if (!opened) return;
  require(opened->payload.size() <= bytes.size());
  require(opened->claims.audience.size() <= audiences_max);
  require(!verify_sign1(*opened, stranger(false)) && !verify_sign1(*opened, stranger(true)));
  // The tag says only what it is.
  const auto untagged = is_sign1(bytes) ? bytes.subspan(1) : bytes;
  const auto again = open_sign1(untagged);
  require(again.has_value() && again->payload == opened->payload);
}

}  // namespace
}  // namespace waarmerk::cose

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  waarmerk::cose::try_sign1(waarmerk::ByteView(data, size));
  return 0;
}
