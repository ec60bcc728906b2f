// Node: every part of a running node, built and handed its ports.
#pragma once

#include <cstdint>
#include <memory>

#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"
#include "node/ops/config.hpp"
#include "node/ops/notify.hpp"

namespace waarmerk::node {

struct NodeOptions {
  ops::Config config;
  SecretBytes passphrase;  ///< of the vault
  ops::Notifier notifier = ops::Notifier("");
  bool signals = true;  ///< take SIGTERM, SIGINT and SIGHUP
};

class Node {
 public:
  /// Opens the store and the vault, and listens. Fails with node.no_organisation where `org init`
  /// was not run, node.wrong_organisation where the configuration names another DID, or as storage,
  /// vault and network do.
  static Result<std::unique_ptr<Node>> open(NodeOptions options);
  ~Node();

  std::uint16_t port() const;
  /// Serves until a signal, stop(), or a change of our own DID: then stops accepting, lets running
  /// requests end, and has all that was acknowledged on disk.
  void run();
  /// Whether it ended because our DID changed: the identity of a node is fixed for its life, so
  /// another is to be opened in its place.
  bool is_to_start_anew() const;
  /// From any thread.
  void stop();

 private:
  struct Parts;
  explicit Node(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace waarmerk::node
