// The page on which somebody confirms a badge that they were asked about.
#pragma once

#include <string>

#include "node/http/message.hpp"
#include "node/words/language.hpp"

namespace waarmerk::node::web {

struct ConfirmPage {
  words::Language language = words::Language::en;
  std::string node_name;
};

/// What is asked stands behind the `#` of its address and is answered there, by a script: the node
/// hears of neither.
http::Response confirm_page(const ConfirmPage& page);

}  // namespace waarmerk::node::web
