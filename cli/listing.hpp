// Listing: what a node lists page by page, shown as a table or as one JSON value a line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/args.hpp"
#include "cli/exits.hpp"
#include "cli/output.hpp"
#include "cli/workspace.hpp"
#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"

namespace waarmerk::cli {

struct Listing {
  std::string path;
  std::string_view member;  ///< of an answer, where the items stand
  std::string_view cursor;  ///< the parameter that asks for the next page
  std::vector<std::string> headings;
  std::vector<std::string> (*row)(json::Value);
  /// Given the last answer where there was nothing to list; may say why.
  std::string_view (*why_empty)(json::Value) = nullptr;
};

/// As many as `--limit` says, 100 without. Fails with cli.usage, or as the node does.
Result<Exit> show_listing(const Listing& listing, const Args& args, Workspace& workspace,
                          Output& output);

}  // namespace waarmerk::cli
