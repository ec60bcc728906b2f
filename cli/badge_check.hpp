// Checking badge files without a node: what `badge verify` and `badge explain` share.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/args.hpp"
#include "cli/exits.hpp"
#include "cli/file_evidence.hpp"
#include "cli/workspace.hpp"
#include "crypto/base/result.hpp"
#include "node/credential/verdict.hpp"
#include "node/credential/verification.hpp"

namespace waarmerk::cli {

/// A file and what was found; or why it could not even be read.
struct CheckedFile {
  std::string name;
  Result<node::credential::Verdict> verdict;

  Exit exit() const;
};

class BadgeCheck {
 public:
  /// Reads the options of the command. Fails with time.malformed, cli.bad_documents or
  /// cli.unreadable_file.
  static Result<BadgeCheck> make(const Args& args, Workspace& workspace);

  CheckedFile check(const std::string& file);
  node::credential::Verdict check_text(std::string_view text);
  /// The same for many, in their order; what needs nobody's answer is checked on every core.
  std::vector<CheckedFile> check_all(std::span<const std::string> files);

 private:
  CheckedFile finish(std::string name, node::credential::Verification begun);

  BadgeCheck(Workspace& workspace, FileEvidence evidence,
             node::credential::VerificationOptions options)
      : workspace_(workspace), evidence_(std::move(evidence)), options_(std::move(options)) {}

  Workspace& workspace_;
  FileEvidence evidence_;
  node::credential::VerificationOptions options_;
};

/// What both commands take.
std::vector<Option> check_options();

/// `version` is of a DID that keeps a history. Where evidence may come from, by `--offline`,
/// `--documents` and `--allow-loopback`.
Result<FileEvidence> make_evidence(const Args& args, Workspace& workspace,
                                   did::Version version = did::LastVersion{});
std::vector<Option> evidence_options();

/// `{"file":…,"outcome":…,"code":…,"exit":…,…}`.
std::string print_checked(const CheckedFile& checked);

/// What is wrong with a file that could not be read, as the code of a verdict is: a stable name.
std::string_view code_of(const CheckedFile& checked);

}  // namespace waarmerk::cli
