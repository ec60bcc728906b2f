// The JSON-LD API test suite: its manifests, and its files as pinned contexts.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "crypto/json/document.hpp"
#include "crypto/jsonld/options.hpp"

namespace waarmerk::tests {

/// One entry of a manifest that is for a processor of JSON-LD 1.1.
struct JsonldCase {
  std::string id;
  std::string name;
  std::string input;   ///< the text of the document
  std::string expect;  ///< the text of what it becomes; empty if only success is asked
  std::string error;   ///< the code that it fails with, as ours are written; empty for success
  jsonld::Options options;
  std::optional<json::Document> expand_context;
};

struct JsonldSuite {
  std::vector<JsonldCase> cases;
  int of_1_0 = 0;  ///< entries that are for a processor of JSON-LD 1.0
};

/// The suite `expand` or `toRdf`. Its contexts are pinned, and safe mode is off.
JsonldSuite read_jsonld_suite(const std::filesystem::path& folder, const std::string& operation);

}  // namespace waarmerk::tests
