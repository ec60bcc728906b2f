// WebvhResolution: a did:webvh to its document, by its log and, where it has witnesses, their file.
#pragma once

#include <optional>

#include "crypto/base/result.hpp"
#include "did/did.hpp"
#include "did/did_webvh.hpp"
#include "did/document.hpp"
#include "did/document_history.hpp"
#include "did/request.hpp"
#include "did/webvh_log.hpp"

namespace waarmerk::did {

class WebvhResolution {
 public:
  /// Fails as locate_did_webvh does.
  static Result<WebvhResolution> begin(Did did, const ResolutionOptions& options);

  std::optional<Request> next() const { return wanted_; }
  void supply(Result<Reply> reply);
  /// Fails with did.not_found, did.unavailable, did.bad_log, did.no_version, did.deactivated or
  /// did.bad_document.
  Result<DidDocument> outcome() const;
  /// As Resolution::documents().
  Result<DocumentHistory> documents() const;
  /// What came and held; null before.
  const WebvhLog* log() const { return log_ ? &*log_ : nullptr; }
  /// As it came, whether it holds or not.
  const WebvhTexts& texts() const { return texts_; }

 private:
  WebvhResolution(Did did, ResolutionOptions options, WebvhLocation location);

  Did did_;
  ResolutionOptions options_;
  WebvhLocation location_;
  std::optional<Request> wanted_;
  std::optional<Error> failure_;
  std::optional<WebvhLog> log_;
  WebvhTexts texts_;
};

}  // namespace waarmerk::did
