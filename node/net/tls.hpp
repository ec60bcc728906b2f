// TLS contexts for both directions: what we show, and whom we believe.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "crypto/base/result.hpp"

namespace waarmerk::node::net {

inline constexpr ErrorCode bad_tls_files{"net.bad_tls_files", ErrorKind::invalid};

/// OpenSSL's context; tls_context.hpp shows it to the files that hold sockets.
struct TlsContext;

struct TlsFiles {
  std::string certificate;  ///< path of a PEM chain, our own certificate first
  std::string key;          ///< path of its key in PEM, without a passphrase
};

/// What a server shows: TLS 1.2 or later, forward secrecy and authenticated encryption only.
class ServerTls {
 public:
  /// Fails with net.bad_tls_files.
  static Result<std::unique_ptr<ServerTls>> load(TlsFiles files);

  /// Reads the files again. New connections show what they hold now; where they cannot be used,
  /// the old certificate stays and the answer is net.bad_tls_files. Safe from any thread.
  Result<void> reload();
  std::shared_ptr<TlsContext> context() const;

 private:
  ServerTls(TlsFiles files, std::shared_ptr<TlsContext> context);

  const TlsFiles files_;
  mutable std::mutex mutex_;
  std::shared_ptr<TlsContext> context_;
};

/// What a client believes: the system's authorities, and those of `ca_file` where one is named.
/// Fails with net.bad_tls_files.
Result<std::shared_ptr<TlsContext>> make_client_tls(const std::string& ca_file = {});

}  // namespace waarmerk::node::net
