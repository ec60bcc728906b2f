// CraftedIssuer: a did:key whose documents and feed the test writes by hand, served on loopback.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/badge_builder.hpp"
#include "tests/support/issuer.hpp"
#include "tests/support/live_server.hpp"

namespace waarmerk::tests {

class CraftedIssuer {
 public:
  CraftedIssuer();

  std::string url() const;
  std::string list_url(std::string_view name) const { return url() + "/" + std::string(name); }
  std::string feed_name() const;
  /// The newest header, as bytes.
  std::string head() const;

  /// A signed badge with this place in the list at `at`.
  std::string badge(const std::string& at, std::uint64_t index) const;
  /// A signed list that revokes these places.
  std::string list_revoking(const std::string& at, std::vector<std::uint64_t> places) const;
  /// A signed list that is right in all but its `encodedList`.
  std::string list_holding(const std::string& at, const std::string& encoded) const;

  /// Serves such a list at list_url(name).
  void serve_list(const std::string& name, const std::string& encoded);

  /// The feed's first entry.
  void introduce();
  /// The feed's next entry: a list.
  void publish(const std::string& at, const std::string& list);
  MemoryFeeds feeds() const;
  /// Another past: what was published since is as if it never was.
  void put_back(MemoryFeeds feeds);
  /// From now on nobody answers here.
  void vanish();

 private:
  /// What is served; also read by the server's threads.
  struct Site {
    std::mutex mutex;
    std::map<std::string, std::string, std::less<>> documents;
    MemoryFeeds feeds;
    std::uint64_t version = 0;
  };
  static node::Task<node::http::Response> answer(std::shared_ptr<Site> site,
                                                 node::http::Request request);

  TestParty party_;
  Issuer feed_;
  std::shared_ptr<Site> site_ = std::make_shared<Site>();
  std::unique_ptr<LiveServer> server_;
  std::uint16_t port_ = 0;
};

}  // namespace waarmerk::tests
