#include "node/wallet/link_parameter.hpp"

#include <algorithm>
#include <utility>

#include "crypto/encoding/percent.hpp"

namespace waarmerk::node::wallet {
namespace {

std::string with_spaces(std::string_view value) {
  std::string text;
  for (const char c : value) c == '+' ? text += "%20" : text += c;
  return text;
}

}  // namespace

Result<std::optional<std::string>> link_parameter(std::string_view link, std::string_view name) {
  link = link.substr(0, link.find('#'));
  const auto question = link.find('?');
  auto rest = question == std::string_view::npos ? std::string_view() : link.substr(question + 1);
  while (!rest.empty()) {
    const auto pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
    auto value = encoding::decode_percent(with_spaces(pair.substr(equals + 1)));
    if (!value) return fail(bad_link_text, "The link is not well encoded.");
    return std::optional<std::string>(std::move(*value));
  }
  return std::optional<std::string>();
}

}  // namespace waarmerk::node::wallet
