#include "did/reply.hpp"

#include <utility>

namespace waarmerk::did {

Result<std::string> body_of(const Did& did, Result<Reply> reply) {
  if (!reply) return fail(unavailable, "no answer: " + reply.error().detail);
  if (reply->status == 404 || reply->status == 410) {
    return fail(not_found, "there is no document for " + did.text());
  }
  if (reply->status != 200) {
    return fail(unavailable, "the answer was HTTP " + std::to_string(reply->status));
  }
  return std::move(reply->body);
}

}  // namespace waarmerk::did
