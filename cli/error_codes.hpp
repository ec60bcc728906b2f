// How a command can fail before it gets to its work.
#pragma once

#include "crypto/base/error.hpp"

namespace waarmerk::cli {

inline constexpr ErrorCode bad_usage{"cli.usage", ErrorKind::invalid};
inline constexpr ErrorCode interrupted{"cli.interrupted", ErrorKind::unavailable};
inline constexpr ErrorCode unreadable_file{"cli.unreadable_file", ErrorKind::missing};
inline constexpr ErrorCode unwritable_file{"cli.unwritable_file", ErrorKind::denied};
inline constexpr ErrorCode bad_documents{"cli.bad_documents", ErrorKind::invalid};
inline constexpr ErrorCode no_terminal{"cli.no_terminal", ErrorKind::missing};
inline constexpr ErrorCode passphrases_differ{"cli.passphrases_differ", ErrorKind::invalid};
inline constexpr ErrorCode no_configuration{"cli.no_configuration", ErrorKind::missing};
inline constexpr ErrorCode organisation_exists{"cli.organisation_exists", ErrorKind::conflict};
inline constexpr ErrorCode no_answer{"cli.no_answer", ErrorKind::unavailable};
inline constexpr ErrorCode strange_answer{"cli.strange_answer", ErrorKind::internal};
inline constexpr ErrorCode not_forked{"cli.not_forked", ErrorKind::conflict};
inline constexpr ErrorCode demo_failed{"demo.failed", ErrorKind::internal};
inline constexpr ErrorCode demo_timeout{"demo.timeout", ErrorKind::unavailable};

}  // namespace waarmerk::cli
