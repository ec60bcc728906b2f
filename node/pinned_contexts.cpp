#include "node/pinned_contexts.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "node/ops/config.hpp"
#include "node/ops/text_file.hpp"

namespace waarmerk::node {
namespace {

constexpr std::size_t context_bytes_max = 1 << 20;

std::string take_word(std::string_view& text) {
  const auto word = text.substr(0, text.find(' '));
  text.remove_prefix(std::min(word.size() + 1, text.size()));
  return std::string(word);
}

Result<jsonld::PinnedContext> load(std::string_view pin) {
  auto url = take_word(pin);
  auto sha256 = take_word(pin);
  auto text = ops::read_text_file(std::string(pin), context_bytes_max);
  if (text) return jsonld::PinnedContext{std::move(url), *std::move(text), std::move(sha256)};
  return fail(ops::bad_value,
              "contexts.pinned: the file of " + url + " cannot be read, or is over 1 MiB.");
}

}  // namespace

Result<jsonld::Contexts> load_contexts(const std::vector<std::string>& pinned) {
  std::vector<jsonld::PinnedContext> more;
  for (const auto& pin : pinned) {
    TRY(one, load(pin));
    more.push_back(std::move(one));
  }
  return jsonld::Contexts::shipped().with(more);
}

}  // namespace waarmerk::node
