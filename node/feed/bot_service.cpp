#include "node/feed/bot_service.hpp"

#include "did/address_rules.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace waarmerk::node::feed {
namespace {

std::optional<std::string> read_mirror(json::Value value) {
  auto url = std::string(value.string().value_or(""));
  while (url.ends_with('/')) url.pop_back();
  // What this machine serves itself is let through here, and by the fetcher only where the operator
  // says so.
  const bool is_fit = url.size() <= mirror_bytes_max && !url.contains('?') &&
                      did::check_fetch_url(url, {.plain_http_on_loopback = true});
  return is_fit ? std::optional(std::move(url)) : std::nullopt;
}

}  // namespace

const did::Service* find_bot_service(const did::DidDocument& document) {
  const auto found = std::ranges::find_if(document.services(), [](const did::Service& service) {
    return std::ranges::count(service.types, bot_service_type) > 0;
  });
  return found == document.services().end() ? nullptr : &*found;
}

std::vector<std::string> mirrors_of(const did::DidDocument& document) {
  std::vector<std::string> mirrors;
  const auto* service = find_bot_service(document);
  const auto named = service == nullptr ? std::nullopt : service->endpoint.root().find("mirrors");
  if (!named) return mirrors;
  for (const json::Value one : named->elements()) {
    auto mirror = read_mirror(one);
    const bool is_new = mirror && std::ranges::count(mirrors, *mirror) == 0;
    if (is_new && mirrors.size() < mirrors_max) mirrors.push_back(*std::move(mirror));
  }
  return mirrors;
}

}  // namespace waarmerk::node::feed
