// One exchange at most: the method's first step, and what the answer to it means.
#include "did/resolution.hpp"

#include <cassert>
#include <utility>
#include <variant>

#include "did/methods.hpp"

namespace waarmerk::did {
namespace {

Result<DidDocument> judge(const Did& did, const Result<Reply>& reply) {
  if (!reply) return fail(unavailable, "no answer: " + reply.error().detail);
  if (reply->status == 404 || reply->status == 410) {
    return fail(not_found, "there is no document for " + did.text());
  }
  if (reply->status != 200) {
    return fail(unavailable, "the answer was HTTP " + std::to_string(reply->status));
  }
  TRY(document, read_document(reply->body));
  if (document.id() != did) {
    return fail(wrong_subject, "the document is about " + document.id().text(), "$.id");
  }
  return std::move(document);
}

}  // namespace

Resolution::Resolution(Did did, const ResolutionOptions& options)
    : did_(std::move(did)), outcome_(fail(unavailable, "the document has not come yet")) {
  auto step = begin_resolution(did_, options);
  if (!step) {
    outcome_ = failure_of(std::move(step));
  } else if (auto* request = std::get_if<Request>(&*step)) {
    wanted_ = std::move(*request);
  } else {
    outcome_ = std::get<DidDocument>(std::move(*step));
  }
}

std::optional<Request> Resolution::next() const { return wanted_; }

void Resolution::supply(Result<Reply> reply) {
  assert(wanted_);
  wanted_.reset();
  outcome_ = judge(did_, reply);
}

Result<DidDocument> Resolution::outcome() const { return outcome_; }

}  // namespace waarmerk::did
