#include "crypto/base/hmac.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/encoding/hex.hpp"

namespace waarmerk {
namespace {

std::string hmac_hex(ByteView key, std::string_view message) {
  return encoding::encode_hex(hmac_sha256(key, bytes_of(message)).value);
}

}  // namespace

TEST_CASE("an HMAC is that of RFC 4231") {
  CHECK(hmac_hex(Bytes(20, 0x0b), "Hi There") ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(hmac_hex(bytes_of("Jefe"), "what do ya want for nothing?") ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(hmac_hex(Bytes(131, 0xaa), "Test Using Larger Than Block-Size Key - Hash Key First") ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("an HMAC with another key or of another message is another") {
  CHECK(hmac_hex(bytes_of("Jefe"), "a") != hmac_hex(bytes_of("Jefe"), "b"));
  CHECK(hmac_hex(bytes_of("Jefe"), "a") != hmac_hex(bytes_of("Jeff"), "a"));
}

}  // namespace waarmerk
