// About how wide a text is that is drawn, and how it is made to fit.
#pragma once

#include <string>
#include <string_view>

namespace waarmerk::cli {

/// About how wide a line is in a sans-serif of this size; rather too much than too little.
double width_of(std::string_view text, double font_pixels);

/// As it is where it fits; else its beginning and its end, with `…` between them.
std::string shorten_to(std::string_view text, double font_pixels, double width);

}  // namespace waarmerk::cli
