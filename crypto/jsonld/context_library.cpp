#include "crypto/jsonld/context_library.hpp"

#include <utility>

#include "crypto/json/parse.hpp"
#include "crypto/jsonld/errors.hpp"

namespace waarmerk::jsonld {

Result<json::Value> ContextDocument::context() {
  std::call_once(once_, [this] {
    auto parsed = json::parse(text_);
    if (!parsed) return;
    document_ = std::move(*parsed);
    context_ = document_->root().find("@context");
  });
  if (!context_) return fail(invalid_remote_context, "a context document without @context");
  return *context_;
}

void ContextLibrary::add(std::string url, std::shared_ptr<ContextDocument> document) {
  documents_.insert_or_assign(std::move(url), std::move(document));
}

ContextDocument* ContextLibrary::find(std::string_view url) const {
  const auto found = documents_.find(url);
  return found == documents_.end() ? nullptr : found->second.get();
}

}  // namespace waarmerk::jsonld
