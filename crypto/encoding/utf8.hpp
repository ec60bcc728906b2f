// Is this UTF-8? (RFC 3629)
#pragma once

#include <string_view>

namespace waarmerk::encoding {

/// No overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text);

}  // namespace waarmerk::encoding
