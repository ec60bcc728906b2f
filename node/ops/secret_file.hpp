// Secrets from files: the one way in which a node is told a secret.
#pragma once

#include <optional>
#include <string>

#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"
#include "node/ops/config.hpp"

namespace waarmerk::node::ops {

inline constexpr ErrorCode bad_secret_file{"config.bad_secret_file", ErrorKind::invalid};

/// The bytes of a file of 1 to 4096 bytes, without one newline at its end. Refuses a file that
/// everybody on the machine may read. Fails with config.bad_secret_file.
Result<SecretBytes> read_secret_file(const std::string& path);

/// The file at `path`, or, where that is empty, the systemd credential `name`
/// (`$CREDENTIALS_DIRECTORY/<name>`); nothing where there is neither.
Result<std::optional<SecretBytes>> find_secret(const std::string& path, const std::string& name,
                                               const Environment& environment);

}  // namespace waarmerk::node::ops
