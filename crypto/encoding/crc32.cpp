#include "crypto/encoding/crc32.hpp"

#include <libdeflate.h>

namespace waarmerk::encoding {

std::uint32_t crc32(ByteView bytes) { return libdeflate_crc32(0, bytes.data(), bytes.size()); }

}  // namespace waarmerk::encoding
