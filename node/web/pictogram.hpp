// Pictograms: a picture beside a word, for who reads the word with effort or not at all.
#pragma once

#include <string>
#include <string_view>

namespace waarmerk::node::web {

/// The one of this name in assets/pictograms.svg, in the colour of the words beside it. It never
/// stands alone: whoever listens hears nothing of it.
std::string pictogram_of(std::string_view name);

}  // namespace waarmerk::node::web
