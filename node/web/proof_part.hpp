// The innermost part of an answer: the keys, the contexts with their hashes, and the badge as it
// came.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "node/credential/verdict.hpp"
#include "node/words/catalogue.hpp"

namespace waarmerk::node::web {

/// A JSON-LD context that a badge names.
struct ContextShown {
  enum class Standing { shipped, pinned, unknown };

  std::string url;
  std::string sha256 = {};  ///< hexadecimal; empty where it is not known
  Standing standing = Standing::unknown;
};

struct ProofShown {
  std::vector<ContextShown> contexts = {};
  std::string badge = {};  ///< text: as it came, or what a picture holds; may be empty
  bool is_inside = false;  ///< of a picture, a PDF or the like
};

inline constexpr std::size_t contexts_shown_max = 32;
inline constexpr std::size_t badge_shown_bytes_max = 65'536;

/// Parts to be opened, as HTML.
std::string proof_part(std::span<const credential::SigningKey> keys, const ProofShown& proof,
                       const words::Languages& languages);

/// A text of any length in a box that scrolls, with the keyboard too; whoever listens hears `name`.
std::string scroll_box(std::string_view text, const words::Languages& languages, words::Key name);

}  // namespace waarmerk::node::web
