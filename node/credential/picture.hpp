// Picture: the image that a badge brings along in a `data:` URL (RFC 2397).
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/result.hpp"

namespace waarmerk::node::credential {

/// The URL is of another kind: the picture is elsewhere, or there is none.
inline constexpr ErrorCode no_picture{"credential.no_picture", ErrorKind::missing};

/// The bytes of a PNG or SVG in base64. Fails with credential.no_picture.
Result<std::string> picture_in(std::string_view url);

}  // namespace waarmerk::node::credential
