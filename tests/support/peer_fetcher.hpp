// PeerFetcher: a Fetcher that answers for one other node, as its HTTP server would.
#pragma once

#include <string>
#include <utility>

#include "node/actions/exchange_gossip.hpp"
#include "node/fetch/fetcher.hpp"

namespace waarmerk::tests {

class PeerFetcher final : public node::fetch::Fetcher {
 public:
  /// All outlive it.
  PeerFetcher(std::string base, const node::actions::Exchange* exchange,
              const node::actions::Identity* self)
      : base_(std::move(base)), exchange_(exchange), self_(self) {}

  node::Task<Result<node::fetch::Fetched>> fetch(node::fetch::FetchRequest request) override {
    ++asked;
    if (gone || !request.url.starts_with(base_)) {
      co_return fail(node::fetch::fetch_failed, "Nobody answers.");
    }
    const auto path = request.url.substr(base_.size());
    if (path == "/.well-known/did.json") {
      const std::string text(self_->document.source().text());
      co_return node::fetch::Fetched{200, "application/did+json", text};
    }
    if (!path.starts_with("/bot/1") || request.method != "GET") {
      co_return node::fetch::Fetched{404, "", ""};
    }
    const auto rest = path.substr(6);
    const auto question = rest.find('?');
    const auto query = question == std::string::npos ? std::string() : rest.substr(question + 1);
    const auto served = exchange_->serve(rest.substr(0, question), query);
    co_return node::fetch::Fetched{served.status, served.content_type,
                                   std::string(text_of(served.bytes))};
  }

  int asked = 0;
  bool gone = false;

 private:
  std::string base_;
  const node::actions::Exchange* exchange_;
  const node::actions::Identity* self_;
};

}  // namespace waarmerk::tests
