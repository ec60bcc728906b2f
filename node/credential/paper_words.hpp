// The words that badges are made of, which the text of a QR code leaves out (spec/paper.md).
#pragma once

#include <string_view>

namespace waarmerk::node::credential {

/// spec/paper/dictionary_1.txt, a piece of it in each line.
extern const std::string_view paper_words_1;

}  // namespace waarmerk::node::credential
