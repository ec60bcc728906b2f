// CannedFetcher: a Fetcher that knows a few answers, and remembers what it was asked.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "node/fetch/fetcher.hpp"

namespace waarmerk::tests {

class CannedFetcher final : public node::fetch::Fetcher {
 public:
  void answer(std::string url, int status, std::string body) {
    answers_.insert_or_assign(std::move(url),
                              node::fetch::Fetched{status, "application/json", std::move(body)});
  }
  /// From now on nobody answers.
  void forget_all() { answers_.clear(); }

  /// Called at each fetch, before it is answered.
  std::function<void()> on_fetch = [] {};

  const std::vector<std::string>& asked() const { return asked_; }
  /// What was said to be acceptable when it was asked last.
  const std::string& accepted() const { return accepted_; }

  node::Task<Result<node::fetch::Fetched>> fetch(node::fetch::FetchRequest request) override {
    asked_.push_back(request.url);
    accepted_ = request.accept;
    on_fetch();
    const auto found = answers_.find(request.url);
    if (found == answers_.end()) {
      co_return fail(node::fetch::fetch_failed, "Nobody answers at " + request.url);
    }
    if (found->second.body.size() > request.bytes_max) {
      co_return fail(node::fetch::fetch_too_large, "It is more than was asked for.");
    }
    co_return found->second;
  }

 private:
  std::map<std::string, node::fetch::Fetched> answers_;
  std::vector<std::string> asked_;
  std::string accepted_;
};

}  // namespace waarmerk::tests
