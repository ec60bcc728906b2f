#include "did/webvh_resolution.hpp"

#include <cassert>
#include <utility>

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
  if (log_) return body ? log_->confirm(*body) : log_->confirm_none(body.error());
  if (!body) {
    failure_ = std::move(body.error());
    return;
  }
  log_ = WebvhLog::read(*body, location_.scid, options_.now);
  if (log_->needs_witnesses()) {
    wanted_ = Request{.url = location_.witnesses.url(), .accept = "application/json"};
  }
}

Result<DidDocument> WebvhResolution::outcome() const {
  if (failure_) return std::unexpected(*failure_);
  if (!log_ || wanted_) return fail(unavailable, "the log has not come yet");
  TRY(entry, log_->find(did_, options_.version));
  return DidDocument::read(entry->document);
}

}  // namespace waarmerk::did
