// One exchange at most: the method's first step, and what the answer to it means. A did:webvh goes
// its own way.
#include "did/resolution.hpp"

#include <cassert>
#include <utility>
#include <variant>

#include "did/methods.hpp"
#include "did/reply.hpp"

namespace waarmerk::did {
namespace {

Result<DidDocument> judge(const Did& did, Result<Reply> reply) {
  TRY(body, body_of(did, std::move(reply)));
  TRY(document, read_document(body));
  if (document.id() != did) {
    return fail(wrong_subject, "the document is about " + document.id().text(), "$.id");
  }
  return std::move(document);
}

}  // namespace

Resolution::Resolution(Did did, const ResolutionOptions& options)
    : did_(std::move(did)), outcome_(fail(unavailable, "the document has not come yet")) {
  if (did_.method() == "webvh") {
    auto begun = WebvhResolution::begin(did_, options);
    if (!begun) outcome_ = failure_of(std::move(begun));
    if (begun) webvh_ = std::move(*begun);
    return;
  }
  auto step = begin_resolution(did_, options);
  if (!step) {
    outcome_ = failure_of(std::move(step));
  } else if (auto* request = std::get_if<Request>(&*step)) {
    wanted_ = std::move(*request);
  } else {
    outcome_ = std::get<DidDocument>(std::move(*step));
  }
}

std::optional<Request> Resolution::next() const { return webvh_ ? webvh_->next() : wanted_; }

void Resolution::supply(Result<Reply> reply) {
  if (webvh_) return webvh_->supply(std::move(reply));
  assert(wanted_);
  wanted_.reset();
  outcome_ = judge(did_, std::move(reply));
}

Result<DidDocument> Resolution::outcome() const { return webvh_ ? webvh_->outcome() : outcome_; }

Result<DocumentHistory> Resolution::documents() const {
  if (webvh_) return webvh_->documents();
  TRY(document, outcome_);
  return DocumentHistory(std::move(document));
}

const WebvhTexts* Resolution::texts() const { return webvh_ ? &webvh_->texts() : nullptr; }

const WebvhLog* Resolution::history() const { return webvh_ ? webvh_->log() : nullptr; }

}  // namespace waarmerk::did
