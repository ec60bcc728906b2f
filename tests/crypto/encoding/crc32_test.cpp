#include "crypto/encoding/crc32.hpp"

#include <doctest/doctest.h>

namespace waarmerk::encoding {

TEST_CASE("CRC-32 of the digits is the value that every catalogue of CRCs gives") {
  CHECK(crc32(bytes_of("123456789")) == 0xCBF43926u);
}

TEST_CASE("CRC-32 of nothing is zero, and one changed bit changes it") {
  CHECK(crc32({}) == 0u);
  CHECK(crc32(bytes_of("IEND")) == 0xAE426082u);
  CHECK(crc32(bytes_of("IENE")) != 0xAE426082u);
}

}  // namespace waarmerk::encoding
