// What a resolution is told, asks for and gets: values, for whoever drives it to carry.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "crypto/base/time.hpp"

namespace waarmerk::did {

/// A version of a DID with a history: the last, or one by its id, its number, or a time at which it
/// held.
struct LastVersion {};
using Version = std::variant<LastVersion, std::string, std::uint32_t, UnixTime>;

struct ResolutionOptions {
  /// did:web on `localhost` is asked over plain HTTP: for demonstrations and tests on one machine.
  bool plain_http_on_loopback = false;
  /// A history with entries behind this time is refused (did:webvh); other methods need no time.
  UnixTime now = {};
  /// Which version is asked for, of a method that keeps a history (did:webvh).
  Version version = LastVersion{};
};

/// A GET that the driver is asked for. Redirects are not followed.
struct Request {
  std::string url;
  std::string accept = "application/did+json, application/json";
};

/// What came back: a status and a body, or an Error where nothing did.
struct Reply {
  int status = 0;
  std::string body;
};

}  // namespace waarmerk::did
