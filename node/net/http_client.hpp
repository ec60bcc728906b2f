// HttpClient: Fetcher and Dialler over real sockets, behind the address guard.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "node/fetch/dialler.hpp"
#include "node/fetch/fetcher.hpp"
#include "node/net/lookup.hpp"
#include "node/net/tls.hpp"

namespace waarmerk::node::net {

/// One connection a fetch, one deadline over all of it. The URL is checked before its host is
/// looked up, the addresses after, and the connection goes to a checked address itself, so that a
/// name cannot turn elsewhere in between. HTTPS with a certificate that names the host; plain HTTP
/// only to loopback, where the operator allows it. No redirect is followed, no cookie kept.
class HttpClient final : public fetch::Fetcher, public fetch::Dialler {
 public:
  struct Options {
    bool plain_http_on_loopback = false;
    std::string ca_file = {};      ///< authorities beside the system's
    std::size_t fetches_max = 96;  ///< of which strangers cause 64 at the most (0047)
    Lookup::Resolve resolve = {};  ///< in the place of the system's, for tests
    /// Called before each connection, on any thread, so that a test can count them.
    std::function<void(const std::string& host)> on_connect = {};
  };
  /// Fails with net.bad_tls_files.
  static Result<std::unique_ptr<HttpClient>> make(Options options);
  ~HttpClient() override;

  /// Also fails with fetch.failed where more than `fetches_max` are under way.
  Task<Result<fetch::Fetched>> fetch(fetch::FetchRequest request) override;
  Task<Result<std::unique_ptr<Socket>>> dial(std::string url, std::string protocol) override;

 private:
  struct Parts;
  explicit HttpClient(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace waarmerk::node::net
