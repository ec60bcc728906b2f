// What `badge award` and `badge offer` say of a badge beside for whom it is.
#pragma once

#include "cli/args.hpp"
#include "cli/workspace.hpp"
#include "crypto/base/result.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::cli {

/// Members for `--valid-until`, `--narrative` and each `--evidence`: a URL, a file with JSON, or
/// the words themselves. Fails with time.malformed, cli.unreadable_file or json.*.
Result<void> write_award_claims(json::Writer& writer, const Args& args, const Workspace& workspace);

}  // namespace waarmerk::cli
