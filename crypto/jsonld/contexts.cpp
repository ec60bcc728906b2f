#include "crypto/jsonld/contexts.hpp"

#include <algorithm>
#include <utility>

#include "crypto/base/sha2.hpp"
#include "crypto/encoding/hex.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/jsonld/contexts_state.hpp"
#include "crypto/jsonld/shipped_contexts.hpp"

namespace waarmerk::jsonld {
namespace {

std::shared_ptr<const ContextLibrary> shipped_library() {
  auto library = std::make_shared<ContextLibrary>();
  for (const ShippedContext& context : shipped_contexts()) {
    library->add(std::string(context.url),
                 std::make_shared<ContextDocument>(context.text, context.published_sha256));
  }
  return library;
}

}  // namespace

Contexts::State::State(std::shared_ptr<const ContextLibrary> known) : library(std::move(known)) {}

std::shared_ptr<ContextPool> Contexts::State::pool() {
  const std::scoped_lock lock(mutex_);
  if (pool_ != nullptr) {
    const std::scoped_lock pool_lock(pool_->mutex());
    if (!pool_->full()) return pool_;
  }
  pool_ = std::make_shared<ContextPool>(ContextPool::Use::shared, library);
  return pool_;
}

const Contexts& Contexts::shipped() {
  static const Contexts contexts = fresh();
  return contexts;
}

Contexts Contexts::fresh() { return Contexts(std::make_shared<State>(shipped_library())); }

Result<Contexts> Contexts::with(const std::vector<PinnedContext>& more) const {
  if (more.empty()) return *this;
  auto library = std::make_shared<ContextLibrary>(*state_->library);
  for (const PinnedContext& context : more) {
    const std::string digest = encoding::encode_hex(sha256(bytes_of(context.text)).value);
    if (digest != context.sha256)
      return fail(wrong_digest, "The context " + context.url + " has another SHA-256.");
    if (const ContextDocument* known = library->find(context.url)) {
      if (known->sha256() != digest)
        return fail(context_exists,
                    "The context " + context.url + " is known, and reads otherwise.");
      continue;
    }
    TRY(document, json::parse(context.text));
    library->add(context.url, std::make_shared<ContextDocument>(context.text, digest));
  }
  return Contexts(std::make_shared<State>(std::move(library)));
}

bool Contexts::knows(std::string_view url) const { return state_->library->find(url) != nullptr; }

std::vector<Contexts::Fact> Contexts::facts() const {
  std::vector<Fact> facts;
  for (const auto& [url, document] : state_->library->documents()) {
    facts.push_back({.url = url, .sha256 = document->sha256()});
  }
  return facts;
}

}  // namespace waarmerk::jsonld
