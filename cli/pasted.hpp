// Pasted: what somebody copied from elsewhere, as they meant it.
#pragma once

#include <string>
#include <string_view>

namespace waarmerk::cli {

/// Without the white space around it, which comes along where a line is copied. It is a part of
/// `text`.
std::string_view pasted(std::string_view text);

/// Digits as they were read out or written in groups: without white space and hyphens. A text that
/// has more than these in it is only without the white space around it.
std::string pasted_digits(std::string_view text);

}  // namespace waarmerk::cli
