#include "crypto/rdf/hash_first_degree.hpp"

#include <string>

namespace waarmerk::rdf {

std::vector<Digest> hash_first_degree(const Mentions& mentions, HashAlgorithm algorithm) {
  std::vector<Digest> hashes;
  hashes.reserve(mentions.blanks());
  std::string text;
  text.reserve(4096);
  for (std::uint32_t blank = 0; blank < mentions.blanks(); ++blank) {
    text.clear();
    for (const Line* line : mentions.of(blank)) append_line(text, *line, {.reference = blank});
    hashes.push_back(digest(algorithm, bytes_of(text)));
  }
  return hashes;
}

}  // namespace waarmerk::rdf
