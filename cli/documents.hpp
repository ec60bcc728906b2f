// Documents: what `--documents` gives: a document for each DID or URL, in the place of the network.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/workspace.hpp"
#include "crypto/base/result.hpp"
#include "did/did.hpp"
#include "did/webvh_log.hpp"

namespace waarmerk::cli {

inline constexpr std::size_t documents_bytes_max = 32 << 20;  ///< of one file
inline constexpr std::size_t document_files_max = 10'000;

class Documents {
 public:
  /// A JSON file or a `did.jsonl`, or a folder whose files that end in `.json`, `.jsonl`, `.jwt` or
  /// `.jws` are read. Fails with cli.unreadable_file or cli.bad_documents.
  static Result<Documents> load(const Workspace& workspace, const std::string& path);

  /// A JSON object whose names are DIDs and URLs, and whose values are documents: JSON, or a string
  /// that holds one, such as a compact JWS. Or one document, which is filed under its own `id`; or
  /// the history of a did:webvh (`did.jsonl`), or what its witnesses say (`did-witness.json`).
  /// Fails with cli.bad_documents.
  Result<void> add(std::string_view text);

  std::optional<std::string_view> find(std::string_view name) const;
  /// By the DID, or by the URL where its method has the document.
  std::optional<std::string_view> find(const did::Did& did) const;

  /// The history of a did:webvh, with what was given of its witnesses.
  std::optional<did::WebvhTexts> find_log(const did::Did& did) const;

 private:
  bool add_log(std::string_view text);

  std::map<std::string, std::string, std::less<>> logs_;  // by SCID
  std::vector<std::string> confirmations_;                // the elements of every did-witness.json
  std::map<std::string, std::string, std::less<>> by_name_;
};

}  // namespace waarmerk::cli
