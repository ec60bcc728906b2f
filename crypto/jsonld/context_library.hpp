// ContextLibrary: context documents by URL, each parsed when it is first asked for.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"

namespace waarmerk::jsonld {

/// One document. Threads may ask it at the same time.
class ContextDocument {
 public:
  /// `text` is static.
  ContextDocument(std::string_view text, std::string_view sha256) : text_(text), sha256_(sha256) {}
  ContextDocument(std::string text, std::string sha256)
      : owned_(std::move(text)),
        owned_sha256_(std::move(sha256)),
        text_(owned_),
        sha256_(owned_sha256_) {}
  ContextDocument(const ContextDocument&) = delete;
  ContextDocument& operator=(const ContextDocument&) = delete;

  /// The value of its `@context`. Fails with jsonld.invalid_remote_context.
  Result<json::Value> context();
  std::string_view sha256() const { return sha256_; }

 private:
  std::string owned_;
  std::string owned_sha256_;
  std::string_view text_;
  std::string_view sha256_;
  std::once_flag once_;
  std::optional<json::Document> document_;
  std::optional<json::Value> context_;
};

/// Copies share the documents.
class ContextLibrary {
 public:
  void add(std::string url, std::shared_ptr<ContextDocument> document);
  /// The document at `url`, or null.
  ContextDocument* find(std::string_view url) const;
  const auto& documents() const { return documents_; }

 private:
  std::map<std::string, std::shared_ptr<ContextDocument>, std::less<>> documents_;
};

}  // namespace waarmerk::jsonld
