#include "node/actions/get_from_peer.hpp"

#include <utility>

#include "node/gossip/serve.hpp"

namespace waarmerk::node::actions {

Task<Result<fetch::Fetched>> get_from_peer(fetch::Fetcher& fetcher, PeerQuestion question) {
  fetch::FetchRequest request;
  request.url = gossip::endpoint_at(question.url) + question.path;
  request.accept = "application/octet-stream, application/cbor";
  request.bytes_max = question.bytes_max;
  request.timeout_ms = question.timeout_ms;
  co_return co_await fetcher.fetch(std::move(request));
}

}  // namespace waarmerk::node::actions
