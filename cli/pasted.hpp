// Pasted: what somebody copied from elsewhere, as they meant it.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace waarmerk::cli {

/// Without the white space around it, which comes along where a line is copied. It is a part of
/// `text`.
std::string_view pasted(std::string_view text);

/// Whether it begins as one of these does, letters of either case.
bool begins_as(std::string_view text, std::initializer_list<std::string_view> starts);

/// Digits as they were read out or written in groups: without white space and hyphens. A text that
/// has more than these in it is only without the white space around it.
std::string pasted_digits(std::string_view text);

}  // namespace waarmerk::cli
