// Evidence: the port through which a verification learns what it cannot know by itself.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "crypto/base/result.hpp"
#include "did/document_history.hpp"
#include "node/credential/verification.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

struct DidEvidence {
  did::DocumentHistory documents;
  credential::Provenance from;
};

struct ListEvidence {
  std::string credential;  ///< the status list, as it was signed; empty where `stored` is there
  credential::Provenance from;
  std::optional<credential::StoredStatus> stored = {};
};

struct DocumentEvidence {
  std::string document;  ///< as text
  credential::Provenance from;
};

/// A Result that also says whether somebody outside was asked for it, perhaps in vain.
template <class T>
struct Answer : Result<T> {
  using Result<T>::Result;
  Answer(Result<T> result) : Result<T>(std::move(result)) {}

  bool asked_outside = false;
};

class Evidence {
 public:
  virtual ~Evidence() = default;
  virtual Task<Answer<DidEvidence>> find_did(did::Did did) = 0;
  /// The list at `need.url`.
  virtual Task<Answer<ListEvidence>> find_status_list(credential::NeedStatusList need) = 0;
  /// What is published at `need.url`.
  virtual Task<Answer<DocumentEvidence>> find_document(credential::NeedDocument need) = 0;
};

}  // namespace waarmerk::node::actions
