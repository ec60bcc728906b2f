#include "crypto/rdf/hash_first_degree.hpp"

#include <string>

namespace waarmerk::rdf {
namespace {

constexpr std::size_t kept_bytes_max = 64 * 1024;

}  // namespace

std::vector<Digest> hash_first_degree(const Mentions& mentions, HashAlgorithm algorithm) {
  std::vector<Digest> hashes;
  hashes.reserve(mentions.blanks());
  thread_local std::string text;  // its room is kept, unless somebody needed very much
  if (text.capacity() > kept_bytes_max) std::string().swap(text);
  for (std::uint32_t blank = 0; blank < mentions.blanks(); ++blank) {
    text.clear();
    for (const Line* line : mentions.of(blank)) append_line(text, *line, {.reference = blank});
    hashes.push_back(digest(algorithm, bytes_of(text)));
  }
  return hashes;
}

}  // namespace waarmerk::rdf
