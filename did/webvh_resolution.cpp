#include "did/webvh_resolution.hpp"

#include <cassert>
#include <utility>
#include <variant>

#include "did/reply.hpp"

namespace waarmerk::did {

Result<WebvhResolution> WebvhResolution::begin(Did did, const ResolutionOptions& options) {
  TRY(location, locate_did_webvh(did, options));
  return WebvhResolution(std::move(did), options, std::move(location));
}

WebvhResolution::WebvhResolution(Did did, ResolutionOptions options, WebvhLocation location)
    : did_(std::move(did)),
      options_(std::move(options)),
      location_(std::move(location)),
      wanted_(Request{.url = location_.log.url(), .accept = "text/jsonl, */*"}) {}

void WebvhResolution::supply(Result<Reply> reply) {
  assert(wanted_);
  wanted_.reset();
  auto body = body_of(did_, std::move(reply));
  if (log_) {
    if (!body) return log_->confirm_none(body.error());
    texts_.witnesses = std::move(*body);
    return log_->confirm(texts_.witnesses);
  }
  if (!body) {
    failure_ = std::move(body.error());
    return;
  }
  texts_.log = std::move(*body);
  log_ = WebvhLog::read(texts_.log, location_.scid, options_.now);
  if (log_->needs_witnesses()) {
    wanted_ = Request{.url = location_.witnesses.url(), .accept = "application/json"};
  }
}

Result<DocumentHistory> WebvhResolution::documents() const {
  if (std::holds_alternative<LastVersion>(options_.version) && !failure_ && log_ && !wanted_) {
    return DocumentHistory::of(did_, *log_);
  }
  TRY(document, outcome());
  return DocumentHistory(std::move(document));
}

Result<DidDocument> WebvhResolution::outcome() const {
  if (failure_) return std::unexpected(*failure_);
  if (!log_ || wanted_) return fail(unavailable, "the log has not come yet");
  TRY(entry, log_->find(did_, options_.version));
  return DidDocument::read(entry->document);
}

}  // namespace waarmerk::did
