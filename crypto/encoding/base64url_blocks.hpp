// Base64url, sixteen characters at a time, where the processor can. For crypto/encoding alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace waarmerk::encoding {

/// Decodes from the front of `text`, in blocks of 16 characters to 12 bytes, and returns how many
/// characters it decoded. It stops before a block that holds anything but the alphabet, that has no
/// 16 bytes of room in `out`, or at once on a processor without SSSE3. What is public only: the
/// time tells where a block is wrong.
std::size_t decode_blocks(std::string_view text, std::span<std::uint8_t> out);

/// Encodes from the front of `bytes`, in blocks of 12 bytes to 16 characters, for all of which
/// there is room at `out`, and returns how many bytes it encoded: a multiple of 12, and all but the
/// last few; or none, on a processor without SSSE3.
std::size_t encode_blocks(std::span<const std::uint8_t> bytes, char* out);

}  // namespace waarmerk::encoding
