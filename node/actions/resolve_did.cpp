#include "node/actions/resolve_did.hpp"

#include <utility>

#include "node/actions/ports.hpp"

namespace waarmerk::node::actions {
namespace {

/// For each of the two files of a did:webvh, so that both have half a minute.
constexpr int history_ms_max = 15'000;

Task<Result<did::Reply>> ask(did::Request request, bool is_history, fetch::Fetcher& fetcher) {
  fetch::FetchRequest get;
  get.url = std::move(request.url);
  get.accept = std::move(request.accept);
  if (is_history) {
    get.bytes_max = did::webvh_log_bytes_max;
    get.timeout_ms = history_ms_max;
  }
  auto fetched = co_await fetcher.fetch(std::move(get));
  if (!fetched) co_return failure_of(std::move(fetched));
  co_return did::Reply{fetched->status, std::move(fetched->body)};
}

}  // namespace

Task<Result<Resolved>> resolve_did(did::Did did, did::ResolutionOptions options,
                                   fetch::Fetcher& fetcher) {
  const bool is_history = did.method() == "webvh";
  did::Resolution resolution(std::move(did), options);
  while (auto request = resolution.next()) {
    auto reply = co_await ask(std::move(*request), is_history, fetcher);
    resolution.supply(std::move(reply));
  }
  CO_TRY(documents, resolution.documents());
  Resolved resolved{.documents = std::move(documents)};
  if (const auto* texts = resolution.texts()) resolved.texts = *texts;
  co_return resolved;
}

Task<Result<Resolved>> resolve_did(did::Did did, did::ResolutionOptions options,
                                   const Ports& ports) {
  options.now = ports.clock.now();
  co_return co_await resolve_did(std::move(did), options, ports.fetcher);
}

bool is_self_contained(const did::Did& did) {
  return did.method() == "key" || did.method() == "jwk";
}

}  // namespace waarmerk::node::actions
