#include "node/actions/peer_url.hpp"

#include <algorithm>
#include <cstddef>

#include "node/gossip/serve.hpp"

namespace waarmerk::node::actions {
namespace {

using gossip::protocol_path;
constexpr std::size_t url_bytes_max = 2048;

}  // namespace

Result<std::string> read_peer_url(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  if (url.ends_with(protocol_path)) url.resize(url.size() - protocol_path.size());
  while (url.ends_with('/')) url.pop_back();
  // http is for this machine only, which the fetcher's guard sees to.
  const auto host = url.starts_with("https://") ? 8U : url.starts_with("http://") ? 7U : url.size();
  const bool plain = std::ranges::all_of(url, [](char c) { return c > ' ' && c < 0x7f; });
  const bool odd = url.find_first_of("?#@\\") != std::string::npos;
  if (host >= url.size() || url[host] == '/' || !plain || odd || url.size() > url_bytes_max) {
    return fail(bad_peer, "A peer is the https:// address of its node.");
  }
  return url;
}

}  // namespace waarmerk::node::actions
