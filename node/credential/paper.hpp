// Paper: a whole signed badge as digits for a QR code, and back (spec/paper.md).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"

namespace waarmerk::node::credential {

inline constexpr ErrorCode bad_paper{"credential.bad_paper", ErrorKind::invalid};
inline constexpr ErrorCode too_large_for_paper{"credential.too_large_for_paper",
                                               ErrorKind::invalid};

/// What stands before the digits, behind the link to a page that checks badges, if any.
inline constexpr std::string_view paper_mark = "#paper=";
/// With a link of 100 letters before it, that is what version 25 of a QR code holds at level L.
inline constexpr std::size_t paper_bytes_max = 1150;
inline constexpr std::size_t paper_link_bytes_max = 100;

/// Whether the text claims to be what such a QR code holds; white space around it is ignored.
bool is_paper(std::string_view text);

/// The digits of a badge that is JSON, a JWS or an SD-JWT, of which every byte comes back. Nothing
/// is ever left out. Fails with credential.too_large_for_paper.
Result<std::string> print_paper(std::string_view badge);

/// The badge, out of what a QR code holds. Fails with credential.bad_paper.
Result<std::string> parse_paper(std::string_view text);

}  // namespace waarmerk::node::credential
