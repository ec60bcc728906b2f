// Error: why a deed failed, in a form that programs, people and tests can each use.
//
// A code is declared once, by the module that fails with it, and listed in spec/errors.md.
#pragma once

#include <string>
#include <string_view>

namespace waarmerk {

/// What sort of failure it is. The kind alone decides an HTTP status (node/http).
enum class ErrorKind {
  invalid,          ///< the input is not what it must be
  unauthenticated,  ///< nobody has said who they are
  denied,           ///< this one may not
  missing,          ///< there is no such thing
  conflict,         ///< it contradicts what is already so
  exhausted,        ///< a limit was reached; later may work
  internal,         ///< our fault
  unavailable,      ///< something outside did not answer
};

/// A stable name such as `did.not_found`. Codes are API and never change.
struct ErrorCode {
  std::string_view name;
  ErrorKind kind = ErrorKind::internal;

  friend bool operator==(const ErrorCode&, const ErrorCode&) = default;
};

/// One failure. `detail` is a sentence for people and never holds a secret. `path` is a JSON path
/// such as `$.credentialSubject.id` where the fault lies in a document, otherwise empty.
struct Error {
  ErrorCode code;
  std::string detail;
  std::string path = {};
};

}  // namespace waarmerk
