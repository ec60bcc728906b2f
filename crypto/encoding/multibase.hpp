// Multibase: text that starts with a letter for its base (W3C Controlled Identifiers 2.4).
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::encoding {

enum class Base {
  base58btc,    ///< z
  base64url,    ///< u
  base16,       ///< f
  base16_upper  ///< F
};

std::string encode_multibase(Base base, ByteView bytes);

/// Any Base. Hexadecimal may come in either case, as multibase allows. Fails with
/// encoding.malformed or encoding.too_large.
Result<Bytes> decode_multibase(std::string_view text);

/// Text in that one base, as a standard may prescribe. Fails as decode_multibase does.
Result<Bytes> decode_multibase(Base base, std::string_view text);

}  // namespace waarmerk::encoding
