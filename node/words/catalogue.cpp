#include "node/words/catalogue.hpp"

namespace waarmerk::node::words {

std::string_view text_of(Language language, Key key) {
  return editions()[static_cast<std::size_t>(language)].texts[key.place()];
}

}  // namespace waarmerk::node::words
