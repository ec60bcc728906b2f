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
#include "did/document_history.hpp"
#include "did/request.hpp"
#include "did/webvh_resolution.hpp"

namespace waarmerk::did {

class Resolution {
 public:
  Resolution(Did did, const ResolutionOptions& options = {});

  /// The next fetch, or nothing when the outcome stands.
  std::optional<Request> next() const;
  void supply(Result<Reply> reply);
  /// Fails with did.unsupported_method, did.malformed, did.not_found, did.unavailable,
  /// did.wrong_subject or did.bad_document; of a did:webvh also with did.bad_log, did.no_version or
  /// did.deactivated.
  Result<DidDocument> outcome() const;
  /// The outcome with all that is known of the documents before it; also of a DID that was
  /// deactivated, whose newest() fails then. Where an earlier version was asked for, that one
  /// alone.
  Result<DocumentHistory> documents() const;
  /// Of a did:webvh that has come, its history; else null.
  const WebvhLog* history() const;
  /// Of a did:webvh, what came; else null.
  const WebvhTexts* texts() const;

 private:
  Did did_;
  std::optional<Request> wanted_;
  std::optional<WebvhResolution> webvh_;  // of that method alone, and then all goes by it
  Result<DidDocument> outcome_;
};

}  // namespace waarmerk::did
