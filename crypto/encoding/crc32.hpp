// CRC-32 as PNG and gzip use it (ISO 3309): finds damage, and proves nothing against intent.
#pragma once

#include <cstdint>

#include "crypto/base/bytes.hpp"

namespace waarmerk::encoding {

std::uint32_t crc32(ByteView bytes);

}  // namespace waarmerk::encoding
