// Resolution: a DID to its document, sans-IO. It says what it needs; whoever drives it fetches.
//
//   Resolution resolution(did, options);
//   while (const auto request = resolution.next()) resolution.supply(fetch(*request));
//   return resolution.outcome();
#pragma once

#include <optional>
#include <string>

#include "crypto/base/result.hpp"
#include "did/did.hpp"
#include "did/document.hpp"

namespace waarmerk::did {

struct ResolutionOptions {
  /// did:web on `localhost` is asked over plain HTTP: for demonstrations and tests on one machine.
  bool plain_http_on_loopback = false;
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

class Resolution {
 public:
  Resolution(Did did, const ResolutionOptions& options = {});

  /// The next fetch, or nothing when the outcome stands.
  std::optional<Request> next() const;
  void supply(Result<Reply> reply);
  /// Fails with did.unsupported_method, did.malformed, did.not_found, did.unavailable,
  /// did.wrong_subject or did.bad_document.
  Result<DidDocument> outcome() const;

 private:
  Did did_;
  std::optional<Request> wanted_;
  Result<DidDocument> outcome_;
};

}  // namespace waarmerk::did
